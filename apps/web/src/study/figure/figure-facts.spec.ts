import { observationsFromAggregates, readFigure, renderFigure } from '@tombola/figures';
import { dotsSchema, type ArmAggregateOut, type FigureSpec } from '@tombola/shared';
import fc from 'fast-check';
import { colourIndex, factsOf, moveTo, wholePart, type Mark, type Move } from './figure-facts';

const y = (metric: string) => ({ metric, label: metric, unit: 'percent' as const });
const spec: FigureSpec = readFigure({
  kind: 'line',
  title: 'Figure',
  panels: [y('m'), y('k')],
  arms: [
    { arm: 'dense', label: 'Dense', role: 'baseline' },
    { arm: 'ticket', label: 'Ticket' },
    { arm: 'control', label: 'Control' },
  ],
});
const aggregate = (arm: string, metric: string, levels: number[]): ArmAggregateOut => ({
  arm,
  metric,
  levels: levels.map((level) => ({
    level,
    density: 0.5 ** level,
    summary: { n: 2, mean: 0.9, std: 0.1, min: 0.8, max: 1, interval: [0.1, 1] },
    members: [0, 1].flatMap((seed) =>
      [0, 1].map((draw) => ({ trial: `${arm}${draw}-s${seed}`, seed, draw, value: 0.9 })),
    ),
  })),
});
const aggregates = [
  aggregate('dense', 'm', [0]),
  aggregate('ticket', 'm', [0, 1, 2]),
  aggregate('control', 'm', [1, 2]),
];
const mark = (arm: string, level: number, more: Partial<Mark> = {}): Mark => ({
  metric: 'm',
  unit: 'percent',
  arm,
  level,
  ...more,
});

test('a mean knows all its members, a seed its draws', () => {
  expect(factsOf(spec, aggregates, mark('ticket', 1))).toMatchObject({ label: 'Ticket', index: 0, density: 0.5 });
  expect(factsOf(spec, aggregates, mark('ticket', 1))!.members).toHaveLength(4);
  const { members } = factsOf(spec, aggregates, mark('control', 1, { seed: 1 }))!;
  expect(members.map(({ trial }) => trial)).toEqual(['control0-s1', 'control1-s1']);
});

test('a mark that the aggregates do not have is unknown', () => {
  for (const none of [
    mark('ticket', 7),
    mark('ticket', 1, { metric: 'k' }),
    mark('x', 0),
    mark('ticket', 1, { seed: 9 }),
  ])
    expect(factsOf(spec, aggregates, none)).toBeUndefined();
});

test('arms that share a line have its name and colour, and a line is whole with any of them', () => {
  const shared: FigureSpec = {
    ...spec,
    arms: [
      { arm: 'a', also: ['ticket'], label: 'Both', role: 'line' },
      { arm: 'control', label: 'Control', role: 'line' },
    ],
  };
  expect(factsOf(shared, aggregates, mark('ticket', 1))).toMatchObject({ arm: 'ticket', label: 'Both', index: 0 });
  expect(['a', 'ticket', 'control'].map((arm) => colourIndex(shared, arm))).toEqual([0, 0, 1]);
  expect(wholePart(shared, aggregates)!.arms).toEqual([
    { arm: 'ticket', label: 'Both', role: 'line' },
    { arm: 'control', label: 'Control', role: 'line' },
  ]);
});

test('of lines with the same arms, a level is told as that of its density', () => {
  const names = { arm: 'ticket', also: ['control'], role: 'line' as const };
  const twice: FigureSpec = {
    ...spec,
    arms: [
      { ...names, densities: [1, 1], label: 'dense' },
      { ...names, densities: [0.2, 0.5], label: 'ticket of 20 to 50 %' },
      { arm: 'dense', label: 'Dense', role: 'baseline' },
    ],
  };
  expect(factsOf(twice, aggregates, mark('ticket', 0))).toMatchObject({ label: 'dense', index: 0 });
  for (const arm of ['ticket', 'control']) {
    expect(factsOf(twice, aggregates, mark(arm, 2))).toMatchObject({ label: 'ticket of 20 to 50 %', index: 1 });
  }
  expect(factsOf(twice, aggregates, mark('dense', 0))).toMatchObject({ label: 'Dense', index: -1 });
  expect(factsOf(twice, [aggregate('ticket', 'm', [3])], mark('ticket', 3))).toBeUndefined();
});

test('colours are those of the drawing: lines in their order, baselines none', () => {
  expect(['dense', 'ticket', 'control', 'x'].map((arm) => colourIndex(spec, arm))).toEqual([-1, 0, 1, -1]);
});

const means = [
  mark('dense', 0),
  ...[0, 1, 2].map((level) => mark('ticket', level)),
  ...[1, 2].map((level) => mark('control', level)),
  mark('ticket', 0, { metric: 'k' }),
];

test('arrows go along the levels, and from arm to arm at the nearest level, panel after panel', () => {
  const walk = (from: Mark, ...keys: Move[]) =>
    keys.reduce<Mark | undefined>((at, key) => moveTo(means, at, key), from);
  expect(moveTo(means, undefined, 'ArrowRight')).toBe(means[0]);
  expect(walk(mark('ticket', 0), 'ArrowRight', 'ArrowRight', 'ArrowRight')).toBe(means[3]);
  expect(walk(mark('ticket', 2), 'ArrowDown')).toEqual(mark('control', 2));
  expect(walk(mark('ticket', 2), 'ArrowDown', 'ArrowDown')).toBe(means[6]);
  expect(walk(mark('control', 2), 'ArrowUp', 'ArrowUp', 'ArrowUp')).toBe(means[0]);
  expect(walk(mark('ticket', 1), 'End')).toBe(means[3]);
  expect(walk(mark('ticket', 1), 'Home')).toBe(means[1]);
  expect(walk(mark('ticket', 1, { seed: 1 }), 'ArrowRight')).toBe(means[3]);
});

test('every key leads to a mark, from wherever', () => {
  const key = fc.constantFrom<Move>('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End');
  fc.assert(
    fc.property(fc.constantFrom(undefined, mark('gone', 5), ...means), key, (from, pressed) => {
      expect(means).toContain(moveTo(means, from, pressed));
      expect(moveTo([], from, pressed)).toBeUndefined();
    }),
  );
});

test('the part of a figure that is there can be drawn as a document', () => {
  expect(wholePart(spec, [])).toBeUndefined();
  const part = wholePart(spec, aggregates.slice(0, 2))!;
  expect(part).toMatchObject({ y: { metric: 'm' }, arms: [{ arm: 'dense' }, { arm: 'ticket' }] });
  expect(renderFigure(part, observationsFromAggregates(aggregates.slice(0, 2)))).toContain('<svg');
  const whole = [...aggregates, ...['dense', 'ticket', 'control'].map((arm) => aggregate(arm, 'k', [0, 1, 2]))];
  expect(wholePart(spec, whole)).toEqual(spec);
});

test('a dot plot has facts of its arms by row and column, and a whole part', () => {
  const dots = dotsSchema.parse({
    kind: 'dots',
    title: 'Arms',
    value: y('m'),
    level: 1,
    columns: ['as it is', 'spoilt'],
    rows: [
      { label: 'IMP', arms: ['ticket', 'control'] },
      { label: 'later', arms: ['later'] },
    ],
    baselines: [{ arm: 'dense', label: 'Dense' }],
  });
  const mark: Mark = { metric: 'm', unit: 'percent', arm: 'control', level: 1 };
  const known = [aggregate('control', 'm', [1])];
  expect(factsOf(dots, known, mark)).toMatchObject({ label: 'IMP, spoilt', index: 1, density: 0.5 });
  expect(wholePart(dots, known)).toEqual({ ...dots, rows: [{ label: 'IMP', arms: [null, 'control'] }], baselines: [] });
  expect(wholePart(dots, [])).toBeUndefined();
  expect(wholePart(dots, [aggregate('control', 'm', [0, 2])])).toBeUndefined();
});
