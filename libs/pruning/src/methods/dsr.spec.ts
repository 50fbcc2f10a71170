import { countKept, placesOf } from '../dynamic/places';
import { momentOf } from '../dynamic/testing/moments';
import { adapted, dsrUpdate } from './dsr';

const layers = {
  'a/weights': {
    mask: [1, 1, 1, 1, ...new Array<number>(12).fill(0)],
    weights: [4, 3, -2, 0.1, ...new Array<number>(12).fill(0)],
  },
  'b/weights': { mask: [1, 1, 1, 0, 0, 0, 0, 0], weights: [1, 0.2, -0.2, 0, 0, 0, 0, 0] },
};
const options = { threshold: 0.5, tolerance: 0.1, minKeep: 0, regrown: 'paper' } as const;
const run = (more: Partial<Parameters<typeof dsrUpdate>[0]> = {}, notes: number | null = null) =>
  dsrUpdate(
    { ...options, ...more },
    7,
  )({
    layers: Object.keys(layers),
    fraction: 3 / 7,
    moment: momentOf(layers, { step: 30, notes }),
  });

test('what is below the threshold goes everywhere, and layers grow in proportion to what survived', async () => {
  const { updates, notes } = await run();
  expect([...placesOf(updates['a/weights']!.stays, 1)]).toEqual([0, 1, 2]);
  expect([...placesOf(updates['b/weights']!.stays, 1)]).toEqual([0]);
  // Three went; survivors are 3 to 1: 2.25 and 0.75.
  expect([countKept(updates['a/weights']!.mask), countKept(updates['b/weights']!.mask)]).toEqual([5, 2]);
  // Three were wanted.
  expect(notes).toBe(0.5);
});

test('the threshold of the notes counts, and is doubled or halved when it misses its target', async () => {
  const few = await run({}, 0.15);
  expect(countKept(few.updates['a/weights']!.stays) + countKept(few.updates['b/weights']!.stays)).toBe(6);
  expect(few.notes).toBe(0.3);
  const many = await run({}, 3.5);
  expect(countKept(many.updates['a/weights']!.stays) + countKept(many.updates['b/weights']!.stays)).toBe(1);
  expect(many.notes).toBe(1.75);
  expect([
    adapted(1, 89, 100, 0.1),
    adapted(1, 90, 100, 0.1),
    adapted(1, 110, 100, 0.1),
    adapted(1, 111, 100, 0.1),
  ]).toEqual([2, 1, 1, 0.5]);
});

test('a layer that loses everything gets nothing again, unless it keeps some on request', async () => {
  const collapsed = await run({ threshold: 1.5 });
  expect([countKept(collapsed.updates['a/weights']!.mask), countKept(collapsed.updates['b/weights']!.mask)]).toEqual([
    7, 0,
  ]);
  const saved = await run({ threshold: 1.5, minKeep: 1 });
  expect([...placesOf(saved.updates['b/weights']!.stays, 1)]).toEqual([0]);
  expect(countKept(saved.updates['a/weights']!.mask) + countKept(saved.updates['b/weights']!.mask)).toBe(7);
  expect(countKept(saved.updates['b/weights']!.mask)).toBeGreaterThan(0);
});
