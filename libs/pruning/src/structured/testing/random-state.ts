import { sizeOf, tensor } from '@tombola/engine';
import { initialise, stateOf, type NetworkStructure, type Parameters } from '@tombola/nn';
import { randomStream, type RandomStream } from '@tombola/shared';
import { channelMask, type ChannelMasks } from '../channel-masks';

/** Parameters and statistics as if trained: scales of both signs, and no bias, shift, mean or variance that is 0 or 1. */
export function randomState(network: NetworkStructure, seed: number): Parameters {
  const draws: Record<string, (random: RandomStream) => number> = {
    bias: (random) => 0.3 * random.normal(),
    scale: (random) => (random.uniform() < 0.3 ? -1 : 1) * (0.5 + random.uniform()),
    shift: (random) => 0.2 * random.normal(),
    mean: (random) => 0.2 * random.normal(),
    variance: (random) => 0.2 + 0.4 * random.uniform(),
  };
  const drawn = stateOf(network).flatMap(({ name, role, shape }) => {
    const draw = draws[role];
    if (draw === undefined) return [];
    const random = randomStream(seed, 'state', name);
    return [
      [
        name,
        tensor(
          Float32Array.from({ length: sizeOf(shape) }, () => draw(random)),
          shape,
        ),
      ] as const,
    ];
  });
  return { ...initialise(network, 'he-normal', seed), ...Object.fromEntries(drawn) };
}

/**
 * Masks of all layers but those of the logits that drop two kinds of channels: some at the same places of all layers, so that
 * channels of residual streams go too, and in each layer some others.
 */
export function randomChannelMasks(network: NetworkStructure, seed: number, density = 0.5): ChannelMasks {
  const share = Math.sqrt(density);
  const common = randomStream(seed, 'common');
  const everywhere = Array.from({ length: 4096 }, () => common.uniform() < share);
  return Object.fromEntries(
    network.layers
      .filter(({ name }) => name !== network.layers.at(-1)!.name)
      .map(({ name, parameters }) => {
        const random = randomStream(seed, 'channels', name);
        const channels = parameters[0]!.role === 'weights' ? channelsOf(network, name) : parameters[0]!.shape[0]!;
        return [
          name,
          channelMask(
            Array.from({ length: channels }, (_, c) => (random.uniform() < share && everywhere[c % 4096] ? 1 : 0)),
          ),
        ];
      }),
  );
}

function channelsOf(network: NetworkStructure, name: string): number {
  return network.nodes.find((node) => node.name === name)!.outputShape[0];
}
