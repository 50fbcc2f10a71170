import { recipeHash, type RecipeInput } from '../recipe';

const recipe: RecipeInput = {
  network: { name: 'lenet-300-100' },
  dataset: { name: 'mnist' },
  optimizer: { name: 'adam', learningRate: 0.0012 },
  steps: 10_000,
};

/** Results on disk are named by hashes: an option that is added must not change those of recipes without it. */
const hashOf = (method: RecipeInput['method']) => recipeHash({ ...recipe, method });

test('recipes of each family of methods keep their hashes', () => {
  expect({
    'at-init': hashOf({ name: 'snip', sparsities: [0.9] }),
    dynamic: hashOf({ name: 'rigl', sparsities: [0.9] }),
    gradual: hashOf({ name: 'gmp', sparsities: [0.9] }),
    structured: hashOf({ name: 'slimming', shares: [0.5] }),
    supermask: hashOf({ name: 'edge-popup', sparsities: [0.5] }),
    tickets: hashOf({ name: 'heuristic-supermask', method: { name: 'imp', levels: 2 } }),
    tropical: hashOf({ name: 'tropical', sparsities: [0.9] }),
    merging: hashOf({ name: 'path-k-means', shares: [0.5] }),
  }).toMatchInlineSnapshot(`
    {
      "at-init": "47c189801ef0",
      "dynamic": "b05dbe7d2f38",
      "gradual": "7942ef816ce6",
      "merging": "4e821048e98d",
      "structured": "3ac104dfaaf6",
      "supermask": "4dfa520248cc",
      "tickets": "fdea2d7452f4",
      "tropical": "889ae8dd7521",
    }
  `);
});
