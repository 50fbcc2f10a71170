import { tensor, type Tensor } from '@tombola/engine';
import type { NetworkStructure, Parameters, RuleTensor } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import { lowest } from '../select';
import { channelMask, type ChannelMasks } from './channel-masks';
import { residualBlocks } from './residual-blocks';
import { slimmableNorms } from './slimming';

/** What sparse structure selection has a scale for: residual blocks, or the channels of batch norms. */
export type Structures = 'blocks' | 'channels';

/** A learned scale, and the parameters of the layer whose output it multiplies. */
export interface StructureScale extends RuleTensor {
  /** The sum of a block, or a batch norm. */
  readonly of: string;
  readonly scaled: readonly string[];
}

/**
 * The scales of a network: one for the branch of each residual block, whose last layer is multiplied by it, or one for each
 * channel of a batch norm (Huang and Wang, Data-Driven Sparse Structure Selection for Deep Neural Networks, ECCV 2018, section
 * 3.2, figure 1; groups are left out).
 */
export function structureScales(network: NetworkStructure, structures: Structures): StructureScale[] {
  const scale = (of: string, layer: string, shape: readonly number[]) => {
    const { parameters } = network.layers.find(({ name }) => name === layer)!;
    return { name: `${of}/structure`, of, shape, scaled: parameters.map(({ name }) => name) };
  };
  if (structures === 'blocks') {
    return residualBlocks(network).flatMap(({ sum, branch }) => {
      const layer = lastLayer(network, branch.at(-1)!);
      return layer === undefined ? [] : [scale(sum, layer, [1])];
    });
  }
  return slimmableNorms(network).map((norm) => {
    const { outputShape } = network.nodes.find(({ name }) => name === norm)!;
    return scale(norm, norm, [outputShape[0]]);
  });
}

/** The layer that makes what a node passes on, where a scale that is not negative may as well be before as after. */
function lastLayer(network: NetworkStructure, name: string): string | undefined {
  const { op, inputs } = network.nodes.find((node) => node.name === name)!;
  if (op === 'conv' || op === 'dense' || op === 'batch-norm') return name;
  const passes = op === 'relu' || op === 'dropout' || op === 'max-pool' || op === 'average-pool';
  return passes ? lastLayer(network, inputs[0]!) : undefined;
}

/** Scales before training: all 1. */
export function startOfScales(scales: readonly StructureScale[]): Parameters {
  return Object.fromEntries(
    scales.map(({ name, shape }) => [name, tensor(new Float32Array(shape[0]!).fill(1), shape)]),
  );
}

/**
 * The state with scales of dropped structures 0: a share of all, rounded, the smallest first and of equals the later; no layer
 * loses all of its channels. Without a share those that are 0 already.
 */
export function selectStructures(
  state: Parameters,
  scales: readonly StructureScale[],
  share?: number,
): { readonly chosen: Parameters; readonly dropped: number } {
  const values = Float32Array.from(scales.flatMap(({ name }) => [...state[name]!.data]));
  const gone = share === undefined ? undefined : lowest(values, Math.floor(values.length * share + 0.5));
  let place = 0;
  const chosen = scales.map(({ name, shape }) => {
    const { data } = state[name]!;
    const start = place;
    place += data.length;
    const left = data.map((value, i) => (gone?.[start + i] === 1 ? 0 : value));
    const best = data.reduce((at, value, i) => (value > data[at]! ? i : at), 0);
    if (data.length > 1 && left.every((value) => value === 0)) left[best] = data[best]!;
    return [name, tensor(left, shape)] as const;
  });
  const dropped = chosen.reduce((sum, [, { data }]) => sum + data.filter((value) => value === 0).length, 0);
  return { chosen: { ...state, ...Object.fromEntries(chosen) }, dropped };
}

/** The state without scales, which are multiplied into the parameters of their layers. */
export function foldScales(state: Parameters, scales: readonly StructureScale[]): Parameters {
  const changed = scales.flatMap(({ name, scaled }) =>
    scaled.map((parameter) => [parameter, times(state[parameter]!, state[name]!)] as const),
  );
  const names = new Set(scales.map(({ name }) => name));
  const others = Object.entries(state).filter(([name]) => !names.has(name));
  return { ...Object.fromEntries(others), ...Object.fromEntries(changed) };
}

/** The blocks that compute 0, because of a scale of 0 that was multiplied into their last layer. */
export function silentBlocks(state: Parameters, scales: readonly StructureScale[]): string[] {
  const silent = ({ scaled }: StructureScale) =>
    scaled.every((name) => state[name]!.data.every((value) => value === 0));
  return scales.filter(silent).map(({ of }) => of);
}

/**
 * The masks of the channels that compute something: scale and shift of the others are 0.
 *
 * @throws {InputError} when a layer computes nothing any more.
 */
export function audibleChannels(state: Parameters, scales: readonly StructureScale[]): ChannelMasks {
  const keep = ({ scaled, shape }: StructureScale) =>
    Uint8Array.from({ length: shape[0]! }, (_, c) => (scaled.some((name) => state[name]!.data[c] !== 0) ? 1 : 0));
  const masks = scales.map((scale) => [scale.of, channelMask(keep(scale))] as const);
  const silent = masks.find(([, { data }]) => !data.includes(1));
  if (silent !== undefined) {
    throw new InputError({
      what: `every scale of ${silent[0]} became 0, and with them the network`,
      value: `${silent[1].data.length} channels`,
      expected: 'at least one to stay',
      mend: 'Use a smaller penalty.',
    });
  }
  return Object.fromEntries(masks);
}

function times({ data, shape }: Tensor<'float32'>, { data: scales }: Tensor<'float32'>): Tensor<'float32'> {
  const each = data.length / scales.length;
  return tensor(
    data.map((value, i) => (scales[Math.floor(i / each)] === 0 ? 0 : value * scales[Math.floor(i / each)]!)),
    shape,
  );
}
