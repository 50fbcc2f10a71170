import { initialise, lenet300100 } from '@tombola/nn';
import { signedConstants } from './signed-constant';
import { dynamicRescaling } from './supermask';

test('a layer of 10 that keeps 4 is rescaled by 2.5, one that keeps nothing not at all', () => {
  expect(dynamicRescaling(4, 10)).toBe(2.5);
  expect(dynamicRescaling(10, 10)).toBe(1);
  expect(dynamicRescaling(0, 10)).toBe(1);
});

test.each([
  ['dense_1/weights', 0.042954],
  ['dense_2/weights', 0.070711],
  ['dense_3/weights', 0.13484],
])('signed constants of LeNet-300-100’s %s are the deviation of its initial weights, about %d', (name, deviation) => {
  const network = lenet300100({ inputShape: [1, 28, 28], classes: 10 });
  const initial = initialise(network, 'glorot-normal', 1);
  const { data } = signedConstants(network, initial)[name]!;
  const drawn = initial[name]!.data;
  expect(data.every((value, i) => Math.sign(value) === Math.sign(drawn[i]!))).toBe(true);
  const sizes = new Set(data.map(Math.abs));
  expect(sizes.size).toBe(1);
  // Within four standard errors of a deviation.
  const error = deviation / Math.sqrt(2 * data.length);
  expect(Math.abs([...sizes][0]! - deviation)).toBeLessThan(4 * error);
});
