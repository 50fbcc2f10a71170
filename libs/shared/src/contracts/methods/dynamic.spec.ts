import { minimalRecipe, readRecipe, type RecipeInput } from '../recipe';

const recipe: RecipeInput = {
  network: { name: 'lenet-300-100' },
  dataset: { name: 'mnist' },
  optimizer: { name: 'adam', learningRate: 0.0012 },
  steps: 50_000,
};
const names = ['static', 'set', 'rigl', 'snfs', 'dsr', 'top-kast', 'small-dense'] as const;

test.each(names)('a recipe of %s with its defaults written out is the one without', (name) => {
  const short: RecipeInput = { ...recipe, method: { name, sparsities: [0.9] } };
  expect(minimalRecipe(readRecipe(short))).toEqual(short);
});

test('RigL has the paper’s defaults', () => {
  expect(readRecipe({ ...recipe, method: { name: 'rigl', sparsities: [0.9] } }).method).toEqual({
    name: 'rigl',
    sparsities: [0.9],
    distribution: { name: 'erk', power: 1, denseFirst: false },
    denseDepthwise: true,
    updateEvery: 100,
    end: 0.75,
    fraction: 0.3,
    decay: { name: 'cosine' },
    regrown: 'paper',
    length: 1,
  });
});

test('uniform has a dense first layer, unless it is told not to', () => {
  const uniform = { name: 'rigl', sparsities: [0.9], distribution: { name: 'uniform' } } as const;
  expect(readRecipe({ ...recipe, method: uniform }).method).toMatchObject({ distribution: { denseFirst: true } });
});

test.each([
  [{ updateEvery: 1 }, /method\.updateEvery \(got 1\)/],
  [{ fraction: 1 }, /method\.fraction \(got 1\)/],
  [{ sparsities: [1] }, /method\.sparsities\.0 \(got 1\)/],
  [{ fixed: { dense_3: 2 } }, /method\.fixed\.dense_3 \(got 2\)/],
  [{ decay: { name: 'exponential' } }, /method\.decay\.name/],
])('%j is refused', (change, message) => {
  expect(() => readRecipe({ ...recipe, method: { name: 'rigl', sparsities: [0.9], ...change } })).toThrow(message);
});
