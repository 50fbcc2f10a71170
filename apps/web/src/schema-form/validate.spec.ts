import { recipeSchema } from '@tombola/shared';
import type { JsonSchema } from './json-schema';
import { expectationOf, problemsOf } from './validate';

const schema = recipeSchema.toJSONSchema({ io: 'input' }) as JsonSchema;
const recipe = {
  network: { name: 'lenet-300-100' },
  dataset: { name: 'mnist' },
  optimizer: { name: 'adam', learningRate: 0.0012 },
  steps: 50_000,
  method: { name: 'imp', levels: 15 },
};

test('a recipe that is right has no problem', () => {
  expect(problemsOf(schema, recipe)).toEqual([]);
});

test.each<[object, string, string]>([
  [{ steps: 0 }, 'steps', 'Expected a whole number from 1.'],
  [{ steps: '12x' }, 'steps', 'Expected a whole number from 1.'],
  [{ steps: undefined }, 'steps', 'Needed: a whole number from 1.'],
  [{ labelSmoothing: 1 }, 'labelSmoothing', 'Expected a number from 0 to less than 1.'],
  [{ method: { name: 'imp', levels: 61 } }, 'method.levels', 'Expected a whole number from 1 to 60.'],
  [{ method: { name: 'imp', levels: 1, rate: 2 } }, 'method.rate', 'Expected a number from 0 to 1.'],
  [{ optimizer: { name: 'adam' } }, 'optimizer.learningRate', 'Needed: a number greater than 0.'],
  [{ optimizer: { name: 'lion' } }, 'optimizer', 'Expected: adam or sgd.'],
  [{ optimizer: undefined }, 'optimizer', 'Needed: adam or sgd.'],
  [
    { network: { name: 'mlp', hidden: [300, 0] } },
    'network.hidden',
    'Expected whole numbers from 1 with commas between them.',
  ],
  [
    { network: { name: 'custom', definition: { name: 'mine', nodes: 'conv' } } },
    'network.definition.nodes',
    'Expected a list of records, as JSON.',
  ],
  [
    { network: { name: 'custom', definition: { name: 'mine', nodes: [{ op: 'relu' }, { op: 'dense' }] } } },
    'network.definition.nodes',
    'Number 2, units: Needed: a whole number from 1, or classes.',
  ],
  [
    { network: { name: 'custom', definition: { name: 'mine', nodes: [{ op: 'softmax' }] } } },
    'network.definition.nodes',
    'Number 1: Expected: conv, dense, batch-norm, relu, max-pool, average-pool, global-average-pool, flatten, dropout, add or concat.',
  ],
  [{ control: { name: 'reinit', colour: 1 } }, 'control.colour', 'There is no such member.'],
  [
    { dataset: undefined },
    'dataset',
    'Needed: glyphs, mnist, fashion-mnist, cifar-10, cifar-100, images, two-moons, circles, spirals, blobs or points.',
  ],
  [{ dataset: { name: 'mnist', test: 'batch-5' } }, 'dataset.test', 'There is no such member.'],
  [
    { dataset: 'mnist' },
    'dataset',
    'Needed: glyphs, mnist, fashion-mnist, cifar-10, cifar-100, images, two-moons, circles, spirals, blobs or points.',
  ],
])('%j is refused with the member and what was expected', (change, path, message) => {
  const value = { ...recipe, ...change };
  expect(problemsOf(schema, value)).toEqual([{ path, message }]);
  expect(recipeSchema.safeParse(value).success).toBe(false);
});

test('expectations are said in words', () => {
  const said = (each: JsonSchema) => expectationOf(each);
  expect(said({ type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 })).toBe(
    'a number greater than 0 and less than 1',
  );
  expect(said({ type: 'number', exclusiveMinimum: 0, maximum: 1 })).toBe('a number greater than 0 and at most 1');
  expect(said({ type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 10 })).toBe('a whole number from 1 to 9');
  expect(said({ type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 })).toBe(
    '2 numbers with commas between them',
  );
  expect(said({ anyOf: [{ type: 'integer', minimum: 0 }, { const: 'auto' }] })).toBe('a whole number from 0, or auto');
  expect(said({ type: 'number', maximum: 3 })).toBe('a number at most 3');
  expect(said({ type: 'boolean' })).toBe('false or true');
});
