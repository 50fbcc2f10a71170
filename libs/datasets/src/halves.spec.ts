import fc from 'fast-check';
import { halfOf } from './halves';
import type { ImageSet } from './types';

/** Images of two bytes that say which they are. */
function setOf(labels: readonly number[]): ImageSet {
  const images = Uint8Array.from(labels.flatMap((label, i) => [i, label]));
  return { images, labels: Uint8Array.from(labels), count: labels.length, shape: [1, 1, 2], classes: 3 };
}
const numbers = ({ images }: ImageSet) => [...images].filter((_, i) => i % 2 === 0);
const countOf = ({ labels }: ImageSet, label: number) => labels.filter((each) => each === label).length;

test('the halves share nothing, have everything, and half of every class each', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2), { minLength: 1, maxLength: 200 }), (labels) => {
      const set = setOf(labels);
      const [a, b] = [halfOf(set, 'a'), halfOf(set, 'b')];
      expect([...numbers(a), ...numbers(b)].sort((x, y) => x - y)).toEqual([...labels.keys()]);
      for (const half of [a, b]) {
        expect(half.count).toBe(half.labels.length);
        // Images keep their labels, and their order.
        expect([...half.labels]).toEqual([...half.images].filter((_, i) => i % 2 === 1));
        expect(numbers(half)).toEqual(numbers(half).toSorted((x, y) => x - y));
      }
      for (const label of [0, 1, 2]) expect(countOf(a, label)).toBe(Math.floor(countOf(set, label) / 2));
    }),
  );
});

test('a set is cut in the same way every time', () => {
  const set = setOf(Array.from({ length: 40 }, (_, i) => i % 3));
  expect(halfOf(set, 'a')).toEqual(halfOf(set, 'a'));
  expect(numbers(halfOf(set, 'a'))).not.toEqual([...Array(18).keys()]);
});
