import { curveRequests } from '../../curves/curve-requests';
import { byRecipe, trialOf } from '../testing/grouped';
import { curveColours, curveLevels, usualLevel } from './curve-levels';

const groups = byRecipe([
  trialOf('dense', 0, [1]),
  trialOf('a', 0, [1, 2, 3]),
  trialOf('a', 1, [1, 2]),
  trialOf('b', 0, [1, 1], 1),
]);

test('the dense training is there once, under the trial that trains it', () => {
  expect(curveLevels(groups).map(({ id, arm }) => `${arm} ${id}`)).toEqual([
    'dense dense-s0-l0',
    'a a-s0-l1',
    'a a-s0-l2',
    'a a-s1-l1',
    'b b-s0-l1',
    'b b-s0-l2',
  ]);
});

test('curves are asked for up to their last points: how many steps there are is not known', () => {
  const requests = curveRequests(curveLevels(groups).map((level) => ({ level })));
  expect(requests.map(({ levels }) => levels.length)).toEqual([1, 2, 1, 1, 1]);
  for (const request of requests) {
    expect(request).toMatchObject({ fromStep: 0, done: true });
    expect(request).not.toHaveProperty('toStep');
  }
});

test('the level that most groups have is shown first, of those the greatest', () => {
  expect(usualLevel(curveLevels(groups))).toBe(2);
  expect(usualLevel([])).toBeUndefined();
});

test('colours are counted over all groups, those without a level too', () => {
  expect(curveColours([...groups, ...byRecipe([trialOf('c', 0, [])])]).map(({ armId }) => armId)).toEqual([
    ...['dense', 'a', 'b', 'c'],
  ]);
});
