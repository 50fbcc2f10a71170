import { sizeOf, tensor, tf } from '@tombola/engine';
import { prunableOf, type Network, type Parameters, type StepRule } from '@tombola/nn';
import { randomStream } from '@tombola/shared';
import { denseMasks } from '../masks';
import { beside, besideWeights, eachWeight, networkOnly } from '../penalties/beside-weights';
import { expectedOpen, gatedMagnitude, gateInUse, gatesOf, logAOf } from '../penalties/hard-concrete';
import { odds, penaltyKey, penaltyWeight, type PenaltyWeight } from '../penalties/penalty-weight';
import { pruneAtEnd } from '../penalties/prune-at-end';
import type { Method } from './method';

const GATE = 'log-a';

/**
 * L0 regularisation (Louizos, Welling and Kingma, ICLR 2018): every weight is multiplied by a hard concrete gate, drawn anew
 * in every step for the whole batch, and the expected number of gates that are not 0 is added to the loss. Gates of single
 * weights as in Gale et al. (2019, section 3); Louizos et al. gate whole inputs of a layer.
 *
 * The weight of the penalty, over the number of examples, is 0.1 in the paper. Left out, it is S / (2 (1 - S)), with which the
 * gates come near to the sparsity S on LeNet-300-100 (docs/gradual.md).
 *
 * In use a weight is theta times its gate in use, which is exactly 0 for log a <= -log 11: these are what `threshold` prunes.
 * `rank` removes the smallest of these products in the whole network until the sparsity is exact, and where more are 0 than
 * that, those of the lowest log a.
 */
export const l0: Method<'l0'> = {
  plan: ({ method, recipe, seed, level, network, initial, examples }) => {
    const sparsity = method.sparsities[level - 1]!;
    const weight = method.weight ?? odds(sparsity) / 2;
    const inUse = (theta: number, logA: number) => theta * gateInUse(logA);
    return {
      masks: denseMasks(network),
      parameters: { ...initial(), ...initialGates(network, method.dropRate, seed) },
      rule: gatedRule(network, { ...method, weight, examples, steps: recipe.steps }),
      sparsifier: pruneAtEnd(network, {
        finish: method.finish,
        sparsity,
        scores: (parameters) => eachWeight(network, parameters, GATE, gatedMagnitude),
        threshold: 0,
        inUse: (parameters) => networkOnly(network, parameters, eachWeight(network, parameters, GATE, inUse)),
      }),
    };
  },
};

/** The deviation of log a at the start, as in the authors' code: no two gates are alike. */
const DEVIATION = 0.01;

function initialGates(network: Network, dropRate: number, seed: number): Parameters {
  return Object.fromEntries(
    besideWeights(network, GATE).map(({ name, shape }) => {
      const random = randomStream(seed, 'init', 'gates', name);
      const values = Float32Array.from({ length: sizeOf(shape) }, () => logAOf(dropRate) + DEVIATION * random.normal());
      return [name, tensor(values, shape)];
    }),
  );
}

/** The step of L0 regularisation. */
export function gatedRule(network: Network, penalty: PenaltyWeight): StepRule {
  const weights = prunableOf(network).map(({ name }) => name);
  return {
    key: `l0 ${penaltyKey(penalty)}`,
    parameters: besideWeights(network, GATE),
    numbers: (step) => ({ penalty: penaltyWeight(step, penalty) }),
    noise: besideWeights(network, GATE).map((tensorOf) => ({ ...tensorOf, distribution: 'logistic' })),
    forward: ({ inputs: { state, noise }, images, keep }) =>
      network.train(state, images, keep, (x, node, apply) => {
        const gate = beside(`${node}/weights`, GATE);
        return apply(x, tf.mul(state[`${node}/weights`]!, gatesOf(state[gate]!, noise[gate]!)));
      }),
    penalty: ({ state, numbers }) =>
      tf.mul(tf.addN(weights.map((name) => expectedOpen(state[beside(name, GATE)]!))), numbers.penalty!),
    // Masks are dense up to the end.
    gradient: (_name, gradient) => gradient,
    value: (_name, updated) => updated,
  };
}
