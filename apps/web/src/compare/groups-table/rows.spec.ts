import { rowsOf, sortRows } from './rows';
import { byRecipe, trialOf } from '../testing/grouped';

const all = byRecipe([
  trialOf('dense', 0, [9]),
  trialOf('a', 0, [5, 4], 1),
  trialOf('a', 1, [7, 2], 1),
  trialOf('b', 0, [6], 1),
]);
const keys = (sort: string) =>
  sortRows(rowsOf({ all, at: { is: 'level', value: 1 }, baseline: all[0], lowerIsBetter: false }), sort).map(
    ({ group }) => group.key,
  );

test('rows have the level that is looked at and the difference to the baseline over common seeds', () => {
  const rows = rowsOf({ all, at: { is: 'level', value: 1 }, baseline: all[0], lowerIsBetter: false });
  expect(rows.map(({ level, difference }) => [level?.summary.mean, difference?.mean, difference?.n])).toEqual([
    [undefined, undefined, undefined],
    [6, -4, 1],
    [6, -3, 1],
  ]);
});

test('the best of groups is held against the best of the baseline, the last against the same density', () => {
  const differences = (is: 'best' | 'last') =>
    rowsOf({ all, at: { is }, baseline: all[1], lowerIsBetter: false }).map(({ difference }) => difference?.mean);
  expect(differences('last')).toEqual([undefined, undefined, 1]);
  expect(differences('best')).toEqual([4, undefined, 1]);
});

test('rows without a value come last, whichever way they are sorted', () => {
  expect(keys('difference')).toEqual(['a', 'b', 'dense']);
  expect(keys('-difference')).toEqual(['b', 'a', 'dense']);
  expect(keys('-name')).toEqual(['dense', 'b', 'a']);
  expect(keys('-n')).toEqual(['a', 'b', 'dense']);
});
