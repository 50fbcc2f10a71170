import { familyKeys, trialsOfFamilies } from './families';
import { trialOf } from './testing/grouped';

const members = [
  {
    path: 'network.hidden',
    values: new Map<string, unknown>([
      ['a', [8]],
      ['b', [9]],
      ['c', [8]],
    ]),
  },
  {
    path: 'steps',
    values: new Map<string, unknown>([
      ['a', 1],
      ['b', 1],
      ['c', 2],
    ]),
  },
];

test('recipes of one network are a family, whatever else differs', () => {
  const { keyOf, labelOf } = familyKeys(members);
  expect(keyOf('a')).toBe(keyOf('c'));
  expect(keyOf('a')).not.toBe(keyOf('b'));
  expect(labelOf('b')).toBe('[9]');
  expect(familyKeys([]).labelOf('a')).toBe('one network');
});

test('a family is known by a trial that has been trained', () => {
  const trials = [trialOf('a', 0, []), trialOf('b', 0, [1]), trialOf('c', 0, [1])];
  const found = trialsOfFamilies({ metric: 'x', metrics: [], members, trials });
  expect([...found.values()].map(({ trial }) => trial)).toEqual(['b-s0', 'c-s0']);
});
