import { tensor } from '@tombola/engine';
import { prunableOf, type Network, type Parameters } from '@tombola/nn';
import { randomStream, type OptionsOf, type RandomStream } from '@tombola/shared';
import type { Masks } from '../masks';
import { signedConstants } from '../supermask/signed-constant';

type ImpOptions = OptionsOf<'imp'>;

export interface SurvivorOptions {
  readonly action: ImpOptions['survivors'];
  readonly signs: ImpOptions['signs'];
  readonly network: Network;
  readonly seed: number;
  /** Initial parameters of a draw, see `LevelContext`. */
  readonly initial: (draw?: number) => Parameters;
}

/**
 * What survivors restart as: the mask-1 actions of Zhou et al. (Deconstructing Lottery Tickets, NeurIPS 2019, section 4).
 *
 * - `rewind`: the weights themselves.
 * - `reinit`: another draw of the recipe's distribution, that of the first `reinit` control.
 * - `reshuffle`: each other's weights within the layer.
 * - `constant`: the population standard deviation of the layer's initial weights.
 *
 * With the `same` signs, magnitudes come from there and signs from the weights, 0 counting as positive; otherwise signs are
 * drawn, or come with the draw or the neighbour. Biases and batch norm's parameters go back to what they were.
 *
 * @param weights what `rewind` restarts from
 */
export function resetSurvivors(weights: Parameters, masks: Masks, options: SurvivorOptions): Parameters {
  if (options.action === 'rewind') return weights;
  const values = valuesOf(weights, masks, options);
  const reset = prunableOf(options.network).map(({ name, shape }) => {
    const { data } = weights[name]!;
    const signed = (value: number, i: number) => (data[i]! < 0 ? -Math.abs(value) : Math.abs(value));
    return [name, tensor(options.signs === 'same' ? values[name]!.map(signed) : values[name]!, shape)] as const;
  });
  return { ...weights, ...Object.fromEntries(reset) };
}

/** The values of every prunable parameter before signs are kept. */
function valuesOf(
  weights: Parameters,
  masks: Masks,
  { action, network, seed, initial }: SurvivorOptions,
): Record<string, Float32Array> {
  const each = (of: (name: string) => Float32Array) =>
    Object.fromEntries(prunableOf(network).map(({ name }) => [name, of(name)]));
  switch (action) {
    case 'rewind':
      return each((name) => weights[name]!.data);
    case 'reinit': {
      const drawn = initial(1);
      return each((name) => drawn[name]!.data);
    }
    case 'reshuffle':
      return each((name) => shuffleKept(weights[name]!.data, masks[name]!.data, randomStream(seed, 'reshuffle', name)));
    case 'constant': {
      const constants = signedConstants(network, initial());
      return each((name) => {
        const random = randomStream(seed, 'signs', name);
        return constants[name]!.data.map((value) => (random.uint32() < 2 ** 31 ? -value : value));
      });
    }
  }
}

/** Values with those that a mask keeps permuted among themselves. */
export function shuffleKept(values: Float32Array, mask: Uint8Array, random: RandomStream): Float32Array {
  const kept = values.filter((_, i) => mask[i] === 1);
  random.shuffle(kept);
  let next = 0;
  return values.map((value, i) => (mask[i] === 1 ? kept[next++]! : value));
}
