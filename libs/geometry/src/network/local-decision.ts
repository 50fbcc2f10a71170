import { InputError } from '@tombola/shared';
import { checkFinite } from '../numbers/check-finite';
import type { Numbers } from '../numbers/numbers';
import { dot, plus, times, zeros, type Vector } from '../numbers/vector';
import { checkDenseLayers, preactivations, type DenseLayers } from './dense-layers';
import type { Layer, TwoLayers } from './two-layers';

/** The half space of the points x with <normal, x> + offset >= 0. */
export interface HalfSpace<T = number> {
  readonly normal: Vector<T>;
  readonly offset: T;
  /** The hidden unit that bounds it: its layer, from 0, and its place there. */
  readonly unit: readonly [layer: number, unit: number];
}

/** What a deep network is around a point. */
export interface LocalDecision<T = number> {
  /** The network on the region: its last two layers after an affine map. */
  readonly network: TwoLayers<T>;
  /** The region on which no unit of an earlier layer switches: all these half spaces together. Some may be redundant. */
  readonly region: readonly HalfSpace<T>[];
  /** Units of earlier layers that are 0 at the point: it is on the border of the region on which they are off. */
  readonly ambiguous: readonly (readonly [layer: number, unit: number])[];
}

/**
 * The exact decision of a deep network around a point: all hidden layers but the last are affine on the region where none of their
 * units switches, so there the network has one hidden layer. `decisionSubdivision` of it is the local decision polygon; it says nothing
 * outside the region. A network with one hidden layer is that everywhere.
 *
 * Exact in fractions; in floats the affine map is rounded.
 *
 * @throws {InputError} for fewer than two layers, a point of another dimension, or as `checkDenseLayers`.
 */
export function localDecision<T>(numbers: Numbers<T>, network: DenseLayers<T>, point: Vector<T>): LocalDecision<T> {
  const { inputs, layers, slope } = checkDenseLayers(numbers, network);
  checkPoint(numbers, point, inputs, layers.length);
  const { sign, negate, one, zero } = numbers;
  const region: HalfSpace<T>[] = [];
  const ambiguous: [number, number][] = [];
  let map: Required<Layer<T>> = identity(numbers, inputs);
  layers.slice(0, -2).forEach((layer, l) => {
    const own = compose(numbers, layer, map);
    const signs = preactivations(numbers, own, point).map(sign);
    const factors = signs.map((each, j) => {
      if (each === 0) ambiguous.push([l, j]);
      const [normal, offset] = [own.weights[j]!, own.bias[j]!];
      const inside = each > 0 ? { normal, offset } : { normal: normal.map(negate), offset: negate(offset) };
      // A unit that the map makes constant bounds nothing.
      if (normal.some((x) => sign(x) !== 0)) region.push({ ...inside, unit: [l, j] });
      return each > 0 ? one : slope;
    });
    map = {
      weights: own.weights.map((row, j) =>
        sign(factors[j]!) === 0 ? row.map(() => zero) : times(numbers, factors[j]!, row),
      ),
      bias: own.bias.map((each, j) => numbers.multiply(factors[j]!, each)),
    };
  });
  const [hidden, output] = layers.slice(-2) as [Required<Layer<T>>, Required<Layer<T>>];
  return { network: { hidden: compose(numbers, hidden, map), output, slope }, region, ambiguous };
}

/** Whether a point is in a region or on its border. */
export function inRegion<T>(numbers: Numbers<T>, region: readonly HalfSpace<T>[], point: Vector<T>): boolean {
  return region.every(({ normal, offset }) => numbers.sign(numbers.add(dot(numbers, normal, point), offset)) >= 0);
}

/** A layer after an affine map. */
function compose<T>(numbers: Numbers<T>, layer: Required<Layer<T>>, map: Required<Layer<T>>): Required<Layer<T>> {
  const inputs = map.weights[0]!.length;
  return {
    weights: layer.weights.map((row) =>
      row.reduce(
        (sum: T[], weight, j) => {
          return numbers.sign(weight) === 0 ? sum : plus(numbers, sum, times(numbers, weight, map.weights[j]!));
        },
        zeros(numbers, inputs),
      ),
    ),
    bias: preactivations(numbers, layer, map.bias),
  };
}

function identity<T>({ zero, one }: Numbers<T>, inputs: number): Required<Layer<T>> {
  const axes = Array.from({ length: inputs }, (_, i) => i);
  return { weights: axes.map((i) => axes.map((k) => (i === k ? one : zero))), bias: axes.map(() => zero) };
}

function checkPoint<T>(numbers: Numbers<T>, point: Vector<T>, inputs: number, layers: number): void {
  if (layers < 2) {
    throw new InputError({ what: 'the network has no hidden layer', value: layers, expected: 'two layers or more' });
  }
  if (point.length !== inputs) {
    throw new InputError({
      what: 'the point is no input of the network',
      value: point.length,
      expected: `${inputs} numbers`,
    });
  }
  checkFinite(numbers, point, 'a coordinate of the point');
}
