import { tensor, tf } from '@tombola/engine';
import type { Network, Parameters, StepRule } from '@tombola/nn';
import { denseMasks } from '../masks';
import { beside, besideWeights, eachWeightOfLayer, networkOnly } from '../penalties/beside-weights';
import { odds } from '../penalties/penalty-weight';
import { pruneAtEnd } from '../penalties/prune-at-end';
import { softThreshold, softThresholded, thresholdOf } from '../penalties/soft-threshold';
import type { Method } from './method';

const S = 'threshold';

/**
 * Soft threshold reparameterisation (Kusupati et al., ICML 2020): a layer computes with sign(w) max(|w| - sigmoid(s), 0), and
 * its s is trained like any parameter: its gradient is that of the loss and weight decay, which draws s to 0 and so the
 * threshold up to 1/2. How sparse the network becomes follows from the decay and from where s starts.
 *
 * The paper decays weights and thresholds alike and starts at s = -3200 (ResNet-50); here weights have the optimizer's decay and
 * thresholds one of their own, in the gradient, whatever the optimizer. Left out, it is (S / (25 (1 - S)))^2, with which the
 * thresholds come near to the sparsity S on LeNet-300-100 with Adam (docs/gradual.md). Adam moves s by no more than its rate
 * in a step, so a start of -3200 would take it forever.
 *
 * `rank` removes the weights with the smallest |w| - sigmoid(s) of the whole network until the sparsity is exact, the
 * paper ends with the threshold.
 */
export const str: Method<'str'> = {
  plan: ({ method, level, network, initial }) => {
    const sparsity = method.sparsities[level - 1]!;
    const decay = method.decay ?? (odds(sparsity) / 25) ** 2;
    const starts = besideWeights(network, S, []).map(({ name }) => [name, tensor([method.start], [])] as const);
    const need = (threshold: number) => (w: number) => Math.abs(w) - threshold;
    const inUse = (threshold: number) => (w: number) => softThreshold(w, threshold);
    const each = (parameters: Parameters, of: typeof need) =>
      eachWeightOfLayer(network, parameters, S, (s) => of(thresholdOf(s)));
    return {
      masks: denseMasks(network),
      parameters: { ...initial(), ...Object.fromEntries(starts) },
      rule: softThresholdRule(network, decay),
      sparsifier: pruneAtEnd(network, {
        finish: method.finish,
        sparsity,
        scores: (parameters) => each(parameters, need),
        threshold: 0,
        inUse: (parameters) => networkOnly(network, parameters, each(parameters, inUse)),
      }),
    };
  },
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
