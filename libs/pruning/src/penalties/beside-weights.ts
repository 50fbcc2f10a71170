import { tensor } from '@tombola/engine';
import { prunableOf, stateOf, type NetworkStructure, type Parameters, type RuleTensor } from '@tombola/nn';
import type { Scores } from '../criteria/scores';

/** What of a kind a rule keeps beside every prunable parameter: `dense_1/weights/log-a`. */
export const beside = (weights: string, kind: string) => `${weights}/${kind}`;

/** Tensors beside all prunable parameters: of their shapes, or of the one that is given. */
export function besideWeights(network: NetworkStructure, kind: string, shape?: readonly number[]): RuleTensor[] {
  return prunableOf(network).map((weights) => ({ name: beside(weights.name, kind), shape: shape ?? weights.shape }));
}

/** A number for every weight, of the weight and of what stands beside it or beside all of its layer. */
export function eachWeight(
  network: NetworkStructure,
  parameters: Parameters,
  kind: string,
  of: (weight: number, other: number) => number,
): Scores {
  return Object.fromEntries(
    prunableOf(network).map(({ name }) => {
      const others = parameters[beside(name, kind)]!.data;
      const single = others.length === 1;
      return [name, parameters[name]!.data.map((weight, i) => of(weight, others[single ? 0 : i]!))];
    }),
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
