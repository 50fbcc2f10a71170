import { parentWords, partsOfLevel } from './lineage-words';

test('the id of a level says its trial and its number', () => {
  expect(partsOfLevel('a3c89af2035f-s10-l12')).toEqual({ trial: 'a3c89af2035f-s10', level: 12 });
});

test('a level of the trial itself and a dense one are named by their numbers, others with their trials', () => {
  expect(parentWords({ parent: 'a3c89af2035f-s0-l2' }, 'a3c89af2035f-s0')).toBe('level 2');
  expect(parentWords({ parent: '4b30ae98234e-s0-l0' }, 'a3c89af2035f-s0')).toBe('level 0');
  expect(parentWords({ parent: 'a3c89af2035f-s0-l2' }, 'bf9eb3443783-s0')).toBe('level 2 of a3c89af2035f-s0');
  expect(parentWords({ parent: null }, 'a3c89af2035f-s0')).toBe('dense');
});
