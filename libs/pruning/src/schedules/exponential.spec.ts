import { exponential } from './exponential';

const digits = (value: number) => Number(value.toFixed(6));

test('SynFlow keeps a hundredth after a hundred rounds', () => {
  const kept = [0, 1, 10, 25, 50, 75, 100].map((round) => digits(exponential(round, 100, 0.01)));
  expect(kept).toEqual([1, 0.954993, 0.630957, 0.316228, 0.1, 0.031623, 0.01]);
});

test('FORCE and iterative SNIP keep a hundredth after five', () => {
  const kept = [1, 2, 3, 4, 5].map((round) => digits(exponential(round, 5, 0.01)));
  expect(kept).toEqual([0.398107, 0.158489, 0.063096, 0.025119, 0.01]);
});
