import { byRecipe, trialOf } from '../testing/grouped';
import type { View } from '../use-view';
import { axisChoices, defaultAxes, parallelAxis } from './axes';
import { parallelRows } from './rows';

const trials = [trialOf('a', 0, [9, 5]), trialOf('a', 1, [8, 6]), trialOf('b', 0, [1])];
const member = (path: string, values: Record<string, unknown>) => ({ path, values: new Map(Object.entries(values)) });
const compared = {
  metric: 'testAccuracyAtEnd',
  trials,
  metrics: ['loss', 'testAccuracyAtEnd'],
  members: [
    member('lr', { a: 0.1, b: 0.2 }),
    member('steps', { a: 7, b: 8 }),
    member('hidden', { a: [1, 2], b: null }),
  ],
};
const groups = byRecipe(trials);
const view: View = {
  ...{ compared, groups, all: groups, baseline: undefined },
  ...{ metric: 'testAccuracyAtEnd', unit: 'percent', lowerIsBetter: false, at: { is: 'last' } },
};

test('a row is a trial at its level, with its members and every metric that was asked for', () => {
  const other = {
    ...compared,
    trials: trials.map((trial) => ({
      ...trial,
      points: trial.points.map((point) => ({ ...point, value: -point.value })),
    })),
  };
  const rows = parallelRows(view, new Map([['loss', other]]));
  expect(
    rows.map(({ trial, level, values }) => [trial, level, values['m.testAccuracyAtEnd'], values['m.loss']]),
  ).toEqual([
    ['a-s0', 1, 5, -5],
    ['a-s1', 1, 6, -6],
    ['b-s0', 0, 1, -1],
  ]);
  expect(rows[0]!.values).toMatchObject({ density: 0.5, macs: 500, 'r.lr': 0.1, 'r.hidden': '[1,2]' });
  expect(rows[2]!.values['r.hidden']).toBeNull();
});

test('trials without the level that is looked at have no row', () => {
  expect(parallelRows({ ...view, at: { is: 'level', value: 1 } }, new Map()).map(({ trial }) => trial)).toEqual([
    'a-s0',
    'a-s1',
  ]);
});

test('of members that differ together one is an axis by itself', () => {
  expect(defaultAxes(compared, 'loss')).toEqual(['r.lr', 'density', 'm.loss']);
  const named = { ...compared, members: [...compared.members, member('net.name', { a: 'x', b: 'y' })] };
  expect(defaultAxes(named, 'loss')[0]).toBe('r.net.name');
  expect(axisChoices(compared).map(({ id }) => id)).toEqual([
    ...['r.lr', 'r.steps', 'r.hidden', 'density', 'macs', 'level', 'seed', 'm.loss', 'm.testAccuracyAtEnd'],
  ]);
});

test('numbers have a range and come back from their heights, wide ones on a log scale', () => {
  const rows = parallelRows(view, new Map());
  const axis = parallelAxis({ id: 'r.lr', title: 'lr' }, rows, 0, 100);
  expect(axis.kind).toBe('number');
  expect(axis.valueAt(axis.place(0.15))).toBeCloseTo(0.15);
  const wide = rows.map((row, i) => ({ ...row, values: { x: 10 ** i } }));
  const log = parallelAxis({ id: 'x', title: 'x' }, wide, 0, 100);
  expect(log.place(10)).toBeCloseTo(50);
  expect(log.valueAt(50)).toBeCloseTo(10);
});
