import fc from 'fast-check';
import { tensor } from '@tombola/engine';
import { collapsedLayers } from '../layer-collapse';
import { countMasks, type Masks } from '../masks';
import { pruneGlobally } from '../prune';
import { lamp } from './lamp';

const layer = (values: readonly number[]) => tensor(values, [values.length]);
const all = (count: number) => tensor(new Uint8Array(count).fill(1), [count], 'uint8');
const scoresOf = (values: readonly number[]) => [...lamp({ l: layer(values) }, { l: all(values.length) }).l!];

test('weights 1, 2 and 3 score 1/14, 4/13 and 1, whatever their signs, order and scale', () => {
  const expected = [0.0714286, 0.3076923, 1];
  scoresOf([1, 2, 3]).forEach((score, i) => expect(score).toBeCloseTo(expected[i]!, 7));
  scoresOf([0.1, -0.2, 0.3]).forEach((score, i) => expect(score).toBeCloseTo(expected[i]!, 7));
  scoresOf([-3, 1, 2]).forEach((score, i) => expect(score).toBeCloseTo([1, expected[0], expected[1]][i]!, 7));
});

test('of equal magnitudes the lower index counts as larger, and zeros score 0', () => {
  expect(scoresOf([2, -2])).toEqual([1, 0.5]);
  expect(scoresOf([0, 3, 0])).toEqual([0, 1, 0]);
  expect(scoresOf([0, 0])).toEqual([0, 0]);
});

test('pruned weights score 0 and weigh nothing', () => {
  const masks: Masks = { l: tensor([1, 1, 0], [3], 'uint8') };
  const [first, second, third] = lamp({ l: layer([1, 2, 3]) }, masks).l!;
  expect([first, second, third]).toEqual([Math.fround(1 / 5), 1, 0]);
});

const weights = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true, min: Math.fround(1e-3), max: 1000 }), {
  minLength: 1,
  maxLength: 20,
});

test('whatever the layers: the order within each is that of magnitudes, and none empties before all have one left', () => {
  fc.assert(
    fc.property(fc.array(weights, { minLength: 1, maxLength: 5 }), (layers) => {
      const names = layers.map((_, i) => `l${i}`);
      const parameters = Object.fromEntries(names.map((name, i) => [name, layer(layers[i]!)]));
      const masks = Object.fromEntries(names.map((name, i) => [name, all(layers[i]!.length)]));
      const scores = lamp(parameters, masks);
      names.forEach((name, k) => {
        const magnitudes = layers[k]!;
        const smallestFirst = [...magnitudes.keys()].sort((a, b) => magnitudes[a]! - magnitudes[b]! || b - a);
        const ordered = smallestFirst.map((i) => scores[name]![i]!);
        expect(ordered).toEqual(ordered.toSorted((a, b) => a - b));
        expect(Math.max(...scores[name]!)).toBe(1);
      });
      const pruned = pruneGlobally(masks, scores, countMasks(masks).total - layers.length);
      expect(collapsedLayers(pruned)).toEqual([]);
    }),
  );
});
