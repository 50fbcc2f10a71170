import { InputError } from '@tombola/shared';
import { checkFinite } from '../numbers/check-finite';
import { floats } from '../numbers/floats';
import type { Numbers } from '../numbers/numbers';
import { dot, minus, plus, times, zeros, type Vector } from '../numbers/vector';
import type { Plane } from '../slice/plane';
import { checkLayer, type Layer } from './two-layers';

/**
 * The plane through three inputs, such as three images: with its origin in their centroid, orthonormal axes, the second sample to the
 * right of the first. Distances in the plane are those between inputs.
 *
 * @throws {InputError} for samples on one line, of different lengths, or with numbers that are not finite.
 */
export function planeThroughSamples(samples: readonly [Vector, Vector, Vector]): Plane {
  checkSamples(samples);
  const [a, b, c] = samples;
  const origin = times(floats, 1 / 3, plus(floats, plus(floats, a, b), c));
  return orthonormal(origin, minus(floats, b, a), minus(floats, c, a));
}

/**
 * The plane through the mean of inputs along their two principal axes, those of the most variance, by power iteration on their
 * covariance. Each axis points to where its largest coordinate is positive.
 *
 * @throws {InputError} for fewer than three samples, such on one line, of different lengths, or with numbers that are not finite.
 */
export function principalPlane(samples: readonly Vector[]): Plane {
  checkSamples(samples);
  const mean = times(
    floats,
    1 / samples.length,
    samples.reduce((sum: number[], sample) => plus(floats, sum, sample), zeros(floats, samples[0]!.length)),
  );
  const centred = samples.map((sample) => minus(floats, sample, mean));
  const first = principalAxis(centred);
  const second = principalAxis(
    centred.map((sample) => minus(floats, sample, times(floats, dot(floats, sample, first), first))),
  );
  return orthonormal(mean, upright(first), upright(second));
}

/**
 * The plane of two given inputs' directions, or of two coordinate axes, as they are: neither turned nor scaled.
 *
 * @param axes directions, or numbers of inputs from 0
 * @throws {InputError} for axes that are parallel or out of range.
 */
export function planeOfAxes(origin: Vector, axes: readonly [Vector | number, Vector | number]): Plane {
  const [right, up] = axes.map((axis) => {
    if (typeof axis !== 'number') return [...axis];
    if (!(Number.isInteger(axis) && axis >= 0 && axis < origin.length)) {
      throw new InputError({ what: 'there is no such input', value: axis, expected: `0 to ${origin.length - 1}` });
    }
    return origin.map((_, i) => (i === axis ? 1 : 0));
  }) as [number[], number[]];
  checkSamples([origin, right, up]);
  orthonormal(origin, right, up);
  return { origin: [...origin], right, up };
}

/** The coordinates of an input's orthogonal projection on a plane with orthonormal axes. */
export function projectOn({ origin, right, up }: Plane, input: Vector): readonly [number, number] {
  const offset = minus(floats, input, Array.from(origin));
  return [dot(floats, offset, Array.from(right)), dot(floats, offset, Array.from(up))];
}

/**
 * A first layer as a function of the coordinates of a plane: weights A become A (right, up), biases c become c + A origin. The decision
 * polygon of a network that is cut so is the projection of that of all its inputs.
 *
 * @throws {InputError} for a plane of other inputs.
 */
export function onPlane<T>(numbers: Numbers<T>, layer: Layer<T>, plane: Plane): Required<Layer<T>> {
  const [origin, right, up] = [plane.origin, plane.right, plane.up].map((vector) => Array.from(vector, numbers.of));
  const { weights, bias } = checkLayer(numbers, layer, plane.origin.length, 'the first layer');
  return {
    weights: weights.map((row) => [dot(numbers, row, right!), dot(numbers, row, up!)]),
    bias: weights.map((row, j) => numbers.add(bias[j]!, dot(numbers, row, origin!))),
  };
}

function orthonormal(origin: Vector, right: Vector, up: Vector): Plane {
  const length = Math.hypot(...right);
  const unit = times(floats, 1 / length, right);
  const rest = minus(floats, up, times(floats, dot(floats, up, unit), unit));
  const height = Math.hypot(...rest);
  if (!(length > 0 && height > 1e-12 * Math.hypot(...up))) {
    throw new InputError({
      what: 'the directions of a plane are parallel',
      expected: 'two that are not, such as those between three samples that are not on one line',
    });
  }
  return { origin: [...origin], right: unit, up: times(floats, 1 / height, rest) };
}

/** The direction of most variance of centred samples; zeros when there is none. */
function principalAxis(samples: readonly Vector[]): number[] {
  // The longest sample is orthogonal to the axis in no case but by chance.
  let axis = [
    ...samples.reduce((longest, each) => (dot(floats, each, each) > dot(floats, longest, longest) ? each : longest)),
  ];
  for (let step = 0; step < 300; step++) {
    const length = Math.hypot(...axis);
    if (length === 0) return axis;
    const unit = times(floats, 1 / length, axis);
    const next = zeros(floats, unit.length);
    for (const sample of samples) {
      const share = dot(floats, sample, unit);
      sample.forEach((x, i) => (next[i]! += share * x));
    }
    axis = next;
    const size = Math.hypot(...next);
    if (size > 0 && Math.abs(dot(floats, next, unit)) >= size * (1 - 1e-15)) break;
  }
  const length = Math.hypot(...axis);
  return length === 0 ? axis : times(floats, 1 / length, axis);
}

function upright(axis: Vector): Vector {
  const lead = axis.reduce((most, x) => (Math.abs(x) > Math.abs(most) ? x : most), 0);
  return lead < 0 ? axis.map((x) => -x) : axis;
}

function checkSamples(samples: readonly Vector[]): void {
  if (samples.length < 3) {
    throw new InputError({
      what: 'there are too few samples for a plane',
      value: samples.length,
      expected: 'three or more',
    });
  }
  for (const sample of samples) {
    checkFinite(floats, sample, 'a coordinate of a sample');
    if (sample.length !== samples[0]!.length || sample.length < 2) {
      throw new InputError({
        what: 'samples are no inputs of one network',
        value: sample.length,
        expected: 'the same number of coordinates in each, at least 2',
      });
    }
  }
}
