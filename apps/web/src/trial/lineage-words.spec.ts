import { originWords, parentWords, partsOfLevel, repeats } from './lineage-words';

test('the id of a level says its trial and its number', () => {
  expect(partsOfLevel('a3c89af2035f-s10-l12')).toEqual({ trial: 'a3c89af2035f-s10', level: 12 });
});

test('a level of the trial itself and a dense one are named by their numbers, others with their trials', () => {
  expect(parentWords('a3c89af2035f-s0-l2', 'a3c89af2035f-s0', {})).toBe('level 2');
  expect(parentWords('4b30ae98234e-s0-l0', 'a3c89af2035f-s0', {})).toBe('level 0');
  expect(parentWords('a3c89af2035f-s0-l2', 'bf9eb3443783-s0', {})).toBe('level 2 of a3c89af2035f-s0');
});

test('another order repeats a level, which decided no mask', () => {
  const recipe = { control: { name: 'reorder' } };
  expect(parentWords('a3c89af2035f-s0-l2', 'bf9eb3443783-s0', recipe)).toBe('repeats level 2 of a3c89af2035f-s0');
  expect([repeats(recipe), repeats({}), repeats({ control: { name: 'reinit' } })]).toEqual([true, false, false]);
});

test('a level that starts by itself is dense, or has its mask from its method', () => {
  const rigl = { method: { name: 'rigl', sparsities: [0.9] } };
  expect(originWords({ level: 0, density: 1 }, {})).toBe('dense');
  expect(originWords({ level: 1, density: 0.1 }, rigl)).toBe('RigL: moved during training');
  expect(originWords({ level: 1, density: null }, rigl)).toBe('RigL: moved during training');
});
