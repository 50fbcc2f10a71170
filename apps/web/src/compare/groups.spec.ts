import fc from 'fast-check';
import { groupsOf } from './groups';
import { byRecipe, densityOf, trialOf } from './testing/grouped';

test('a group has the mean over its seeds at every level, with their number and spread', () => {
  const [a, b] = byRecipe([trialOf('a', 0, [1, 2]), trialOf('a', 1, [3]), trialOf('b', 0, [5], 2)]);
  expect(a!.levels.map(({ level, summary }) => [level, summary.n, summary.mean, summary.std])).toEqual([
    [0, 2, 2, Math.SQRT2],
    [1, 1, 2, null],
  ]);
  expect(a!.levels[0]!.summary.interval![0]).toBeCloseTo(2 - 12.7062047, 5);
  expect(a!.levels[1]!.summary.interval).toBeNull();
  expect(b!.levels).toMatchObject([{ level: 2, density: densityOf(2), seeds: [{ seed: 0, trials: ['b-s0'] }] }]);
  expect([a!.index, b!.index, a!.seeds, b!.seeds]).toEqual([0, 1, 2, 1]);
});

test('draws of a control are averaged within their seed: more draws are no more seeds', () => {
  const trials = [trialOf('a', 0, [1]), trialOf('b', 0, [3]), trialOf('a', 1, [10])];
  const [group] = groupsOf(
    trials,
    () => 'arm',
    (key) => key,
  );
  expect(group).toMatchObject({ seeds: 2, recipes: ['a', 'b'] });
  expect(group!.levels[0]!.summary).toMatchObject({ n: 2, mean: 6, min: 2, max: 10 });
  expect(group!.levels[0]!.seeds[0]).toEqual({ seed: 0, value: 2, trials: ['a-s0', 'b-s0'] });
});

test('every trial is in one group, and the order of trials does not change a mean', () => {
  const trial = fc
    .record({ hash: fc.constantFrom('a', 'b', 'c'), values: fc.array(fc.nat(9), { maxLength: 4 }) })
    .map(({ hash, values }) => ({ hash, values }));
  fc.assert(
    fc.property(fc.array(trial, { maxLength: 20 }), (all) => {
      const trials = all.map(({ hash, values }, i) => trialOf(hash, i, values));
      const groups = byRecipe(trials);
      expect(groups.flatMap((group) => group.trials)).toHaveLength(trials.length);
      const means = (some: typeof groups) =>
        new Map(some.map(({ key, levels }) => [key, levels.map(({ summary }) => Number(summary.mean.toFixed(9)))]));
      expect(means(byRecipe([...trials].reverse()))).toEqual(means(groups));
    }),
  );
});
