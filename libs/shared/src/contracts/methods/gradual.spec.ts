import { minimalRecipe, readRecipe, type RecipeInput } from '../recipe';

const recipe: RecipeInput = {
  network: { name: 'lenet-300-100' },
  dataset: { name: 'mnist' },
  optimizer: { name: 'adam', learningRate: 0.0012 },
  steps: 10_000,
};
const names = ['gmp', 'random-gradual', 'variational-dropout', 'l0', 'str', 'ac-dc', 'n-m'] as const;

test.each(names)('a recipe of %s with its defaults written out is the one without', (name) => {
  const short: RecipeInput = { ...recipe, method: { name, sparsities: [0.5] } };
  expect(minimalRecipe(readRecipe(short))).toEqual(short);
});

test('AC/DC has the shares of the authors’ hundred epochs, SR-STE their decay, variational dropout their threshold', () => {
  const read = (name: (typeof names)[number]) => readRecipe({ ...recipe, method: { name, sparsities: [0.5] } }).method;
  expect(read('ac-dc')).toMatchObject({ warmup: 0.1, phase: 0.05, lastDense: 0.1, lastSparse: 0.15, scope: 'global' });
  expect(read('n-m')).toMatchObject({ m: 4, decay: 0.0002 });
  expect(read('variational-dropout')).toMatchObject({ threshold: 3, logVariance: -10, finish: 'rank' });
  expect(read('gmp')).toMatchObject({ exponent: 3, initial: 0, returning: false });
});

test.each([
  [{ name: 'gmp', end: 1.1 }, /method\.end \(got 1\.1\)/],
  [{ name: 'gmp', initial: 1 }, /method\.initial \(got 1\)/],
  [{ name: 'l0', dropRate: 1 }, /method\.dropRate \(got 1\)/],
  [{ name: 'l0', weight: 0 }, /method\.weight \(got 0\)/],
  [{ name: 'str', finish: 'both' }, /method\.finish/],
  [{ name: 'ac-dc', lastSparse: 0 }, /method\.lastSparse \(got 0\)/],
  [{ name: 'n-m', m: 1 }, /method\.m \(got 1\)/],
  [{ name: 'random-gradual', returning: true }, /returning/],
])('%j is refused', (change, message) => {
  expect(() => readRecipe({ ...recipe, method: { sparsities: [0.5], ...change } })).toThrow(message);
});
