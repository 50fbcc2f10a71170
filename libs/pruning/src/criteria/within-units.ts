import type { NetworkStructure, Parameters } from '@tombola/nn';
import type { Scores } from './scores';
import { magnitude } from './magnitude';

const { abs, sqrt } = Math;

/**
 * The rank of each weight's magnitude among those of its unit, or filter, from 0 for the smallest: the lowest of a layer are the same
 * share of every unit, give or take one weight. Of equal magnitudes the later weight is the smaller one.
 */
export function ranksWithinUnits(network: NetworkStructure, state: Parameters, names: readonly string[]): Scores {
  const sizes = magnitude(state, names);
  return byUnits(network, names, (name, weights, scores) => {
    const magnitudes = sizes[name]!;
    weights.sort((a, b) => magnitudes[a]! - magnitudes[b]! || b - a);
    weights.forEach((weight, rank) => (scores[weight] = rank));
  });
}

/**
 * The magnitude of each weight over the standard deviation of those of its unit, or filter: with the threshold lambda, a weight goes
 * when it is below lambda times that (See, Luong and Manning 2016; Han et al. 2015). A unit whose weights are all equal keeps them longest.
 */
export function magnitudeBesideUnits(network: NetworkStructure, state: Parameters, names: readonly string[]): Scores {
  return byUnits(network, names, (name, weights, scores) => {
    const { data } = state[name]!;
    const mean = weights.reduce((sum, at) => sum + data[at]!, 0) / weights.length;
    const deviation = sqrt(weights.reduce((sum, at) => sum + (data[at]! - mean) ** 2, 0) / weights.length);
    for (const at of weights) scores[at] = data[at] === 0 ? 0 : abs(data[at]!) / deviation;
  });
}

/** Scores of layers, unit by unit: of a dense layer [in, out] a unit has a column, of a convolution [out, ...] a filter. */
function byUnits(
  { layers }: NetworkStructure,
  names: readonly string[],
  score: (name: string, weights: number[], scores: Float32Array) => void,
): Scores {
  const shaped = layers.flatMap(({ kind, parameters }) => parameters.map((parameter) => ({ kind, ...parameter })));
  return Object.fromEntries(
    names.map((name) => {
      const { kind, shape } = shaped.find((parameter) => parameter.name === name)!;
      const size = shape.reduce((product, extent) => product * extent, 1);
      const units = kind === 'dense' ? shape[1]! : shape[0]!;
      const scores = new Float32Array(size);
      for (let unit = 0; unit < units; unit++) {
        const each = size / units;
        const weights = Array.from({ length: each }, (_, i) => (kind === 'dense' ? i * units + unit : unit * each + i));
        score(name, weights, scores);
      }
      return [name, scores];
    }),
  );
}
