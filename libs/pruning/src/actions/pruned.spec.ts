import { tensor } from '@tombola/engine';
import type { Before } from '../methods/method';
import { countFrozen, resetPruned, withFrozen, type PrunedAction } from './pruned';

const layer = (...values: number[]) => ({ layer: tensor(Float32Array.from(values), [6]) });
const mask = (...bits: number[]) => ({ layer: tensor(Uint8Array.from(bits), [6], 'uint8') });

/** The weights of O-12. */
const initial = layer(0.5, -0.4, 0.1, -0.2, 0.3, -0.6);
const trained = layer(0.6, 0.2, -0.5, -0.25, 0.05, -0.3);
type BeforeRound = Pick<Before, 'masks' | 'start' | 'trained'>;
const dense: BeforeRound = { masks: mask(1, 1, 1, 1, 1, 1), start: initial, trained };

const reset = (action: PrunedAction, bits: number[], before = dense) => [
  ...resetPruned(initial, mask(...bits), { action, initial, before }).layer!.data,
];
const floats = (...values: number[]) => [...Float32Array.from(values)];

test.each<[PrunedAction, number[]]>([
  ['zero', [0.5, -0.4, 0.1, -0.2, 0.3, -0.6]],
  ['freeze-init', [0.5, -0.4, 0.1, -0.2, 0.3, -0.6]],
  // Magnitudes fell at 1, 4 and 5.
  ['freeze-init-zero-mask', [0.5, 0, 0.1, -0.2, 0, 0]],
  ['freeze-init-zero-all', [0.5, 0, 0.1, -0.2, 0, 0]],
  ['freeze-init-zero-mask-reversed', [0.5, -0.4, 0, 0, 0.3, -0.6]],
])('%s, of all weights but the first', (action, values) => {
  expect(reset(action, [1, 0, 0, 0, 0, 0])).toEqual(floats(...values));
});

test('zero-all also sets survivors to 0 that became smaller, zero-mask leaves them', () => {
  expect(reset('freeze-init-zero-mask', [1, 1, 1, 1, 1, 1])).toEqual(floats(0.5, -0.4, 0.1, -0.2, 0.3, -0.6));
  expect(reset('freeze-init-zero-all', [1, 1, 1, 1, 1, 1])).toEqual(floats(0.5, 0, 0.1, -0.2, 0, 0));
});

test('what became of a pruned weight stays in later rounds', () => {
  const pruned = mask(1, 0, 1, 0, 1, 1);
  for (const action of ['freeze-init-zero-mask', 'freeze-init-zero-mask-reversed'] as const) {
    const start = resetPruned(initial, pruned, { action, initial, before: dense });
    // Frozen weights end as they began, so that by themselves they would decide otherwise.
    const next = reset(action, [1, 0, 1, 0, 1, 0], { masks: pruned, start, trained: start });
    expect([next[1], next[3]]).toEqual([start.layer!.data[1], start.layer!.data[3]]);
  }
});

test('a frozen weight is no zero: it is counted, and exports keep it', () => {
  const parameters = layer(1, 0, -2, 3, 0, 4);
  const masks = mask(1, 0, 0, 1, 0, 1);
  expect(countFrozen(parameters, masks)).toBe(1);
  expect([...withFrozen(masks, parameters).layer!.data]).toEqual([1, 0, 1, 1, 0, 1]);
});
