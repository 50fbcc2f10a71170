import { InputError } from '@tombola/shared';
import { checkLength, checkParameters, checkPositive, checkValues } from './checks';
import type { NetworkNode, PiecewiseLinearNetwork } from './network';
import { windowOf, type SlidingWindow } from './sliding-window';

/** [units] or [channels, height, width]. */
export type Shape = readonly [number] | readonly [number, number, number];

/** A node with what it reads and makes, and how its window slides. */
export interface ResolvedNode {
  readonly node: NetworkNode;
  readonly name: string;
  readonly from: readonly number[];
  readonly shape: Shape;
  readonly window?: SlidingWindow;
}

/** The number of units of a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, extent) => size * extent, 1);
}

/**
 * The nodes of a network, checked.
 *
 * @throws {InputError} for shapes that do not fit, numbers that are missing, NaN or infinite.
 */
export function resolveNetwork({ inputShape, nodes }: PiecewiseLinearNetwork): readonly ResolvedNode[] {
  const input = readShape(inputShape);
  if (nodes.length === 0) throw new InputError({ what: 'a network has no nodes', expected: 'one or more' });
  const resolved: ResolvedNode[] = [];
  for (const [i, node] of nodes.entries()) {
    const name = `node ${i} (${node.op})`;
    const from = readFrom(node, i, name);
    const shapes = from.map((j) => (j < 0 ? input : resolved[j]!.shape));
    resolved.push({ node, name, from, ...shapeOf(node, shapes, name) });
  }
  return resolved;
}

function readShape(shape: readonly number[]): Shape {
  const [first, height, width] = shape;
  checkPositive(shape, 'an extent of the input');
  if (shape.length === 1) return [first!];
  if (shape.length === 3) return [first!, height!, width!];
  throw new InputError({
    what: 'the input has a wrong shape',
    value: shape,
    expected: '[units] or [channels, height, width]',
  });
}

function readFrom(node: NetworkNode, place: number, name: string): readonly number[] {
  const from = typeof node.from === 'object' ? node.from : [node.from ?? place - 1];
  const several = node.op === 'add' || node.op === 'concat';
  if (several && from.length < 2) {
    throw new InputError({ what: `${name} reads too little`, value: from, expected: 'two nodes or more' });
  }
  for (const j of from) {
    if (!Number.isInteger(j) || j < -1 || j >= place) {
      throw new InputError({ what: `${name} reads no node before it`, value: j, expected: `-1 to ${place - 1}` });
    }
  }
  return from;
}

function shapeOf(node: NetworkNode, shapes: readonly Shape[], name: string): Pick<ResolvedNode, 'shape' | 'window'> {
  const shape = shapes[0]!;
  switch (node.op) {
    case 'dense':
      checkPositive([node.units], `the number of units of ${name}`);
      checkParameters(node.weights, [node.units, sizeOf(shape)], `weights of ${name}`);
      if (node.bias !== undefined) checkParameters(node.bias, [node.units], `biases of ${name}`);
      return { shape: [node.units] };
    case 'conv': {
      const [channelsIn, ...image] = imageOf(shape, name);
      const { channels, kernel, groups = 1 } = node;
      checkPositive([channels, groups, ...kernel], `an extent of ${name}`);
      if (channelsIn % groups !== 0 || channels % groups !== 0) {
        throw new InputError({
          what: `${name} cannot cut its channels into ${groups} equal groups`,
          value: `${channelsIn} channels to ${channels}`,
          expected: `multiples of ${groups}`,
        });
      }
      checkParameters(node.weights, [channels, channelsIn / groups, ...kernel], `weights of ${name}`);
      if (node.bias !== undefined) checkParameters(node.bias, [channels], `biases of ${name}`);
      const window = windowOf(name, image, kernel, node.stride ?? [1, 1], node.padding);
      return { shape: [channels, ...window.places], window };
    }
    case 'batch-norm': {
      for (const values of ['scale', 'shift', 'mean', 'variance'] as const) {
        checkParameters(node[values], [shape[0]], `${values} of ${name}`);
      }
      const { epsilon = 1e-5 } = node;
      if (node.variance.some((variance) => !(variance + epsilon > 0))) {
        throw new InputError({ what: `a variance of ${name} is not positive`, expected: 'variances above -epsilon' });
      }
      return { shape };
    }
    case 'leaky-relu':
      checkValues([node.slope], [1], `slope of ${name}`);
      return { shape };
    case 'relu':
      return { shape };
    case 'max-pool':
    case 'average-pool': {
      const [channels, ...image] = imageOf(shape, name);
      const window = windowOf(name, image, node.size, node.stride ?? node.size, node.padding);
      return { shape: [channels, ...window.places], window };
    }
    case 'global-average-pool': {
      const [channels, ...image] = imageOf(shape, name);
      return { shape: [channels], window: windowOf(name, image, image, image) };
    }
    case 'flatten':
      return { shape: [sizeOf(shape)] };
    case 'add':
      for (const other of shapes) checkLength(other, shape, `${name} adds unequal shapes`);
      return { shape };
    case 'concat': {
      for (const other of shapes) checkLength(other.slice(1), shape.slice(1), `${name} joins unequal shapes`);
      const [, ...rest] = shape;
      return { shape: [shapes.reduce((sum, [extent]) => sum + extent, 0), ...rest] as unknown as Shape };
    }
  }
}

function imageOf(shape: Shape, name: string): readonly [number, number, number] {
  if (shape.length === 3) return shape;
  throw new InputError({ what: `${name} reads no images`, value: shape, expected: '[channels, height, width]' });
}
