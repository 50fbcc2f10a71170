import { matcher } from '../curves/matching';
import { aggregateAt, filterArms, finishedAt, levelAt, parentKey, sortArms, treeRows } from './tree-rows';
import { armWith, measured } from './testing/study';

const dense = armWith('dense', [[0.9], [0.8], [0.95]]);
const ticket = armWith('ticket', [
  [0.9, 0.91],
  [0.8, null],
]);
const arms = [dense, ticket];
const member = (value: number, seed: number) => ({ trial: `ticket-s${seed}`, seed, draw: 0, value });
const aggregates = [
  { arm: 'dense', metric: 'accuracy', levels: [measured(0, [member(0.5, 0)])] },
  {
    arm: 'ticket',
    metric: 'accuracy',
    levels: [measured(0, [member(0.9, 0), member(0.8, 1)]), measured(1, [member(0.91, 0)])],
  },
];
const all = { states: [], arms: [], matcher: matcher('') };
const trialsOf = (list: typeof arms) => list.map((arm) => arm.trials.map(({ id }) => id));

test('rows are what is open, with everything above it', () => {
  expect(treeRows(arms, new Set()).map(({ key }) => key)).toEqual(['dense', 'ticket']);
  expect(treeRows(arms, new Set(['ticket', 'ticket/ticket-s0'])).map(({ key }) => key)).toEqual([
    'dense',
    'ticket',
    'ticket/ticket-s0',
    'ticket/ticket-s0/0',
    'ticket/ticket-s0/1',
    'ticket/ticket-s1',
  ]);
  expect(treeRows(arms, new Set(['ticket/ticket-s0'])).map(({ key }) => key)).toEqual(['dense', 'ticket']);
});

test('every row but an arm is below the row that its key begins with', () => {
  const rows = treeRows(arms, new Set(['ticket', 'ticket/ticket-s0']));
  expect(rows.map(parentKey)).toEqual([
    undefined,
    undefined,
    'ticket',
    'ticket/ticket-s0',
    'ticket/ticket-s0',
    'ticket',
  ]);
});

test('a filter leaves trials with a level in the state, of the arm, with a name that fits', () => {
  expect(trialsOf(filterArms(arms, { ...all, states: ['queued'] }))).toEqual([['ticket-s1']]);
  expect(trialsOf(filterArms(arms, { ...all, arms: ['dense'] }))).toEqual([['dense-s0', 'dense-s1', 'dense-s2']]);
  expect(trialsOf(filterArms(arms, { ...all, matcher: matcher('s1$') }))).toEqual([['dense-s1'], ['ticket-s1']]);
  expect(filterArms(arms, { ...all, matcher: matcher('nothing') })).toEqual([]);
});

test('trials are sorted within their arms, arms by their means; what has no value stands last both ways', () => {
  expect(trialsOf(sortArms(arms, 'accuracy', 'last', aggregates))).toEqual([
    ['dense-s1', 'dense-s0', 'dense-s2'],
    ['ticket-s1', 'ticket-s0'],
  ]);
  expect(trialsOf(sortArms(arms, '-accuracy', 1, aggregates))[0]).toEqual(['ticket-s0', 'ticket-s1']);
  expect(trialsOf(sortArms(arms, '-seed', 'last', aggregates))[0]).toEqual(['dense-s2', 'dense-s1', 'dense-s0']);
});

test('metrics are those of the last level that is done, or of the level asked for', () => {
  expect(levelAt(ticket.trials[1]!, 'last')?.level).toBe(0);
  expect(levelAt(ticket.trials[0]!, 'last')?.level).toBe(1);
  expect(levelAt(ticket.trials[1]!, 1)?.state).toBe('queued');
});

test('the mean of an arm is that of the last level that all its seeds have', () => {
  expect(aggregateAt(aggregates, 'ticket', 'accuracy', 'last')?.level).toBe(0);
  expect(aggregateAt(aggregates, 'ticket', 'accuracy', 1)?.summary.n).toBe(1);
  expect(aggregateAt(aggregates, 'ticket', 'loss', 'last')).toBeUndefined();
});

test('a trial has finished with the last of its levels', () => {
  expect(finishedAt(ticket.trials[0]!)).toBe('2026-01-01T00:01:00.000Z');
  expect(finishedAt(ticket.trials[1]!)).toBeNull();
});
