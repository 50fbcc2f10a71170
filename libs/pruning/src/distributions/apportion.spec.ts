import { apportion } from './apportion';

test('what rounding down leaves goes to the largest remainders, of equal ones to the first', () => {
  expect(apportion([1.2, 2.7, 3.1], [9, 9, 9], 7)).toEqual([1, 3, 3]);
  expect(apportion([1.5, 1.5], [9, 9], 3)).toEqual([2, 1]);
});

test('no layer gets more than it has', () => {
  expect(apportion([1.9, 2], [1, 9], 4)).toEqual([1, 3]);
});

test('what the least takes is taken from those furthest above their targets', () => {
  expect(apportion([0.1, 0.2, 5.7], [9, 9, 9], 6, 1)).toEqual([1, 1, 4]);
  expect(apportion([0.5, 2.5, 3], [9, 9, 9], 6, 2)).toEqual([2, 2, 2]);
  expect(apportion([0.1, 5.9], [1, 9], 6, 3)).toEqual([1, 5]);
});

test('what cannot be is refused', () => {
  expect(() => apportion([1, 1], [2, 2], 5)).toThrow('expected 0 to 4');
  expect(() => apportion([1, 1], [2, 2], 1, 1)).toThrow('expected 2 to 4');
});
