import { InputError, randomStream } from '@tombola/shared';
import fc from 'fast-check';
import { floats } from '../numbers/floats';
import { dot } from '../numbers/vector';
import { modes } from '../testing/modes';
import { networks, outputsOf } from '../testing/networks';
import { onPlane, planeOfAxes, planeThroughSamples, principalPlane, projectOn } from './input-plane';

const distance = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((x, i) => x - b[i]!));

test('the plane through three samples keeps their distances and has its origin in the middle', () => {
  const stream = randomStream(1, 'samples');
  const samples = [0, 1, 2].map(() => Array.from({ length: 50 }, () => stream.normal())) as [
    number[],
    number[],
    number[],
  ];
  const plane = planeThroughSamples(samples);
  const places = samples.map((sample) => projectOn(plane, sample));
  for (const [i, k] of [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const) {
    expect(distance(places[i]!, places[k]!)).toBeCloseTo(distance(samples[i], samples[k]), 10);
  }
  places.forEach(([x, y], i) => {
    const back = [...plane.origin].map((o, axis) => o + x * plane.right[axis]! + y * plane.up[axis]!);
    expect(distance(back, samples[i]!)).toBeCloseTo(0, 10);
  });
  expect(places[0]![1]).toBeCloseTo(places[1]![1], 10);
  expect(places[0]![0] + places[1]![0] + places[2]![0]).toBeCloseTo(0, 10);
});

test('the principal plane has the directions of most variance', () => {
  const stream = randomStream(2, 'cloud');
  const axes = [
    [0.6, 0.8, 0, 0],
    [0, 0, -1, 0],
    [0, 0, 0, 1],
  ];
  const samples = Array.from({ length: 400 }, () => {
    const shares = [5, 2, 0.1].map((scale) => scale * stream.normal());
    return [1, 2, 3, 4].map((mean, i) => mean + axes.reduce((sum, axis, k) => sum + shares[k]! * axis[i]!, 0));
  });
  const { origin, right, up } = principalPlane(samples);
  expect(distance([...origin], [1, 2, 3, 4])).toBeLessThan(0.5);
  expect(dot(floats, [...right], [0.6, 0.8, 0, 0])).toBeGreaterThan(0.999);
  expect(dot(floats, [...up], [0, 0, 1, 0])).toBeGreaterThan(0.999);
  expect(dot(floats, [...right], [...up])).toBeCloseTo(0, 10);
});

test('given axes stay as they are', () => {
  expect(planeOfAxes([1, 2, 3], [2, 0])).toEqual({ origin: [1, 2, 3], right: [0, 0, 1], up: [1, 0, 0] });
  expect(planeOfAxes([0, 0, 0], [[2, 0, 0], 1]).right).toEqual([2, 0, 0]);
});

test.each(modes)('on a plane the network is what it is there, in %s', (_, { numbers, from, to }) => {
  fc.assert(
    fc.property(
      networks({ inputs: 3 }),
      fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })),
      (network, [x, y]) => {
        const plane = planeOfAxes(
          [1, -1, 2],
          [
            [1, 0, 2],
            [0, 1, -1],
          ],
        );
        const cut = { ...network, hidden: to(onPlane(numbers, from(network.hidden), plane)) };
        const there = [...plane.origin].map((o, i) => o + x * plane.right[i]! + y * plane.up[i]!);
        const [here, whole] = [outputsOf(cut, [x, y]), outputsOf(network, there)];
        here.forEach((value, i) => expect(value).toBeCloseTo(whole[i]!, 9));
      },
    ),
  );
});

test('what makes no plane is refused', () => {
  expect(() =>
    planeThroughSamples([
      [0, 0, 1],
      [1, 1, 1],
      [2, 2, 1],
    ]),
  ).toThrow('the directions of a plane are parallel');
  expect(() =>
    planeThroughSamples([
      [0, 0],
      [1, 1],
      [2, NaN],
    ]),
  ).toThrow(InputError);
  expect(() => planeThroughSamples([[0, 0], [1, 1], [2]])).toThrow(InputError);
  expect(() =>
    principalPlane([
      [0, 0],
      [1, 1],
    ]),
  ).toThrow(InputError);
  expect(() =>
    principalPlane([
      [0, 0],
      [1, 1],
      [2, 2],
      [5, 5],
    ]),
  ).toThrow(InputError);
  expect(() =>
    principalPlane([
      [1, 1],
      [1, 1],
      [1, 1],
    ]),
  ).toThrow(InputError);
  expect(() => planeOfAxes([0, 0], [0, 0])).toThrow(InputError);
  expect(() => planeOfAxes([0, 0], [0, 2])).toThrow(InputError);
  expect(() => onPlane(floats, { weights: [[1, 2]] }, planeOfAxes([0, 0, 0], [0, 1]))).toThrow(InputError);
});
