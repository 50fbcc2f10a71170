import type { Observation } from './observation';
import { meanHeight, prunedAreas } from './pruned-area';

const at = (arm: string, seed: number, level: number, density: number, accuracy: number, draw = 0): Observation => ({
  arm,
  seed,
  draw,
  level,
  density,
  metrics: { accuracy },
});

test('the mean height of a curve, by hand', () => {
  const curve = [
    { x: 0.5, y: 0.8 },
    { x: 0, y: 1 },
    { x: 1, y: 0 },
  ];
  // Trapezoids of 0.5 * 0.9 and 0.5 * 0.4.
  expect(meanHeight(curve, [0, 1])).toBeCloseTo(0.65, 12);
  // Of 0.25 * (0.9 + 0.8) / 2 and 0.25 * (0.8 + 0.4) / 2, over a half.
  expect(meanHeight(curve, [0.25, 0.75])).toBeCloseTo(0.725, 12);
  expect(meanHeight(curve, [0.6, 0.7])).toBeCloseTo(0.56, 12);
  expect(() => meanHeight(curve, [0, 1.1])).toThrow(/no area there.*expected places from 0 to 1/);
  expect(() => meanHeight(curve.slice(0, 1), [0, 1])).toThrow(/a curve of two points or more/);
});

test('areas of arms are taken where all curves are, seed by seed', () => {
  const observations = [
    at('dense', 0, 0, 1, 0.9),
    at('a', 1, 0, 1, 1),
    at('a', 1, 1, 0.5, 0.8),
    at('a', 1, 2, 0.2, 0.5),
    at('a', 0, 0, 1, 0.9),
    at('a', 0, 1, 0.5, 0.9),
    at('a', 0, 2, 0.2, 0.9),
    at('b', 0, 0, 1, 1),
    at('b', 0, 1, 0.5, 0.2, 0),
    at('b', 0, 1, 0.5, 0.6, 1),
  ];
  const { from, to, arms } = prunedAreas(observations, 'accuracy')!;
  expect([from, to]).toEqual([0, 0.5]);
  expect(arms.map(({ arm }) => arm)).toEqual(['a', 'b']);
  expect(arms[0]!.seeds.map(({ seed, value }) => [seed, Number(value.toFixed(12))])).toEqual([
    [0, 0.9],
    [1, 0.9],
  ]);
  // From 1 to the mean of two draws, 0.4.
  expect(arms[1]!.summary).toMatchObject({ n: 1, mean: 0.7 });
});

test('without a curve, or without shares in common, there is no area', () => {
  expect(prunedAreas([at('dense', 0, 0, 1, 0.9)], 'accuracy')).toBeUndefined();
  const apart = [at('a', 0, 0, 1, 1), at('a', 0, 1, 0.9, 1), at('b', 0, 0, 0.5, 1), at('b', 0, 1, 0.4, 1)];
  expect(prunedAreas(apart, 'accuracy')).toBeUndefined();
});
