import { sizeOf, tensor, tf } from '@tombola/engine';
import { prunableOf, type Network, type Parameters, type RuleNoise, type StepRule } from '@tombola/nn';
import { denseMasks } from '../masks';
import { beside, besideWeights, eachWeight, networkOnly } from '../penalties/beside-weights';
import { odds, penaltyKey, penaltyWeight, type PenaltyWeight } from '../penalties/penalty-weight';
import { pruneAtEnd } from '../penalties/prune-at-end';
import { divergenceOf, logAlpha, sampleLinear } from '../penalties/variational-dropout';
import type { Method } from './method';

const VARIANCE = 'log-variance';
const NOISE = 'noise';

/**
 * Sparse variational dropout (Molchanov, Ashukha and Vetrov, ICML 2017; Gale et al. 2019, section 3): weights are normal
 * with a trained mean theta and a trained variance, activations are drawn by local reparameterisation, and the divergence
 * from a log-uniform prior is added to the loss. Weights whose noise drowns them, log alpha >= 3, are pruned.
 *
 * The weight of the divergence is 1 in the paper. Left out, it is S / (20 (1 - S)), with which the threshold comes near to the
 * sparsity S on LeNet-300-100 (docs/gradual.md).
 *
 * In use a weight is its mean. `rank` removes the highest log alpha of the whole network until the sparsity is exact; the
 * papers have the threshold only. Biases and batch norm are ordinary parameters.
 */
export const variationalDropout: Method<'variational-dropout'> = {
  plan: ({ method, recipe, level, network, initial, examples }) => {
    const sparsity = method.sparsities[level - 1]!;
    const weight = method.weight ?? odds(sparsity) / 20;
    return {
      masks: denseMasks(network),
      parameters: { ...initial(), ...logVariances(network, method.logVariance) },
      rule: variationalRule(network, recipe.batch, { ...method, weight, examples, steps: recipe.steps }),
      sparsifier: pruneAtEnd(network, {
        finish: method.finish,
        sparsity,
        scores: (parameters) => eachWeight(network, parameters, VARIANCE, (theta, s) => -logAlpha(theta, s)),
        threshold: -method.threshold,
        inUse: (parameters) => networkOnly(network, parameters),
      }),
    };
  },
};

function logVariances(network: Network, value: number): Parameters {
  return Object.fromEntries(
    besideWeights(network, VARIANCE).map(({ name, shape }) => [
      name,
      tensor(new Float32Array(sizeOf(shape)).fill(value), shape),
    ]),
  );
}

/** The step of variational dropout. @param batch examples a step */
export function variationalRule(network: Network, batch: number, penalty: PenaltyWeight): StepRule {
  const weights = prunableOf(network).map(({ name }) => name);
  return {
    key: `variational-dropout ${penaltyKey(penalty)}`,
    parameters: besideWeights(network, VARIANCE),
    numbers: (step) => ({ penalty: penaltyWeight(step, penalty) }),
    noise: activationNoise(network, batch),
    forward: ({ inputs: { state, noise }, images, keep }) =>
      network.train(state, images, keep, (x, node, apply) => {
        const theta = state[`${node}/weights`]!;
        const logVariance = state[beside(`${node}/weights`, VARIANCE)]!;
        return sampleLinear(x, { theta, logVariance }, apply, noise[beside(node, NOISE)]!);
      }),
    penalty: ({ state, numbers }) => {
      const sums = weights.map((name) => divergenceOf(state[name]!, state[beside(name, VARIANCE)]!));
      return tf.mul(tf.addN(sums), numbers.penalty!);
    },
    // Masks are dense up to the end.
    gradient: (_name, gradient) => gradient,
    value: (_name, updated) => updated,
  };
}

/** A normal number for every result of every layer with weights. */
function activationNoise({ nodes }: Network, batch: number): RuleNoise[] {
  return nodes
    .filter(({ op }) => op === 'dense' || op === 'conv')
    .map(({ name, outputShape }) => ({
      name: beside(name, NOISE),
      shape: [batch, ...outputShape],
      distribution: 'normal',
    }));
}
