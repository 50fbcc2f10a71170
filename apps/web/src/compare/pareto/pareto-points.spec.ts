import fc from 'fast-check';
import { byRecipe, trialOf } from '../testing/grouped';
import { frontOf, paretoPoints } from './pareto-points';

const unknownTotals = () => undefined;
const groups = byRecipe([trialOf('a', 0, [0.9, 0.8]), trialOf('a', 1, [0.7, 0.9]), trialOf('b', 0, [0.95, 0.5, 0.6])]);

test('every level of every trial is a point; of means, every level of every group', () => {
  expect(paretoPoints(groups, 'density', 'trials', unknownTotals)).toHaveLength(7);
  const means = paretoPoints(groups, 'macs', 'means', unknownTotals);
  expect(means.map(({ x, y, n, trials }) => [x, Number(y.toFixed(3)), n, trials.length])).toEqual([
    [1000, 0.8, 2, 2],
    [500, 0.85, 2, 2],
    [1000, 0.95, 1, 1],
    [500, 0.5, 1, 1],
    [250, 0.6, 1, 1],
  ]);
});

test('kept weights are what densities are of', () => {
  const xs = (subject: 'trials' | 'means') =>
    paretoPoints(groups.slice(1), 'kept', subject, () => 30).map(({ x }) => x);
  expect(xs('trials')).toEqual([30, 15, 8]);
  expect(xs('means')).toEqual([30, 15, 7.5]);
  expect(paretoPoints(groups, 'kept', 'trials', unknownTotals)).toEqual([]);
});

test('the front runs from the cheapest to the best', () => {
  const front = frontOf(paretoPoints(groups, 'density', 'trials', unknownTotals), false);
  expect(front.map(({ x, y }) => [x, y])).toEqual([
    [0.25, 0.6],
    [0.5, 0.9],
    [1, 0.95],
  ]);
});

test('no point of the front is worse than any point, whichever end is better', () => {
  const values = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(values, { minLength: 1, maxLength: 6 }), fc.boolean(), (all, lowerIsBetter) => {
      const points = paretoPoints(
        byRecipe(all.map((each, i) => trialOf(`r${i}`, 0, each))),
        'density',
        'trials',
        unknownTotals,
      );
      const front = frontOf(points, lowerIsBetter);
      const sign = lowerIsBetter ? -1 : 1;
      for (const point of points) {
        const isBeaten = points.some(
          (other) =>
            other.x <= point.x && sign * other.y >= sign * point.y && (other.x < point.x || other.y !== point.y),
        );
        expect(front.includes(point)).toBe(!isBeaten);
      }
    }),
  );
});

test('points whose cost is not known are left out', () => {
  const unknown = byRecipe([{ ...trialOf('a', 0, []), points: [{ level: 1, density: 0.5, value: 1, macs: null }] }]);
  expect(paretoPoints(unknown, 'macs', 'trials', unknownTotals)).toEqual([]);
  expect(paretoPoints(unknown, 'macs', 'means', unknownTotals)).toEqual([]);
});
