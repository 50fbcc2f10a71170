import { controlSchema, methodSchema } from '@tombola/shared';
import { originOf } from './origin';
import { controlOf, controlWords } from './recipe-words';
import { startOf } from './start';

const weightsOf = (method: object, control?: object) =>
  originOf({ method, ...(control && { control }) }, 3, 0.5).weights;
const maskOf = (method: object, control?: object) => originOf({ method, ...(control && { control }) }, 3, 0.5).mask;
const imp = { name: 'imp', levels: 3 };

test('iterative magnitude pruning resets, rewinds, goes on or draws anew, as its recipe says', () => {
  const restarts = [
    [{}, 'reset to the seed’s draw'],
    [{ restart: { name: 'rewind', step: 100 } }, 'rewound to step 100'],
    [{ restart: { name: 'rewind' } }, 'reset to the seed’s draw'],
    [{ restart: { name: 'learning-rate' } }, 'learning-rate rewinding to step 0: the trained weights'],
    [{ restart: { name: 'fine-tune', steps: 10 } }, 'fine-tuning: the trained weights'],
    [{ restart: { name: 'reinit' } }, 'a new draw in every round'],
    [{ survivors: 'constant' }, 'survivors at one magnitude a layer'],
    [{ strategy: 2 }, 'reset to the seed’s draw, after rounds that trained on'],
  ] as const;
  for (const [options, words] of restarts) expect(weightsOf({ ...imp, ...options })).toBe(words);
  expect(startOf({ method: { ...imp, restart: { name: 'rewind', step: 100 } } }, 2)).toMatchObject({
    ...{ from: 'draw', step: 100 },
  });
});

test('a transferred ticket has the start and the masks of its source', () => {
  const source = { method: { ...imp, criterion: 'movement', restart: { name: 'rewind', step: 20 } } };
  expect(weightsOf({ name: 'transfer', source })).toBe('the source’s: rewound to step 20');
  expect(maskOf({ name: 'transfer', source })).toBe('the source task’s: criterion movement');
});

test('weights that another level trained are told from those that are drawn', () => {
  expect(weightsOf({ name: 'snip', sparsities: [0.9] })).toBe('the seed’s draw, before training');
  expect(weightsOf({ name: 'slimming' })).toMatch(/^fine-tuning/);
  expect(weightsOf({ name: 'slimming', retrain: 'scratch-b' })).toMatch(/new draw/);
  expect(weightsOf({ name: 'tropical', sparsities: [0.5] })).toMatch(/not trained on/);
  expect(weightsOf({ name: 'edge-popup', sparsities: [0.5] })).toMatch(/signed constants/);
  expect(weightsOf({ name: 'heuristic-supermask', method: imp })).toMatch(/stays untrained/);
});

test('every control has a badge, and says what it spoils', () => {
  const names = controlSchema.options.map(({ shape }) => shape.name.value);
  for (const name of names) {
    const control = controlOf({ control: { name } });
    expect(control).toBe(name);
    expect(controlWords(control!)).not.toBe('');
    const spoilt = [weightsOf(imp, { name }), maskOf(imp, { name })];
    expect(spoilt).not.toEqual([weightsOf(imp), maskOf(imp)]);
  }
  expect(controlOf({})).toBeNull();
});

test('what is trained in another order starts where the first training does, level 0 where tickets are rewound to', () => {
  const recipe = (method: object) => ({ method, control: { name: 'reorder' } });
  const rewinding = { ...imp, restart: { name: 'rewind', step: 100 } };
  expect(startOf(recipe(rewinding), 2)).toMatchObject({ from: 'draw', step: 100 });
  expect(startOf(recipe(rewinding), 0)).toEqual({
    ...{ from: 'draw', step: 100 },
    words: 'rewound to step 100; trained again in another order: a control',
  });
  expect(startOf(recipe(imp), 0).words).toBe('the seed’s draw; trained again in another order: a control');
  expect(originOf(recipe(imp), 2, 0.5).mask).toBe(maskOf(imp));
});

test('a law: every method but the dense one has words of its own for its masks', () => {
  const names = methodSchema.options.map(({ shape }) => shape.name.value);
  const nested = { method: imp, source: { method: imp } };
  for (const name of names) {
    if (name === 'dense') continue;
    const words = maskOf({ name, ...nested });
    expect(words).not.toBe(name);
    expect(words.length).toBeGreaterThan(10);
  }
});

test('level 0 keeps every weight only if it is dense', () => {
  expect(originOf({}, 0, 1)).toEqual({ weights: 'the seed’s draw', mask: 'keeps every weight' });
  expect(originOf({ method: { name: 'slimming' } }, 0, 0.4).mask).not.toMatch('every');
});
