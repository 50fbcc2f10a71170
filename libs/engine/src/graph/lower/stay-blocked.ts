import { node, producer, reshape, rewriteGraph, type Graph, type Node, type Value } from '../graph';
import { countUsers } from '../users';
import { blockedConv, fromBlocked } from './blocked';
import { isSumOfChannels, sumOfBlocked, sumOfProducts } from './sum-of-channels';

/** What works on elements one by one, wherever they lie. */
const elementwise = new Set(['Add', 'Sub', 'Mul', 'Div', 'Max', 'Min', 'Neg', 'Relu', 'Greater', 'Cast']);

/**
 * Between convolutions images stay in blocks: what works on elements or channels does so there, and only who needs
 * them in ONNX's layout has them brought back. Lines through channels, sums of them and ReLUs become part of a
 * convolution.
 */
export function stayBlocked(graph: Graph, block: number): Graph {
  const users = countUsers(graph);
  /** Of images in ONNX's layout the same images in blocks. */
  const inBlocks = new Map<Value, Value>();
  const blockedOf = (value: Value | undefined) => (value === undefined ? undefined : inBlocks.get(value));

  return rewriteGraph(graph, (current, before) => {
    const [output] = current.outputs as [Value];
    if (current.op === 'ReorderOutput') {
      inBlocks.set(output, current.inputs[0]!);
      return current.outputs;
    }
    if (current.op === 'ReorderInput') return [blockedOf(current.inputs[0]) ?? output];
    const isOnlyUser = (position: number) => users.get(before.inputs[position]!) === 1;
    if (isSumOfChannels(current)) {
      const images = blockedOf(current.inputs[0]);
      if (images !== undefined) return [sumOfBlocked(current, images, block)];
      return [(isOnlyUser(0) ? sumOfProducts(current) : undefined) ?? output];
    }
    const blocked = blockedResult(current, blockedOf, isOnlyUser);
    if (blocked === undefined) return current.outputs;
    // Only numbers can be brought back; truths are found again where they are wanted.
    const back = output.dtype === 'float32' ? fromBlocked(blocked) : output;
    inBlocks.set(back, blocked);
    return [back];
  });
}

type BlockedOf = (value: Value | undefined) => Value | undefined;

/** What an elementwise op makes, in blocks; undefined where not all of its operands are there. */
function blockedResult(
  { op, inputs, outputs, attributes }: Node,
  blockedOf: BlockedOf,
  isOnlyUser: (position: number) => boolean,
): Value | undefined {
  const [output] = outputs as [Value];
  if (!elementwise.has(op) || output.shape.length !== 4) return undefined;
  const operands = inputs.map((input) => (isLike(input, output) ? blockedOf(input) : undefined));
  const first = operands.findIndex((operand) => operand !== undefined);
  if (first === -1) return undefined;
  const other = inputs.length === 2 ? inputs[1 - first] : undefined;
  if (other !== undefined && isPerChannel(other, output))
    return perChannel(op, operands[first]!, other, isOnlyUser(first));
  const all = inputs.map((input, i) => operands[i] ?? (input!.shape.length === 0 ? input : undefined));
  if (all.includes(undefined)) return undefined;
  return joined(op, all as Value[], isOnlyUser) ?? node(op, all, output, attributes);
}

function isLike(input: Value | undefined, output: Value): boolean {
  return input?.shape.join() === output.shape.join();
}

function isPerChannel({ shape }: Value, output: Value): boolean {
  return shape.length === 3 && shape[0] === output.shape[1] && shape[1] === 1 && shape[2] === 1;
}

/** Images times a factor, or plus a term, a channel: a convolution with filters of one pixel. */
function perChannel(op: string, images: Value, values: Value, onlyUser: boolean): Value | undefined {
  const channels = images.shape[1] as number;
  const window = { kernel_shape: [1, 1], strides: [1, 1], dilations: [1, 1], pads: [0, 0, 0, 0], group: channels };
  if (op === 'Mul') return blockedConv([images, reshape(values, [channels, 1, 1, 1])], images.shape, window);
  const conv = onlyUser ? convWith(images, 2) : undefined;
  if (op !== 'Add' || conv === undefined) return undefined;
  const [input, filter] = conv.inputs as [Value, Value];
  return blockedConv([input, filter, reshape(values, [channels])], images.shape, conv.attributes);
}

/** ReLU of a convolution that nobody else uses, or its sum with other images, as that convolution does it. */
function joined(op: string, operands: readonly Value[], isOnlyUser: (position: number) => boolean): Value | undefined {
  if (op !== 'Relu' && op !== 'Add') return undefined;
  for (const [position, operand] of operands.entries()) {
    const conv = isOnlyUser(position) ? convWith(operand, op === 'Relu' ? 4 : 3) : undefined;
    if (conv === undefined) continue;
    const [input, filter, bias] = conv.inputs as [Value, Value, Value | undefined];
    if (op === 'Relu') {
      const attributes = { ...conv.attributes, activation: 'Relu' };
      return node('Conv', conv.inputs, operand, attributes, conv.domain);
    }
    const sum = operands[1 - position]!;
    if (sum.shape.length === 4) return node('Conv', [input, filter, bias, sum], operand, conv.attributes, conv.domain);
  }
  return undefined;
}

/** The blocked convolution that makes a value with at most so many inputs and nothing after them, if one does. */
function convWith(value: Value, most: number): Node | undefined {
  const conv = producer(value, 'Conv');
  if (conv?.domain !== 'com.microsoft.nchwc' || conv.inputs.length > most) return undefined;
  return 'activation' in conv.attributes ? undefined : conv;
}
