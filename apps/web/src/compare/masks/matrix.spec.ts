import type { Overlaps } from '@tombola/shared';
import { byRecipe, trialOf } from '../testing/grouped';
import { ALL_LAYERS, groupMatrix, matrixOf } from './matrix';
import { familiesOf, ticketsAt } from './tickets';

const groups = byRecipe([
  trialOf('dense', 0, [1]),
  trialOf('a', 0, [1, 2], 1),
  trialOf('a', 1, [1, 2], 1),
  trialOf('b', 0, [1], 1),
]);
const overlap = (jaccard: number) => ({ both: 1, either: 2, jaccard, expected: jaccard / 2 });
const answer = (...pairs: [string, string, number][]): Overlaps => ({
  levels: [],
  pairs: pairs.map(([a, b, jaccard]) => ({ ...overlap(jaccard), a, b, parameters: { fc: overlap(jaccard / 10) } })),
});

test('tickets are the pruned levels, by group or by seed', () => {
  const ids = (order: 'group' | 'seed') =>
    ticketsAt(groups, { is: 'level', value: 1 }, order, false).map(({ id }) => id);
  expect(ids('group')).toEqual(['a-s0-l1', 'a-s1-l1', 'b-s0-l1']);
  expect(ids('seed')).toEqual(['a-s0-l1', 'b-s0-l1', 'a-s1-l1']);
  expect(ticketsAt(groups, { is: 'last' }, 'group', false).map(({ level }) => level)).toEqual([2, 2, 1]);
});

test('masks of different networks are not held against each other', () => {
  const members = [
    {
      path: 'network.hidden',
      values: new Map<string, unknown>([
        ['a', [8]],
        ['b', null],
      ]),
    },
    {
      path: 'steps',
      values: new Map<string, unknown>([
        ['a', 1],
        ['b', 2],
      ]),
    },
  ];
  const families = familiesOf(ticketsAt(groups, { is: 'last' }, 'group', false), members);
  expect(families.map(({ label, tickets }) => [label, tickets.length])).toEqual([
    ['[8]', 2],
    ['one network', 1],
  ]);
  expect(familiesOf(ticketsAt(groups, { is: 'last' }, 'group', false), members.slice(1))).toHaveLength(1);
});

test('answers are one matrix, whichever way a pair is named', () => {
  const matrix = matrixOf([answer(['x', 'y', 0.5]), undefined, answer(['z', 'x', 0.25])], ALL_LAYERS);
  expect(matrix.at('y', 'x')?.jaccard).toBe(0.5);
  expect(matrix.at('x', 'z')?.jaccard).toBe(0.25);
  expect(matrix.at('y', 'z')).toBeUndefined();
  expect(matrix.layers).toEqual(['fc']);
  expect(matrixOf([answer(['x', 'y', 0.5])], 'fc').at('x', 'y')?.jaccard).toBe(0.05);
});

test('means of groups are over every pair of different tickets, once they are all there', () => {
  const tickets = ticketsAt(groups, { is: 'level', value: 1 }, 'group', false);
  const [a, b] = [groups[1]!, groups[2]!];
  const some = answer(['a-s0-l1', 'a-s1-l1', 0.5], ['a-s0-l1', 'b-s0-l1', 0.2]);
  const rest = answer(['b-s0-l1', 'a-s1-l1', 0.4]);
  const means = groupMatrix(tickets, matrixOf([some, rest], ALL_LAYERS));
  expect(means.get(a)!.get(a)).toMatchObject({ jaccard: { n: 1, mean: 0.5, std: null }, expected: 0.25 });
  expect(means.get(b)!.get(a)!.jaccard.n).toBe(2);
  expect(means.get(a)!.get(b)!.jaccard.mean).toBeCloseTo(0.3);
  expect(means.get(b)!.get(b)).toBeUndefined();
  expect(
    groupMatrix(tickets, matrixOf([some], ALL_LAYERS))
      .get(a)!
      .get(b),
  ).toBeUndefined();
});
