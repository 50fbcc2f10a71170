import fc from 'fast-check';
import { tensor } from '@tombola/engine';
import { randomStream } from '@tombola/shared';
import type { Scores } from '../criteria/scores';
import { countMask, countMasks, denseMasks, type Masks } from '../masks';
import { pruneGlobally } from '../prune';
import { invertScores, permuteMasksGlobally, shuffleMasks } from './controls';
import { lenet300100 } from '@tombola/nn';

/** A mask of LeNet-300-100 whose layers have very different densities, as tickets have. */
const network = lenet300100({ inputShape: [1, 28, 28], classes: 10 });
const ticket: Masks = Object.fromEntries(
  Object.entries(denseMasks(network)).map(([name, { shape, data }], layer) => {
    const random = randomStream(1, 'ticket', name);
    const density = [0.02, 0.1, 0.6][layer]!;
    return [
      name,
      tensor(
        data.map(() => (random.uniform() < density ? 1 : 0)),
        shape,
        'uint8',
      ),
    ];
  }),
);
const kept = (masks: Masks) => Object.values(masks).map((mask) => countMask(mask).kept);

test('a shuffle within layers really moves the bits of every layer and keeps its count', () => {
  const before = structuredClone(ticket);
  const shuffled = shuffleMasks(ticket, 3, 0);
  expect(kept(shuffled)).toEqual(kept(ticket));
  for (const name of Object.keys(ticket)) expect(shuffled[name]!.data).not.toEqual(ticket[name]!.data);
  expect(ticket).toEqual(before);
});

test('a permutation over the whole network keeps the total only: layers lose the counts that the ticket gave them', () => {
  const permuted = permuteMasksGlobally(ticket, 3, 0);
  expect(countMasks(permuted)).toEqual(countMasks(ticket));
  expect(kept(permuted)).not.toEqual(kept(ticket));
  const { density } = countMasks(ticket);
  // Of the output layer's 1,000 weights 600 were kept; now about as many as anywhere: within five deviations.
  const output = countMask(permuted['dense_3/weights']!).density;
  expect(Math.abs(output - density)).toBeLessThan(5 * Math.sqrt((density * (1 - density)) / 1000));
  expect(permuteMasksGlobally(ticket, 3, 0)).toEqual(permuted);
  expect(permuteMasksGlobally(ticket, 3, 1)).not.toEqual(permuted);
  expect(permuteMasksGlobally(ticket, 4, 0)).not.toEqual(permuted);
});

test('inverted scores keep what would have gone first', () => {
  const scores: Scores = { layer: Float32Array.of(3, -1, 0, 2) };
  const masks: Masks = { layer: tensor([1, 1, 1, 1], [4], 'uint8') };
  expect([...pruneGlobally(masks, scores, 2).layer!.data]).toEqual([1, 0, 0, 1]);
  expect([...pruneGlobally(masks, invertScores(scores), 2).layer!.data]).toEqual([0, 1, 1, 0]);
});

test('inverted scores turn every order round, twice inverted they are as before', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ noNaN: true }), { maxLength: 20 }), (values) => {
      const scores = { layer: Float32Array.from(values) };
      const inverted = invertScores(scores);
      expect(invertScores(inverted)).toEqual(scores);
      scores.layer.forEach((a, i) => {
        scores.layer.forEach((b, j) => expect(inverted.layer![i]! < inverted.layer![j]!).toBe(a > b));
      });
    }),
  );
});
