import { dropBelow, dropSigned, dropSmallest, keepLargest } from './drop';
import { placesOf } from './places';

const all = new Float32Array(8).fill(1);
const kept = (mask: Float32Array) => [...placesOf(mask, 1)];

test('the smallest magnitudes go, of equal ones the last', () => {
  const weights = Float32Array.of(-1, 0.5, -0.5, 2, 0.5, 3, -0.1, 4);
  expect(kept(dropSmallest(all, weights, 3))).toEqual([0, 1, 3, 5, 7]);
  expect(kept(dropSmallest(all, weights, 0))).toEqual(kept(all));
  expect(kept(dropSmallest(all, weights, 8))).toEqual([]);
});

test('the largest stay where nothing is pruned yet', () => {
  const weights = Float32Array.of(-1, 0.5, -0.5, 2, 0.5, 3, -0.1, 4);
  for (const count of [0, 3, 5, 8]) expect(keepLargest(weights, count)).toEqual(dropSmallest(all, weights, 8 - count));
});

test('what is pruned already is not dropped again', () => {
  const mask = Float32Array.of(0, 0, 1, 1, 1, 0, 0, 0);
  expect(kept(dropSmallest(mask, Float32Array.of(0, 0, 3, 1, 2, 0, 0, 0), 2))).toEqual([2]);
});

test('SET drops the same share of positive and of negative weights', () => {
  // Six positive, two negative: half of each, those nearest to 0.
  const weights = Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, -5, -7);
  expect(kept(dropSigned(all, weights, 0.5))).toEqual([3, 4, 5, 7]);
  expect(kept(dropSmallest(all, weights, 4))).toEqual([4, 5, 6, 7]);
  expect(kept(dropSigned(all, new Float32Array(8), 0.25))).toEqual([0, 1, 2, 3, 4, 5]);
});

test('what is below a threshold goes, what is at it stays, and so do as many as a layer has to keep', () => {
  const weights = Float32Array.of(0.5, -0.25, 0.1, 0, 0.25, -0.3, 0.2, 1);
  expect(kept(dropBelow(all, weights, 0.25))).toEqual([0, 1, 4, 5, 7]);
  expect(kept(dropBelow(all, weights, 9))).toEqual([]);
  expect(kept(dropBelow(all, weights, 9, 2))).toEqual([0, 7]);
  expect(kept(dropBelow(all, weights, 0.25, 7))).toEqual([0, 1, 2, 4, 5, 6, 7]);
  expect(kept(dropBelow(all, weights, 9, 20))).toEqual(kept(all));
});
