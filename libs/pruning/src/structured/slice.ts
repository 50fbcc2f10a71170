import { tensor, zeros, type DType, type Tensor } from '@tombola/engine';
import type { NetworkStructure, Parameters } from '@tombola/nn';
import type { Folded } from './fold';
import type { Mixer } from './reading';

/** By node, the channels that stay, ascending; `images` among the nodes. */
export type Kept = ReadonlyMap<string, readonly number[]>;

/** The parameters and statistics of the channels that stay, with what was folded into them. */
export function sliceState(network: NetworkStructure, state: Parameters, kept: Kept, folded: Folded): Parameters {
  const sliced: Record<string, Tensor<'float32'>> = {};
  const take = (name: string, channels: readonly number[], add?: Float64Array) => {
    const values = state[name]?.data;
    sliced[name] = tensor(channels.map((c) => (values?.[c] ?? 0) + (add?.[c] ?? 0)));
  };
  for (const node of network.nodes) {
    const channels = kept.get(node.name)!;
    if (node.op === 'conv' || node.op === 'dense') {
      const weights = `${node.name}/weights`;
      sliced[weights] = sliceWeights(node, state[weights]!, kept);
      const added = folded.biases.get(node.name);
      if (node.bias || added !== undefined) take(`${node.name}/bias`, channels, added);
    } else if (node.op === 'batch-norm') {
      for (const role of ['scale', 'shift', 'variance']) take(`${node.name}/${role}`, channels);
      take(`${node.name}/mean`, channels, folded.means.get(node.name));
    }
  }
  return sliced;
}

/**
 * The weights between the channels that stay, or a mask of them: of a convolution [out, in / groups, height, width], of a
 * dense layer [in, out].
 */
export function sliceWeights<D extends DType>(node: Mixer, weights: Tensor<D>, kept: Kept): Tensor<D> {
  const [outputs, inputs] = [kept.get(node.name)!, kept.get(node.inputs[0]!)!];
  if (node.op === 'dense') {
    const { data } = zeros([inputs.length, outputs.length], weights.dtype);
    inputs.forEach((input, i) => {
      const row = input * node.units;
      outputs.forEach((output, j) => (data[i * outputs.length + j] = weights.data[row + output]!));
    });
    return tensor(data, [inputs.length, outputs.length], weights.dtype);
  }
  const [, inputsEach, height, width] = weights.shape as [number, number, number, number];
  const taps = height * width;
  const outputsEach = node.channels / node.groups;
  const inGroup = Array.from({ length: node.groups }, (_, group) =>
    inputs.filter((input) => Math.floor(input / inputsEach) === group).map((input) => input - group * inputsEach),
  );
  const each = inputs.length / inGroup.filter((group) => group.length > 0).length;
  const { data } = zeros([outputs.length, each, height, width], weights.dtype);
  let place = 0;
  for (const output of outputs) {
    for (const input of inGroup[Math.floor(output / outputsEach)]!) {
      const start = (output * inputsEach + input) * taps;
      data.set(weights.data.subarray(start, start + taps), place);
      place += taps;
    }
  }
  return tensor(data, [outputs.length, each, height, width], weights.dtype);
}
