import { dotsSchema, figureSchema, type ArmAggregateOut } from '@tombola/shared';
import { figureRows } from './figure-rows';

const y = (metric: string) => ({ metric, label: metric, unit: 'percent' as const });
const aggregate = (arm: string, metric: string, value: number, levels = [0, 1, 2]): ArmAggregateOut => ({
  arm,
  metric,
  levels: levels.map((level) => ({
    level,
    density: 0.5 ** level,
    summary: { n: 1, mean: value, std: null, min: value, max: value, interval: null },
    members: [{ trial: `${arm}-s0`, seed: 0, draw: 0, value }],
  })),
});
const aggregates = ['a', 'b', 'c', 'dense'].flatMap((arm, i) => [aggregate(arm, 'm', 0.9), aggregate(arm, 'x', i)]);
/** Metric, arm, line and level. */
const shown = (spec: Parameters<typeof figureRows>[0], known = aggregates) =>
  figureRows(spec, known).map(([arm, label, level, , metric]) => [metric, arm, label, level].join(' '));

test('lines of the same arms go out with their own levels, once, under their own names', () => {
  const both = { arm: 'a', also: ['b'] };
  const spec = figureSchema.parse({
    kind: 'line',
    title: 'Lines',
    x: { metric: 'x', label: 'x', unit: 'number', scale: 'linear' },
    y: y('m'),
    arms: [
      { ...both, densities: [1, 1], label: 'dense' },
      { ...both, densities: [0.2, 0.3], label: 'ticket' },
      { arm: 'c', label: 'alone', densities: [0.4, 0.5] },
      { arm: 'dense', label: 'base', role: 'baseline' },
    ],
  });
  const points = ['b dense 0', 'a dense 0', 'b ticket 2', 'a ticket 2', 'c alone 1', 'dense base 0'];
  expect(shown(spec)).toEqual(['m', 'x'].flatMap((metric) => points.map((point) => `${metric} ${point}`)));
});

test('a level is in the rows of the panels that measured it', () => {
  const spec = figureSchema.parse({
    kind: 'line',
    title: 'Panels',
    panels: [y('m'), y('k')],
    arms: [{ arm: 'a', label: 'A' }],
  });
  expect(shown(spec, [aggregate('a', 'm', 1, [0, 1]), aggregate('a', 'k', 1, [1])])).toEqual([
    ...['m a A 0', 'm a A 1'],
    'k a A 1',
  ]);
});

test('a dot goes out with the level that it stands at', () => {
  const spec = dotsSchema.parse({
    ...{ kind: 'dots', title: 'Dots', value: y('m'), densities: [0.2, 0.6] },
    columns: ['as it is', 'spoilt'],
    rows: [{ label: 'IMP', arms: ['a', 'b'] }],
    baselines: [{ arm: 'dense', label: 'Dense' }],
  });
  expect(shown(spec)).toEqual(['m a IMP, as it is 1', 'm b IMP, spoilt 1', 'm dense Dense 1']);
});
