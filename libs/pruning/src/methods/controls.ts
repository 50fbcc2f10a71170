import { tensor } from '@tombola/engine';
import { randomStream } from '@tombola/shared';
import type { Parameters } from '@tombola/nn';
import { shuffleKept } from '../actions/survivors';
import type { Scores } from '../criteria/scores';
import type { Masks } from '../masks';

/**
 * The random-sparsity control: each mask shuffled within its layer, so that every layer keeps its count and loses its
 * structure (Frankle and Carbin 2019, appendix; stronger than a shuffle over the whole network, which also changes
 * how many weights each layer has).
 *
 * @param draw different draws of one seed are independent
 */
export function shuffleMasks(masks: Masks, seed: number, draw: number): Masks {
  return Object.fromEntries(
    Object.entries(masks).map(([name, { shape, data }]) => [
      name,
      tensor(randomStream(seed, 'shuffle', draw, name).shuffle(data.slice()), shape, 'uint8'),
    ]),
  );
}

/**
 * The values-only control of Morcos et al. (NeurIPS 2019): the mask as it is, the weights that it keeps permuted within each
 * layer.
 *
 * @param draw different draws of one seed are independent
 */
export function permuteValues(parameters: Parameters, masks: Masks, seed: number, draw: number): Parameters {
  const permuted = Object.entries(masks).map(([name, { shape, data }]) => {
    const random = randomStream(seed, 'permute-values', draw, name);
    return [name, tensor(shuffleKept(parameters[name]!.data, data, random), shape)] as const;
  });
  return { ...parameters, ...Object.fromEntries(permuted) };
}

/**
 * A control that is weaker than {@link shuffleMasks}: the bits of all masks permuted over the whole network, so that every
 * layer comes to have about the network's density and what a method decided about layers is lost too. A ticket that beats
 * this one only may owe it to its layer-wise counts alone (Frankle et al., ICLR 2021).
 *
 * @param draw different draws of one seed are independent
 */
export function permuteMasksGlobally(masks: Masks, seed: number, draw: number): Masks {
  const entries = Object.entries(masks);
  const all = new Uint8Array(entries.reduce((sum, [, { data }]) => sum + data.length, 0));
  let filled = 0;
  for (const [, { data }] of entries) {
    all.set(data, filled);
    filled += data.length;
  }
  randomStream(seed, 'permute', draw).shuffle(all);
  let taken = 0;
  return Object.fromEntries(
    entries.map(([name, { shape, data }]) => {
      const part = all.slice(taken, (taken += data.length));
      return [name, tensor(part, shape, 'uint8')];
    }),
  );
}

/**
 * The inversion control: a criterion's scores turned round, so that what it would keep longest goes first (Frankle et al.,
 * ICLR 2021). Equal scores stay equal. The Synaptic-Flow code takes 1 / score, which does not turn round scores of different
 * signs, as GraSP's are.
 */
export function invertScores(scores: Scores): Scores {
  return Object.fromEntries(Object.entries(scores).map(([name, values]) => [name, values.map((value) => -value)]));
}
