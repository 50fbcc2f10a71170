import { tensor, tf } from '@tombola/engine';
import type { Network, StepRule } from '@tombola/nn';
import { denseMasks } from '../masks';
import { beside, besideWeights, eachWeight, networkOnly } from '../penalties/beside-weights';
import { pruneAtEnd } from '../penalties/prune-at-end';
import { softThreshold, softThresholded, thresholdOf } from '../penalties/soft-threshold';
import type { Method } from './method';

const S = 'threshold';

/**
 * Soft threshold reparameterisation (Kusupati et al., ICML 2020): a layer computes with sign(w) max(|w| - sigmoid(s), 0), and
 * its s is trained like any parameter: its gradient is that of the loss and weight decay, which draws s to 0 and so the
 * threshold up to 1/2. How sparse the network becomes follows from the decay and from where s starts.
 *
 * The paper decays weights and thresholds alike; here weights have the optimizer's decay and thresholds one of their own.
 * `rank` removes the weights with the smallest |w| - sigmoid(s) of the whole network until the sparsity is exact, the
 * paper ends with the threshold.
 */
export const str: Method<'str'> = {
  plan: ({ method, level, network, initial }) => ({
    masks: denseMasks(network),
    parameters: {
      ...initial(),
      ...Object.fromEntries(besideWeights(network, S, []).map(({ name }) => [name, tensor([method.start], [])])),
    },
    rule: softThresholdRule(network, method.decay),
    sparsifier: pruneAtEnd(network, {
      finish: method.finish,
      sparsity: method.sparsities[level - 1]!,
      scores: (parameters) => eachWeight(network, parameters, S, (w, s) => Math.abs(w) - thresholdOf(s)),
      threshold: 0,
      inUse: (parameters) =>
        networkOnly(
          network,
          parameters,
          eachWeight(network, parameters, S, (w, s) => softThreshold(w, thresholdOf(s))),
        ),
    }),
  }),
};

/** The step of soft threshold reparameterisation. @param decay times s, added to its gradient */
export function softThresholdRule(network: Network, decay: number): StepRule {
  const parameters = besideWeights(network, S, []);
  const own = new Set(parameters.map(({ name }) => name));
  return {
    key: `str ${decay}`,
    parameters,
    forward: ({ inputs: { state }, images, keep }) =>
      network.train(state, images, keep, (x, node, apply) => {
        const weights = `${node}/weights`;
        return apply(x, softThresholded(state[weights]!, state[beside(weights, S)]!));
      }),
    gradient: (name, gradient, { state }) => (own.has(name) ? tf.add(gradient, tf.mul(state[name]!, decay)) : gradient),
    // Masks are dense up to the end.
    value: (_name, updated) => updated,
  };
}
