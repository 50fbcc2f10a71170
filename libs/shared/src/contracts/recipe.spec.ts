import type { NodeDefinitionInput } from './network';
import { minimalRecipe, readRecipe, recipeHash, recipeSchema, type RecipeInput } from './recipe';

const recipe: RecipeInput = {
  network: { name: 'lenet-300-100' },
  dataset: { name: 'mnist' },
  optimizer: { name: 'adam', learningRate: 0.0012 },
  steps: 50_000,
  method: { name: 'imp', levels: 15 },
};

test('defaults written out do not change the hash', () => {
  expect(recipeHash(readRecipe(recipe))).toBe(recipeHash(recipe));
  expect(recipeHash({ ...recipe, batch: 60, labelSmoothing: 0, schedule: { name: 'constant' } })).toBe(
    recipeHash(recipe),
  );
  expect(minimalRecipe(readRecipe(recipe))).toEqual(recipe);
});

test('what is meant by default changes no hash of a data set', () => {
  const dataset = { name: 'cifar-10' } as const;
  const said = { ...dataset, test: 'official', validation: 5000, pixels: 'unit' } as const;
  expect(minimalRecipe({ ...recipe, dataset: said, augmentation: 'none' })).toEqual({ ...recipe, dataset });
});

test('the hash of a known recipe stays what results on disk are named by', () => {
  expect(recipeHash(recipe)).toMatchInlineSnapshot(`"a3ed33466e0f"`);
});

test.each<[Partial<RecipeInput>]>([
  [{ batch: 61 }],
  [{ steps: 1 }],
  [{ optimizer: { name: 'adam', learningRate: 0.0012, weightDecay: 0.1 } }],
  [{ method: { name: 'imp', levels: 15, outputRate: 0.1 } }],
  [{ control: { name: 'reinit' } }],
  [{ dataset: { name: 'cifar-10', test: 'batch-5' } }],
  [{ augmentation: 'crop-flip' }],
])('%j changes the hash', (change) => {
  expect(recipeHash({ ...recipe, ...change })).not.toBe(recipeHash(recipe));
});

test.each<[unknown, RegExp]>([
  [{ ...recipe, steps: 0 }, /steps \(got 0\)/],
  [{ ...recipe, optimizer: { name: 'adam', learningRate: -1 } }, /optimizer\.learningRate \(got -1\)/],
  [{ ...recipe, colour: 'red' }, /colour/],
  [
    { ...recipe, dataset: { name: 'imagenet' } },
    /dataset\.name \(got "imagenet"\): expected one of .*cifar-100, images/,
  ],
  [{ ...recipe, dataset: { name: 'mnist', test: 'batch-5' } }, /wrong at dataset .*expected no test of mnist/],
  [
    { ...recipe, dataset: { name: 'images', folder: '../x', classes: 2 } },
    /dataset\.folder \(got "\.\.\/x"\): expected a path/,
  ],
  [{ ...recipe, dataset: { name: 'circles', examples: 20 } }, /dataset\.validation: expected fewer held out than/],
  [
    {
      ...recipe,
      dataset: {
        name: 'points',
        points: [
          [0, 0, 0],
          [0, 1, 1],
          [1, 0, 0],
          [1, 1, 1],
        ],
        validation: 4,
      },
    },
    /dataset\.validation \(got 4\): expected fewer held out than/,
  ],
  [
    { ...recipe, dataset: { name: 'blobs' }, augmentation: 'crop-flip' },
    /augmentation \(got "crop-flip"\): expected none: points/,
  ],
  [{ ...recipe, labelSmoothing: 1 }, /labelSmoothing \(got 1\): expected a number from 0 to less than 1\./],
  [
    { ...recipe, optimizer: { name: 'sgd', learningRate: 0.1, momentum: 1 } },
    /optimizer\.momentum \(got 1\): .*less than 1/,
  ],
  [
    { ...recipe, optimizer: { name: 'adam', learningRate: 0.1, beta1: 1 } },
    /optimizer\.beta1 \(got 1\): .*less than 1/,
  ],
  [
    { ...recipe, optimizer: { name: 'adam', learningRate: 0.1, beta2: 1 } },
    /optimizer\.beta2 \(got 1\): .*less than 1/,
  ],
  [null, /the recipe is wrong/],
])('%j is refused with the member that is wrong', (value, message) => {
  expect(() => readRecipe(value)).toThrow(message);
});

test('every member can be described to a form', () => {
  expect(recipeSchema.shape.steps.description).toBeDefined();
  for (const member of Object.values(recipeSchema.shape)) expect(member.meta()).toHaveProperty('group');
});

describe('a network of one’s own', () => {
  const nodes: NodeDefinitionInput[] = [
    { op: 'conv', channels: 8, kernel: 3 },
    { op: 'global-average-pool' },
    { op: 'dense', units: 'classes' },
  ];
  const withNodes = (list: NodeDefinitionInput[], name = 'mine'): RecipeInput => ({
    ...recipe,
    network: { name: 'custom', definition: { name, nodes: list } },
  });

  test('is hashed by its nodes without their defaults', () => {
    const hashed = recipeHash(withNodes(nodes));
    expect(minimalRecipe(readRecipe(withNodes(nodes)))).toEqual(withNodes(nodes));
    expect(recipeHash(readRecipe(withNodes(nodes)))).toBe(hashed);
    expect(
      recipeHash(withNodes([{ ...nodes[0]!, stride: 1, padding: 'same' } as NodeDefinitionInput, ...nodes.slice(1)])),
    ).toBe(hashed);
    expect(recipeHash(withNodes([{ ...nodes[0]!, stride: 2 } as NodeDefinitionInput, ...nodes.slice(1)]))).not.toBe(
      hashed,
    );
    expect(hashed).toMatchInlineSnapshot(`"1af8454f756e"`);
  });

  test.each([
    [withNodes([]), /network\.definition\.nodes/],
    [withNodes([{ op: 'relu', slope: 1 } as never]), /network\.definition\.nodes\.0.*slope/],
    [
      withNodes(nodes, 'conv-2'),
      /network\.definition\.name \(got "conv-2"\): expected a name that no other network has/,
    ],
    [withNodes(nodes, 'mlp-300'), /a name that no other network has/],
    [withNodes(nodes, 'My network'), /network\.definition\.name \(got "My network"\): expected a small letter/],
    [
      { ...recipe, network: { name: 'conv-3' } },
      /network\.name \(got "conv-3"\): expected one of lenet-300-100, .*custom/,
    ],
  ])('%j is refused with the member that is wrong', (value, message) => {
    expect(() => readRecipe(value)).toThrow(message);
  });
});
