import type { StudyPage } from '@tombola/shared';
import { armsOf, seedOf } from './study-trials';
import { measured, pageLevel } from './testing/study';

const trial = (id: string, seed: number) => ({ trial: id, seed, draw: 0 });
const page = (levels: StudyPage['levels'], aggregates: StudyPage['aggregates']) => ({
  study: {
    arms: [
      { id: 'dense', label: 'dense', trials: [trial('aaaaaaaaaaaa-s0', 0), trial('aaaaaaaaaaaa-s10', 10)] },
      { id: 'ticket', label: 'ticket', trials: [trial('bbbbbbbbbbbb-s0', 0)] },
      { id: 'reinit', label: 'control', trials: [trial('cccccccccccc-s0', 0)] },
    ],
  } as StudyPage['study'],
  levels,
  aggregates,
});
const dense = [
  pageLevel('aaaaaaaaaaaa-s10', 0, { metrics: { accuracy: 0.9 } }),
  pageLevel('aaaaaaaaaaaa-s0', 0, { metrics: { accuracy: 0.9 } }),
];
const parent = 'aaaaaaaaaaaa-s0-l0';
const pruned = [
  pageLevel('bbbbbbbbbbbb-s0', 2),
  pageLevel('bbbbbbbbbbbb-s0', 1, { parent }),
  pageLevel('cccccccccccc-s0', 1, { parent }),
];
const member = { trial: 'bbbbbbbbbbbb-s0', seed: 0, draw: 0, value: 0.9 };
const aggregates = [{ arm: 'ticket', metric: 'accuracy', levels: [measured(0, [member])] }];
const ids = (given: ReturnType<typeof page>) =>
  armsOf(given).map(({ trials }) => trials.map(({ levels }) => levels.map(({ id }) => id)));

test('a method begins with the dense level that its first one names; a control has pruned levels only', () => {
  expect(ids(page([...dense, ...pruned], aggregates))).toEqual([
    [['aaaaaaaaaaaa-s0-l0'], ['aaaaaaaaaaaa-s10-l0']],
    [['aaaaaaaaaaaa-s0-l0', 'bbbbbbbbbbbb-s0-l1', 'bbbbbbbbbbbb-s0-l2']],
    [['cccccccccccc-s0-l1']],
  ]);
});

test('what is trained in another order has its own level 0, which comes from the dense one', () => {
  const again = [
    pageLevel('cccccccccccc-s0', 0, { parent, metrics: { accuracy: 0.8 } }),
    pageLevel('cccccccccccc-s0', 2, { parent: 'bbbbbbbbbbbb-s0-l2' }),
  ];
  const own = { arm: 'reinit', metric: 'accuracy', levels: [measured(0, [{ ...member, trial: 'cccccccccccc-s0' }])] };
  expect(ids(page([...dense, ...pruned.slice(0, 2), ...again], [...aggregates, own]))[2]).toEqual([
    ['cccccccccccc-s0-l0', 'cccccccccccc-s0-l2'],
  ]);
});

test('of several dense levels of a seed that measured the same it is the one that is named', () => {
  const other = pageLevel('dddddddddddd-s0', 0, { metrics: { accuracy: 0.9 } });
  expect(ids(page([other, ...dense, ...pruned], aggregates))[1]![0]![0]).toBe('aaaaaaaaaaaa-s0-l0');
});

test('before the dense level is done a method has its own levels', () => {
  expect(ids(page([...dense, ...pruned], []))[1]).toEqual([['bbbbbbbbbbbb-s0-l1', 'bbbbbbbbbbbb-s0-l2']]);
});

test('a dense level that the page has left out is missed without harm', () => {
  expect(ids(page(pruned, aggregates))[1]).toEqual([['bbbbbbbbbbbb-s0-l1', 'bbbbbbbbbbbb-s0-l2']]);
});

test('the seed is at the end of the id of a trial', () => {
  expect(seedOf('aaaaaaaaaaaa-s10')).toBe(10);
});
