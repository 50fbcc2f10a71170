import { lenet300100 } from '@tombola/nn';
import { finalRemovals } from './final-removals';

const lenet = lenet300100({ inputShape: [1, 28, 28], classes: 10 });
const removed = (options: Partial<Parameters<typeof finalRemovals>[1]> & { readonly sparsity: number }) =>
  finalRemovals(lenet, { outputCap: 1, denseFirst: false, ...options }).map((layer) => layer.removed);

test('all layers lose the same share, and the network exactly what was asked for', () => {
  expect(removed({ sparsity: 0.9 })).toEqual([211_680, 27_000, 900]);
  // 0.98765 x 266,200 is 262,912.43: the fractions of the layers are .28, .5 and .65.
  expect(removed({ sparsity: 0.98765 })).toEqual([232_295, 29_629, 988]);
  expect(removed({ sparsity: 0 })).toEqual([0, 0, 0]);
});

test('what a capped output layer and a dense first layer spare, the others lose', () => {
  // 95 % of 266,200 is 252,890; the output layer loses 800 of it.
  const capped = removed({ sparsity: 0.95, outputCap: 0.8 });
  expect(capped[2]).toBe(800);
  expect(capped[0]! + capped[1]! + capped[2]!).toBe(252_890);
  expect(capped[0]! / 235_200).toBeCloseTo(capped[1]! / 30_000, 4);
  // A cap that is not reached changes nothing.
  expect(removed({ sparsity: 0.7, outputCap: 0.8 })).toEqual(removed({ sparsity: 0.7 }));
  expect(removed({ sparsity: 0.1, denseFirst: true })).toEqual([0, 25_761, 859]);
  expect(removed({ sparsity: 0.115, denseFirst: true, outputCap: 0.8 })).toEqual([0, 29_813, 800]);
});

test('more than may be pruned is refused with the most that may', () => {
  expect(() => removed({ sparsity: 0.9, denseFirst: true })).toThrow(
    /have not so many weights.*got 0.9.*at most 0.116/,
  );
});
