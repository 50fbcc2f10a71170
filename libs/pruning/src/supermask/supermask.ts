import { tensor, type Tensor } from '@tombola/engine';
import { prunableOf, statisticsOf, parametersOf, type Network, type Outcome, type Parameters } from '@tombola/nn';
import { denseMasks, toMaskTensors, type Masks } from '../masks';
import { removals } from '../removals';
import { pruneLayers } from '../prune';
import type { Scores } from '../criteria/scores';

/** The masks of the highest scores, in every layer the same share, exactly. */
export function highestScores(network: Network, scores: Scores, sparsity: number): Masks {
  const masks = denseMasks(network);
  const counts = Object.entries(masks).map(([name, { data }]) => [name, removals(sparsity, data.length)] as const);
  return pruneLayers(masks, scores, Object.fromEntries(counts));
}

/** The name of what is learned for a weight tensor. */
export const learned = (weights: string, kind: 'logit' | 'score') => `${weights}/${kind}`;

/** What is learned for every prunable parameter, as scores by the parameter's name. */
export function learnedScores(
  network: Network,
  parameters: Parameters,
  kind: 'logit' | 'score',
  of: (value: number) => number,
): Scores {
  return Object.fromEntries(
    prunableOf(network).map(({ name }) => [name, parameters[learned(name, kind)]!.data.map(of)]),
  );
}

/**
 * The network that a supermask makes of its weights: masked, times a factor a layer.
 *
 * @param factor of a layer, from how many weights it keeps of how many
 */
export function maskedNetwork(
  network: Network,
  parameters: Parameters,
  masks: Masks,
  factor: (kept: number, total: number) => number,
): Outcome {
  const own = [...parametersOf(network), ...statisticsOf(network)];
  const masked = own.map(({ name }) => {
    const mask = masks[name];
    return [name, mask === undefined ? parameters[name]! : scaled(parameters[name]!, mask, factor)] as const;
  });
  return { parameters: Object.fromEntries(masked), masks: toMaskTensors(masks) };
}

function scaled(
  { data, shape }: Tensor<'float32'>,
  mask: Tensor<'uint8'>,
  factor: (kept: number, total: number) => number,
): Tensor<'float32'> {
  const by = factor(
    mask.data.reduce((sum, bit) => sum + bit, 0),
    data.length,
  );
  return tensor(
    data.map((weight, i) => (mask.data[i] === 1 ? weight * by : 0)),
    shape,
  );
}

/** Dynamic weight rescaling (Zhou et al. 2019, section 5.2): the size of a layer over how many weights it keeps. */
export const dynamicRescaling = (kept: number, total: number) => (kept === 0 ? 1 : total / kept);

export const asTheyAre = () => 1;
