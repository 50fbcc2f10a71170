import { byRecipe, trialOf } from '../testing/grouped';
import { groupsOf } from '../groups';
import { commonRows, memberRows, membersOf, sortRows } from './member-rows';

const member = (path: string, values: Record<string, unknown>) => ({ path, values: new Map(Object.entries(values)) });
const trials = [trialOf('a', 0, []), trialOf('a', 1, []), trialOf('b', 0, []), trialOf('c', 0, [])];

test('seeds of a recipe are one column, and what a recipe has not is a dash', () => {
  const rows = memberRows(byRecipe(trials), [member('method.rate', { a: 0.2, b: null, c: [1, 2] })]);
  expect(rows).toEqual([{ path: 'method.rate', cells: ['0.2', '–', '[1,2]'], differs: true }]);
});

test('members that differ only in groups that are not shown do not differ', () => {
  const [a, b] = byRecipe(trials);
  expect(memberRows([a!, b!], [member('steps', { a: 1, b: 1, c: 2 })])[0]!.differs).toBe(false);
});

test('an arm of several recipes has all their values', () => {
  const arms = groupsOf(
    trials,
    ({ recipeHash }) => (recipeHash === 'c' ? 'y' : 'x'),
    (key) => key,
  );
  expect(memberRows(arms, [member('draw', { a: 0, b: 1, c: 1 })])[0]!.cells).toEqual(['0 | 1', '1']);
});

test('what all have in common comes from any recipe, without what differs', () => {
  const recipe = { steps: 5, optimizer: { name: 'adam', rates: [1, 2] }, absent: undefined };
  expect([...membersOf(recipe)]).toEqual([
    ['steps', 5],
    ['optimizer.name', 'adam'],
    ['optimizer.rates', [1, 2]],
  ]);
  const rows = commonRows(recipe, [member('steps', { a: 5, b: 6 })], 2);
  expect(sortRows(rows).map(({ path, cells }) => [path, ...cells])).toEqual([
    ['optimizer.name', 'adam', 'adam'],
    ['optimizer.rates', '[1,2]', '[1,2]'],
  ]);
});
