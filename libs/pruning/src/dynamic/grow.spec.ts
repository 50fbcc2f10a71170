import { randomStream } from '@tombola/shared';
import { growLargest, growRandom } from './grow';
import { placesOf } from './places';

const kept = (mask: Float32Array) => [...placesOf(mask, 1)];
const mask = Float32Array.of(0, 1, 0, 0, 1, 0, 0, 0);

test('the largest magnitudes grow, of equal ones the first', () => {
  const scores = Float32Array.of(1, 9, -2, 1, 9, 0, 1, -1);
  expect(kept(growLargest(mask, scores, 3))).toEqual([0, 1, 2, 3, 4]);
  expect(kept(growLargest(mask, scores, 0))).toEqual([1, 4]);
  expect(kept(growLargest(mask, scores, 6))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('random growth keeps what there was and gives every place the same chance', () => {
  const draws = 6000;
  const grown = new Float64Array(8);
  const random = randomStream(4, 'growth');
  for (let draw = 0; draw < draws; draw++) {
    const after = growRandom(mask, random, 2);
    const places = kept(after);
    expect(places).toHaveLength(4);
    for (const place of places) grown[place]! += 1;
  }
  expect([grown[1], grown[4]]).toEqual([draws, draws]);
  // Two of six places: five deviations of the binomial distribution.
  for (const place of [0, 2, 3, 5, 6, 7]) expect(Math.abs(grown[place]! - draws / 3)).toBeLessThan(183);
});

test('everything may grow at random, and then all is kept', () => {
  expect(kept(growRandom(mask, randomStream(1, 'all'), 6))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});
