import { byRecipe, trialOf } from '../testing/grouped';
import { overlaySeries, signed, type OverlayOptions } from './overlay-series';

const groups = byRecipe([
  trialOf('dense', 0, [0.9]),
  trialOf('dense', 1, [0.8]),
  trialOf('a', 0, [0.7, 0.5], 1),
  trialOf('a', 1, [0.5, 0.4], 1),
]);
const options: OverlayOptions = { x: 'density', band: 'range', members: false, baseline: undefined, unit: 'percent' };

test('a group is its means, and its band spans what is asked for', () => {
  const [, a] = overlaySeries(groups, options);
  expect(a!.points).toMatchObject([
    { x: 0.5, y: 0.6, low: 0.5, high: 0.7, n: 2 },
    { x: 0.25, y: 0.45, low: 0.4, high: 0.5, n: 2 },
  ]);
  const [first] = overlaySeries(groups, { ...options, band: 'std' })[1]!.points;
  expect(first!.high! - first!.y).toBeCloseTo(Math.SQRT1_2 * 0.2);
  expect(overlaySeries(groups, { ...options, band: 'none' })[1]!.points[0]).toMatchObject({ low: null, high: null });
  expect(a!.members).toEqual([]);
});

test('single trials come on demand, along the same axis', () => {
  const [, a] = overlaySeries(groups, { ...options, x: 'level', members: true });
  expect(a!.members).toEqual([
    {
      trial: 'a-s0',
      points: [
        { x: 1, y: 0.7 },
        { x: 2, y: 0.5 },
      ],
    },
    {
      trial: 'a-s1',
      points: [
        { x: 1, y: 0.5 },
        { x: 2, y: 0.4 },
      ],
    },
  ]);
});

test('against a baseline a group is its differences with their interval', () => {
  const [dense, a] = overlaySeries(groups, { ...options, baseline: groups[0] });
  expect(dense!.points).toMatchObject([{ y: 0, low: 0, high: 0 }]);
  expect(a!.points[0]!.y).toBeCloseTo(-0.25);
  expect(a!.points[0]!.lines[1]).toBe('difference −25.00 over 2 paired seeds');
});

test('where costs are not known there is no point to draw', () => {
  const unknown = groups.map((group) => ({
    ...group,
    levels: group.levels.map((level) => ({ ...level, macs: null })),
  }));
  expect(overlaySeries(unknown, { ...options, x: 'macs' })).toEqual([]);
});

test('differences have their sign', () => {
  expect([signed(0.012, 'percent'), signed(-0.5, 'number')]).toEqual(['+1.20', '−0.5']);
});
