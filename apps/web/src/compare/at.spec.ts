import fc from 'fast-check';
import { atOptions, levelAt, pointAt, readAt, sparsestCommon, writeAt, type At } from './at';
import { groupsOf } from './groups';
import { byRecipe, trialOf } from './testing/grouped';

test('what is looked at survives the address', () => {
  const at = fc.oneof(
    fc.constantFrom<At>({ is: 'best' }, { is: 'last' }),
    fc.nat(999).map((value): At => ({ is: 'level', value })),
    fc
      .double({ min: 1e-4, max: 1, noNaN: true })
      .map((value): At => ({ is: 'density', value: Number(value.toPrecision(4)) })),
  );
  fc.assert(fc.property(at, (each) => expect(readAt(writeAt(each))).toEqual(each)));
  for (const wrong of ['', 'l', 'l1.5', 'd2', 'd0', 'first']) expect(readAt(wrong)).toBeNull();
});

test('the best level is that of the best mean, for every seed the same', () => {
  const trials = [trialOf('a', 0, [5, 9, 1]), trialOf('a', 1, [8, 2, 3])];
  const [group] = byRecipe(trials);
  const at = (lowerIsBetter: boolean) =>
    trials.map(({ points }) => pointAt(points, group!, { is: 'best' }, lowerIsBetter)?.level);
  expect(at(false)).toEqual([0, 0]);
  expect(at(true)).toEqual([2, 2]);
});

test('last, a level and a density find their level, or none', () => {
  const { points } = trialOf('a', 0, [5, 9, 1]);
  const find = (at: At) => levelAt(points, at, ({ value }) => value, false)?.level;
  expect(find({ is: 'last' })).toBe(2);
  expect(find({ is: 'level', value: 1 })).toBe(1);
  expect(find({ is: 'level', value: 3 })).toBeUndefined();
  expect(find({ is: 'density', value: 0.2501 })).toBe(2);
  expect(find({ is: 'density', value: 0.3 })).toBeUndefined();
});

test('levels are offered with their densities; shared densities only where numbers do not say them', () => {
  const same = byRecipe([trialOf('a', 0, [1, 2]), trialOf('b', 0, [1], 1)]);
  expect(atOptions(same).map(({ label, groups }) => [label, groups])).toEqual([
    ['level 0 (100 %)', 1],
    ['level 1 (50.0 %)', 2],
  ]);
  const oneShot = { ...trialOf('c', 0, []), points: [{ level: 1, density: 0.25, value: 1, macs: null }] };
  const mixed = byRecipe([trialOf('a', 0, [1, 2, 3]), oneShot]);
  expect(atOptions(mixed).map(({ label }) => label)).toEqual([
    'level 0 (100 %)',
    'level 1 (25.0 % to 50.0 %)',
    'level 2 (25.0 %)',
    '25.0 % of the weights',
  ]);
  expect(sparsestCommon(mixed)).toEqual({ is: 'density', value: 0.25 });
});

test('the sparsest common level leaves out those that were never pruned', () => {
  const trials = [trialOf('dense', 0, [1]), trialOf('a', 0, [1, 2, 3, 4]), trialOf('b', 0, [1, 2], 1)];
  expect(sparsestCommon(byRecipe(trials))).toEqual({ is: 'level', value: 2 });
  expect(sparsestCommon(byRecipe([trialOf('dense', 0, [1])]))).toBeUndefined();
  expect(sparsestCommon(groupsOf([], String, String))).toBeUndefined();
});
