import { recipeGroups } from './recipe-entries';

const recipe = {
  network: { name: 'mlp', hidden: [30, 10] },
  dataset: { name: 'glyphs' },
  optimizer: { name: 'adam', learningRate: 0.001 },
  steps: 20_000,
};
const entry = (path: string, from: Record<string, unknown> = recipe) =>
  recipeGroups(from)
    .flatMap(({ entries }) => entries)
    .find((each) => each.path === path);

test('members are told in words, and those left out with what that means', () => {
  expect(entry('optimizer.learningRate')).toMatchObject({ name: 'Learning rate', value: '0.001', isDefault: false });
  expect(entry('network.hidden')).toMatchObject({ value: '30, 10', isDefault: false });
  expect(entry('steps')).toMatchObject({ value: '20,000', isDefault: false });
  expect(entry('optimizer.learningRate', { ...recipe, optimizer: { name: 'sgd', learningRate: 1e18 } })?.value).toBe(
    '1e+18',
  );
  expect(entry('batch')).toMatchObject({ value: '60', isDefault: true });
  expect(entry('dataset.validation')).toMatchObject({ isDefault: true });
  expect(entry('method.name')).toMatchObject({ value: 'dense', isDefault: true });
});

test('members that stand alone are the training', () => {
  const training = recipeGroups(recipe).find(({ title }) => title === 'Training');
  expect(training?.entries.map(({ path }) => path)).toEqual(expect.arrayContaining(['steps', 'batch', 'initialiser']));
});

test('a recipe that cannot be read is told as it stands', () => {
  const groups = recipeGroups({ network: { name: 'transformer' }, heads: 8 });
  expect(groups).toEqual([
    { title: 'Network', entries: [{ path: 'network.name', name: 'Name', value: 'transformer', isDefault: false }] },
    { title: 'Training', entries: [{ path: 'heads', name: 'Heads', value: '8', isDefault: false }] },
  ]);
});
