import { tensor } from '@tombola/engine';
import { prunableOf, stateOf, type NetworkStructure, type Parameters, type RuleTensor } from '@tombola/nn';
import type { Scores } from '../criteria/scores';

/** What of a kind a rule keeps beside every prunable parameter: `dense_1/weights/log-a`. */
export const beside = (weights: string, kind: string) => `${weights}/${kind}`;

/** Tensors beside all prunable parameters: of their shapes, or of the one that is given. */
export function besideWeights(network: NetworkStructure, kind: string, shape?: readonly number[]): RuleTensor[] {
  return prunableOf(network).map((weights) => ({ name: beside(weights.name, kind), shape: shape ?? weights.shape }));
}

/** A number for every weight, of the weight and of what stands beside it. */
export function eachWeight(
  network: NetworkStructure,
  parameters: Parameters,
  kind: string,
  of: (weight: number, other: number) => number,
): Scores {
  return ofWeights(network, parameters, kind, (weights, others) => {
    const numbers = new Float32Array(weights.length);
    for (let i = 0; i < weights.length; i++) numbers[i] = of(weights[i]!, others[i]!);
    return numbers;
  });
}

/** A number for every weight, of the weight and of what stands beside all of its layer. */
export function eachWeightOfLayer(
  network: NetworkStructure,
  parameters: Parameters,
  kind: string,
  of: (other: number) => (weight: number) => number,
): Scores {
  return ofWeights(network, parameters, kind, (weights, [other]) => weights.map(of(other!)));
}

function ofWeights(
  network: NetworkStructure,
  parameters: Parameters,
  kind: string,
  of: (weights: Float32Array, others: Float32Array) => Float32Array,
): Scores {
  return Object.fromEntries(
    prunableOf(network).map(({ name }) => [name, of(parameters[name]!.data, parameters[beside(name, kind)]!.data)]),
  );
}

/** The network's own parameters and statistics among those of a training, with other weights where they are given. */
export function networkOnly(network: NetworkStructure, parameters: Parameters, weights: Scores = {}): Parameters {
  return Object.fromEntries(
    stateOf(network).map(({ name, shape }) => {
      const changed = weights[name];
      return [name, changed === undefined ? parameters[name]! : tensor(changed, shape)];
    }),
  );
}
