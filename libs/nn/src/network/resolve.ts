import { InputError } from '@tombola/shared';
import { elementsOf, type ConvNode, type Node, type PoolNode, type Shape } from './node';
import { imageOf, label, needTensor, sameShape, sideBySide, unitsOf } from './readable';
import { pair, paddingOf, slide } from './window';
import type { Wired } from './wire';

type Definition<Op extends Wired['op']> = Extract<Wired, { op: Op }>;

/**
 * A node with its shapes, paddings and groups decided.
 *
 * @param inputShapes of what it reads, one an input
 * @param classes what `classes` means in it
 * @throws {InputError} when it cannot read that.
 */
export function resolve(node: Wired, inputShapes: readonly Shape[], classes: number): Node {
  const resolved = resolveOp(node, inputShapes, classes);
  needTensor(`what ${label(node)} makes`, resolved.outputShape);
  return resolved;
}

function resolveOp(node: Wired, inputShapes: readonly Shape[], classes: number): Node {
  const { name, inputs } = node;
  const place = { name, inputs, inputShapes };
  const shape = inputShapes[0]!;
  switch (node.op) {
    case 'conv':
      return conv(node, inputShapes, classes);
    case 'dense': {
      unitsOf(node, shape);
      const units = node.units === 'classes' ? classes : node.units;
      return { ...place, op: node.op, units, bias: node.bias, outputShape: [units] };
    }
    case 'batch-norm':
      return { ...place, op: node.op, epsilon: node.epsilon, momentum: node.momentum, outputShape: shape };
    case 'max-pool':
    case 'average-pool':
      return pool(node, inputShapes);
    case 'dropout':
      return { ...place, op: node.op, rate: node.rate, outputShape: shape };
    case 'relu':
      return { ...place, op: node.op, outputShape: shape };
    case 'global-average-pool':
      return { ...place, op: node.op, outputShape: [imageOf(node, shape)[0]] };
    case 'flatten':
      return { ...place, op: node.op, outputShape: [elementsOf(shape)] };
    case 'add':
      return { ...place, op: node.op, outputShape: sameShape(node, inputShapes) };
    case 'concat':
      return { ...place, op: node.op, outputShape: sideBySide(node, inputShapes) };
  }
}

function conv(node: Definition<'conv'>, inputShapes: readonly Shape[], classes: number): ConvNode {
  const { name, op, inputs, bias } = node;
  const [channelsIn, ...image] = imageOf(node, inputShapes[0]!);
  const channels = node.channels === 'classes' ? classes : node.channels;
  const groups = node.groups === 'depthwise' ? channelsIn : node.groups;
  if (channelsIn % groups !== 0 || channels % groups !== 0) {
    throw new InputError({
      what: `${label(node)} cannot cut its channels into ${groups} equal groups`,
      value: `${channelsIn} channels to ${channels}`,
      expected: `multiples of ${groups}`,
      mend: `Choose groups that divide ${channelsIn} and ${channels}.`,
    });
  }
  const [kernel, stride] = [pair(node.kernel), pair(node.stride)];
  const window = { node: label(node), image, size: kernel, stride };
  const padding = paddingOf(node.padding, window);
  const outputShape = [channels, ...slide(window, padding)] as const;
  return { op, name, inputs, inputShapes, outputShape, channels, kernel, stride, padding, groups, bias };
}

function pool(node: Definition<'max-pool' | 'average-pool'>, inputShapes: readonly Shape[]): PoolNode {
  const { name, op, inputs } = node;
  const [channels, ...image] = imageOf(node, inputShapes[0]!);
  const size = pair(node.size);
  const stride = pair(node.stride ?? size);
  const window = { node: label(node), image, size, stride };
  const padding = paddingOf(node.padding, window);
  const [top, bottom, left, right] = padding;
  if (Math.max(top, bottom) >= size[0] || Math.max(left, right) >= size[1]) {
    throw new InputError({
      what: `${label(node)} has windows with nothing but padding in them`,
      value: padding,
      expected: `padding below its size, ${size.join(' x ')}`,
    });
  }
  return { op, name, inputs, inputShapes, outputShape: [channels, ...slide(window, padding)], size, stride, padding };
}
