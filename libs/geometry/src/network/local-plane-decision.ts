import { InputError } from '@tombola/shared';
import { checkFinite } from '../numbers/check-finite';
import type { Numbers } from '../numbers/numbers';
import type { Point } from '../numbers/ring';
import { affineAlgebra, type Affine } from '../slice/exact/affine';
import { affineNode } from '../slice/exact/forward';
import type { PiecewiseLinearNetwork } from '../slice/network';
import { checkPlane, type Plane } from '../slice/plane';
import { resolveNetwork, sizeOf, type ResolvedNode, type Shape } from '../slice/resolve';
import { windowPlaces } from '../slice/sliding-window';
import type { LocalDecision } from './local-decision';

type Rows<T> = readonly Affine<T>[];

/**
 * `localDecision` on a plane through the inputs of any piecewise-linear network: convolutions, batch norm, pools, residual blocks. All
 * nodes that bend but the last one are fixed as they are at the point; what the last one makes goes through affine nodes only, so on the
 * region there is one hidden layer, and skip connections past it are its direct part. Units are [node, unit]. The classes of a network
 * with one output are 0, below 0, and 1, above.
 *
 * @param point in the coordinates of the plane
 * @throws {InputError} for a network or a plane that is none, or whose last bending node is not ReLU or leaky ReLU.
 */
export function localPlaneDecision<T>(
  numbers: Numbers<T>,
  network: PiecewiseLinearNetwork,
  plane: Plane,
  point: Point<T>,
): LocalDecision<T> {
  const nodes = resolveNetwork(network);
  checkPlane(plane, network.inputShape);
  checkFinite(numbers, point, 'a coordinate of the point');
  const last = nodes.findLastIndex(({ node }) => bends(node.op));
  const bent = nodes[last];
  if (bent === undefined || (bent.node.op !== 'relu' && bent.node.op !== 'leaky-relu')) {
    throw new InputError({
      what: 'the network does not end in a ReLU and affine nodes',
      value: bent?.name ?? 'no node that bends',
      expected: 'a ReLU or leaky ReLU as the last node that bends',
    });
  }
  const { zero, at } = affineAlgebra(numbers);
  const inputShape = network.inputShape as unknown as Shape;
  const shapeOf = (i: number) => (i < 0 ? inputShape : nodes[i]!.shape);
  const nothing = (i: number): Affine<T>[] => new Array<Affine<T>>(sizeOf(shapeOf(i))).fill(zero);
  const bounds: Bound<T>[] = [];
  /** What the nodes make after those that are given, up to one. */
  const forward = (input: Rows<T>, given: readonly Rows<T>[], end: number): Rows<T>[] => {
    const rows = [...given];
    for (let i = rows.length; i < end; i++) {
      const own = nodes[i]!;
      const read = own.from.map((k) => (k < 0 ? input : rows[k]!));
      const shape = shapeOf(own.from[0]!);
      if (bends(own.node.op)) {
        const around = fix(numbers, own, read[0]!, shape, point);
        rows.push(around.rows);
        for (const { f, unit } of around.bounds) bounds.push({ f, unit: [i, unit] });
      } else rows.push(affineNode(numbers, own, read, shape));
    }
    return rows;
  };
  const input = nothing(-1).map((_, i): Affine<T> => {
    return [numbers.of(plane.right[i]!), numbers.of(plane.up[i]!), numbers.of(plane.origin[i]!)];
  });
  const before = forward(input, [], last);
  const hidden = bent.from[0]! < 0 ? input : before[bent.from[0]!]!;
  const direct = forward(input, [...before, nothing(last)], nodes.length).at(-1)!;
  // One unit at a time, in the place of x, where no bias comes.
  const silent = before.map((_, i) => nothing(i));
  const columns = hidden.map((_, j) => {
    const alone = nothing(last);
    alone[j] = [numbers.one, numbers.zero, numbers.zero];
    return forward(nothing(-1), [...silent, alone], nodes.length).at(-1)!;
  });
  const classes = direct.map((f, k) => ({ f, weights: columns.map((column) => column[k]![0]) }));
  if (classes.length === 1) classes.unshift({ f: zero, weights: columns.map(() => numbers.zero) });
  return {
    network: {
      hidden: { weights: hidden.map(([a, b]) => [a, b]), bias: hidden.map(([, , c]) => c) },
      output: { weights: classes.map(({ weights }) => weights), bias: classes.map(({ f }) => f[2]) },
      direct: classes.map(({ f: [a, b] }) => [a, b]),
      slope: numbers.of(bent.node.op === 'relu' ? 0 : bent.node.slope),
    },
    region: bounds
      .filter(({ f }) => numbers.sign(f[0]) !== 0 || numbers.sign(f[1]) !== 0)
      .map(({ f: [a, b, c], unit }) => ({ normal: [a, b], offset: c, unit })),
    ambiguous: bounds.filter(({ f }) => numbers.sign(at(f, point)) === 0).map(({ unit }) => unit),
  };
}

/** A function that is at least 0 where a unit is as it is at the point. */
interface Bound<T, U = readonly [node: number, unit: number]> {
  readonly f: Affine<T>;
  readonly unit: U;
}

function bends(op: string): boolean {
  return op === 'relu' || op === 'leaky-relu' || op === 'max-pool';
}

/** What a node that bends makes around a point, where it is affine. */
function fix<T>(
  numbers: Numbers<T>,
  { node, window, name, shape }: ResolvedNode,
  input: Rows<T>,
  inputShape: Shape,
  point: Point<T>,
): { rows: Rows<T>; bounds: Bound<T, number>[] } {
  const { at, subtract, times, zero } = affineAlgebra(numbers);
  if (node.op !== 'max-pool') {
    const slope = numbers.of(node.op === 'leaky-relu' ? node.slope : 0);
    const on = input.map((f) => numbers.sign(at(f, point)) > 0);
    return {
      rows: input.map((f, unit) => (on[unit] ? f : times(slope, f))),
      bounds: input.map((f, unit) => ({ f: on[unit] ? f : subtract(zero, f), unit })),
    };
  }
  const places = windowPlaces(window!, name);
  const size = node.size[0] * node.size[1];
  const windows = places.length / size;
  const area = inputShape[1]! * inputShape[2]!;
  const bounds: Bound<T, number>[] = [];
  const rows = Array.from({ length: sizeOf(shape) }, (_, unit) => {
    const start = (unit % windows) * size;
    const inside = [...places.subarray(start, start + size)].filter((place) => place >= 0);
    const contestants = inside.map((place) => input[Math.floor(unit / windows) * area + place]!);
    const winner = contestants.reduce((best, f) => (numbers.compare(at(f, point), at(best, point)) > 0 ? f : best));
    for (const f of contestants) if (f !== winner) bounds.push({ f: subtract(winner, f), unit });
    return winner;
  });
  return { rows, bounds };
}
