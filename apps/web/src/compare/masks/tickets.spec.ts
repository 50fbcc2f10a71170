import { byRecipe, trialOf } from '../testing/grouped';
import { ticketsAt } from './tickets';

const groups = byRecipe([trialOf('a', 0, [0.1, 0.9, 0.2]), trialOf('b', 0, [0.5])]);

test('dense networks have no mask to compare', () => {
  expect(ticketsAt(groups, { is: 'last' }, 'group', false).map(({ id }) => id)).toEqual(['a-s0-l2']);
});

test('the best ticket is the lowest where lower is better', () => {
  const best = (lowerIsBetter: boolean) => ticketsAt(groups, { is: 'best' }, 'group', lowerIsBetter)[0]!.level;
  expect([best(false), best(true)]).toEqual([1, 2]);
});
