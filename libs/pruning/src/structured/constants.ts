import { sizeOf, type Tensor } from '@tombola/engine';
import { IMAGES, type NetworkStructure, type Node, type Parameters } from '@tombola/nn';
import { isMixer, Reading } from './reading';

/** By node, the value of every channel that is the same number for all images and at all positions; NaN for the others. */
export type Constants = ReadonlyMap<string, Float64Array>;

/**
 * `exact`: a constant other than 0 that a convolution pads makes no constant, because of the zeros around it.
 * `approximate`: as if the padding were the constant too.
 */
export type Border = 'exact' | 'approximate';

/**
 * Which channels are constant when the network is used, whatever the image: those with a scale of 0 in batch norm, those
 * that no weight reaches, and whatever is made of such alone.
 */
export function constantChannels(network: NetworkStructure, state: Parameters, border: Border): Constants {
  const known = new Map<string, Float64Array>([[IMAGES, new Float64Array(network.inputShape[0]).fill(NaN)]]);
  for (const node of network.nodes) {
    const inputs = node.inputs.map((input) => known.get(input)!);
    known.set(node.name, constantsOf(node, inputs, state, border));
  }
  return known;
}

function constantsOf(node: Node, inputs: readonly Float64Array[], state: Parameters, border: Border): Float64Array {
  const from = inputs[0]!;
  if (isMixer(node)) {
    const bias = node.bias ? state[`${node.name}/bias`] : undefined;
    return mixed(new Reading(node, state[`${node.name}/weights`]!), from, bias, border);
  }
  switch (node.op) {
    case 'batch-norm': {
      const of = (role: string, c: number) => state[`${node.name}/${role}`]!.data[c]!;
      return from.map((value, c) => {
        const [scale, shift] = [of('scale', c), of('shift', c)];
        if (scale === 0) return shift;
        return shift + (scale * (value - of('mean', c))) / Math.sqrt(of('variance', c) + node.epsilon);
      });
    }
    case 'relu':
      return from.map((value) => Math.max(0, value));
    case 'flatten': {
      const positions = sizeOf(node.inputShapes[0]!.slice(1));
      return Float64Array.from({ length: node.outputShape[0] }, (_, i) => from[Math.floor(i / positions)]!);
    }
    case 'add':
      return inputs.reduce((sum, values) => sum.map((value, c) => value + values[c]!));
    case 'concat':
      return Float64Array.from(inputs.flatMap((values) => [...values]));
    default:
      // Pools leave padding out, so that a constant stays one; dropout does nothing in use.
      return from;
  }
}

function mixed(
  reading: Reading,
  inputs: Float64Array,
  bias: Tensor<'float32'> | undefined,
  border: Border,
): Float64Array {
  return Float64Array.from({ length: reading.outputs }, (_, output) => {
    let sum = bias?.data[output] ?? 0;
    for (let k = 0; k < reading.inputsEach; k++) {
      const value = inputs[reading.channel(output, k)]!;
      if (value === 0 || !reading.reads(output, k)) continue;
      if (Number.isNaN(value) || (border === 'exact' && reading.bordered(output, k))) return NaN;
      sum += value * reading.sum(output, k);
    }
    return sum;
  });
}
