import { minimalRecipe, readRecipe, recipeHash, type RecipeInput } from '@tombola/shared';
import fc from 'fast-check';
import { recipeDifferences } from './recipe-differences';

const base = {
  network: { name: 'lenet-300-100' },
  dataset: { name: 'glyphs' },
  optimizer: { name: 'adam', learningRate: 0.001 },
  steps: 100,
} satisfies RecipeInput;

const trialOf = (recipe: RecipeInput, seed = 0, stored: unknown = minimalRecipe(recipe)) => {
  const hash = recipeHash(recipe);
  return { trial: `${hash}-s${seed}`, recipeHash: hash, recipe: stored };
};

test('a member that is left out and one that says the default are the same', () => {
  const explicit = { ...base, batch: 60, schedule: { name: 'constant', warmup: 0 } } satisfies RecipeInput;
  // Another hash, as if an older version had stored it with its defaults.
  const old = { ...trialOf(explicit, 1, explicit), recipeHash: 'ffffffffffff' };
  expect(recipeDifferences([trialOf(base), old])).toEqual([]);
});

test('members that differ have the values of every trial, null where a recipe has none', () => {
  const pruned = {
    ...base,
    steps: 200,
    dataset: { name: 'glyphs', limit: 10 },
    method: { name: 'imp', levels: 3 },
  } satisfies RecipeInput;
  const [a, b, c] = [trialOf(base), trialOf(pruned, 0), trialOf(pruned, 1)] as const;
  const values = (ofDense: unknown, ofPruned: unknown) => ({
    [a.trial]: ofDense,
    [b.trial]: ofPruned,
    [c.trial]: ofPruned,
  });
  const found = Object.fromEntries(recipeDifferences([a, b, c]).map(({ path, values: each }) => [path, each]));
  expect(found).toEqual({
    steps: values(100, 200),
    'dataset.limit': values(null, 10),
    'method.name': values('dense', 'imp'),
    'method.levels': values(null, 3),
    'method.rate': values(null, 0.2),
    'method.scope': values(null, 'layer'),
    'method.layers': values(null, 'all'),
    'method.mode': values(null, 'iterative'),
    'method.criterion': values(null, 'large-final'),
    'method.strategy': values(null, 1),
    'method.restart.name': values(null, 'rewind'),
    'method.restart.step': values(null, 0),
    'method.survivors': values(null, 'rewind'),
    'method.signs': values(null, 'same'),
    'method.pruned': values(null, 'zero'),
    'method.minKeep': values(null, 0),
  });
});

test('a recipe of another version is compared as it is', () => {
  const strange = { trial: 'x-s0', recipeHash: 'x', recipe: { ...base, gravity: 9.81 } };
  const found = recipeDifferences([trialOf(base), strange]);
  expect(found.find(({ path }) => path === 'gravity')?.values).toMatchObject({ 'x-s0': 9.81 });
});

test('paths and values put the recipes together again', () => {
  const recipe = fc
    .record({
      steps: fc.integer({ min: 1, max: 3 }),
      batch: fc.constantFrom(30, 60),
      hidden: fc.array(fc.constant(5), { minLength: 1, maxLength: 2 }),
      momentum: fc.constantFrom(0, 0.9),
      levels: fc.option(fc.integer({ min: 1, max: 2 })),
    })
    .map(({ steps, batch, hidden, momentum, levels }): RecipeInput => ({
      ...base,
      steps,
      batch,
      network: { name: 'mlp', hidden },
      optimizer: { name: 'sgd', learningRate: 0.1, momentum },
      ...(levels === null ? {} : { method: { name: 'imp', levels } }),
    }));
  fc.assert(
    fc.property(fc.array(recipe, { minLength: 1, maxLength: 6 }), (recipes) => {
      const trials = recipes.map((each, seed) => trialOf(each, seed));
      const differences = recipeDifferences(trials);
      for (const [i, { trial }] of trials.entries()) {
        const full = readRecipe(recipes[i]);
        for (const { path, values } of differences) {
          const value = path.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown>)?.[key], full);
          expect(values[trial]).toEqual(value ?? null);
        }
      }
      // Every difference is one, and recipes that agree in all of them are the same.
      for (const { values } of differences)
        expect(new Set(Object.values(values).map((each) => JSON.stringify(each))).size).toBeGreaterThan(1);
      const told = trials.map(({ trial }) => JSON.stringify(differences.map(({ values }) => values[trial])));
      expect(new Set(told).size).toBe(new Set(trials.map((each) => each.recipeHash)).size);
    }),
  );
});
