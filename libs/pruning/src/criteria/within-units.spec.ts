import { tensor } from '@tombola/engine';
import { structureOf } from '@tombola/nn';
import { denseMasks } from '../masks';
import { pruneLayers } from '../prune';
import { buildNetwork } from '@tombola/nn';
import { magnitudeBesideUnits, ranksWithinUnits } from './within-units';

const network = buildNetwork({ name: 'mlp', hidden: [], bias: true }, { inputShape: [1, 1, 4], classes: 2 });
/** Unit 0 reads 1, -2, 3, 0; unit 1 reads 10, 40, -30, 20: [in, out]. */
const state = { 'dense_1/weights': tensor([1, 10, -2, 40, 3, -30, 0, 20], [4, 2]) };
const names = ['dense_1/weights'];
const kept = (scores: Record<string, Float32Array>, count: number) =>
  [...pruneLayers(denseMasks(network), scores, { 'dense_1/weights': count })['dense_1/weights']!.data].join('');

test('every unit loses as many of its smallest weights, give or take one', () => {
  const ranks = ranksWithinUnits(network, state, names);
  expect([...ranks['dense_1/weights']!]).toEqual([1, 0, 2, 3, 3, 2, 0, 1]);
  expect(kept(ranks, 4)).toBe('00111100');
  const five = kept(ranks, 5);
  const losses = [0, 1].map((unit) => [...five].filter((bit, at) => at % 2 === unit && bit === '0').length);
  expect(losses.sort()).toEqual([2, 3]);
});

test('magnitudes over the standard deviation of the unit: a unit of large weights loses no less', () => {
  const { 'dense_1/weights': scores } = magnitudeBesideUnits(network, state, names);
  // 1, -2, 3, 0 and 10, 40, -30, 20 have the means 0.5 and 10, and the variances 3.25 and 650.
  [1, 2, 3, 0].forEach((x, i) => expect(scores![2 * i]).toBeCloseTo(x / Math.sqrt(3.25), 5));
  [10, 40, 30, 20].forEach((x, i) => expect(scores![2 * i + 1]).toBeCloseTo(x / Math.sqrt(650), 5));
});

test('units without spread are kept longest, zeros go first', () => {
  const flat = { 'dense_1/weights': tensor([1, 0, 1, 0, 1, 0, 1, 5], [4, 2]) };
  const { 'dense_1/weights': scores } = magnitudeBesideUnits(network, flat, names);
  expect([...scores!].map((score, at) => (at % 2 === 0 ? score : score > 0))).toEqual([
    Infinity,
    false,
    Infinity,
    false,
    Infinity,
    false,
    Infinity,
    true,
  ]);
});

test('the units of a convolution are its filters', () => {
  const conv = structureOf(
    {
      name: 'own',
      nodes: [{ op: 'conv', name: 'c', channels: 2, kernel: 1 }, { op: 'flatten' }, { op: 'dense', units: 'classes' }],
    },
    { inputShape: [3, 1, 1], classes: 2 },
  );
  const weights = { 'c/weights': tensor([3, 1, 2, 5, 6, 4], [2, 3, 1, 1]) };
  expect([...ranksWithinUnits(conv, weights, ['c/weights'])['c/weights']!]).toEqual([2, 0, 1, 1, 2, 0]);
});
