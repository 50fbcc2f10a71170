import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf } from '@tombola/engine';
import { prunableOf, straightThrough, type NetworkStructure, type RuleInputs, type StepRule } from '@tombola/nn';

/** Where the rule keeps which weights of a parameter are trained: set B, of zeros and ones. */
export const trainedSet = (weights: string) => `${weights}/trained`;

/**
 * A step of Top-KAST (Jayakumar et al., NeurIPS 2020, section 2): layers compute with the weights of set A (the masks) alone, and
 * the gradient with respect to what they compute with trains all weights of set B, a superset. The others stay as they are, and
 * none is lost: there is a value under every mask. Weight decay and momentum change none that is not trained.
 *
 * The exploration loss (section 2.2) is `exploration` times the sum of w^2 over A, and of w^2 / D over the rest of B, D being the
 * layer's density: a weight that does not compute has to earn its place against a stronger pull to 0.
 *
 * @param densities D of every layer, by the names of weights
 */
export function topKastRule(
  network: NetworkStructure,
  densities: Readonly<Record<string, number>>,
  exploration: number,
): StepRule {
  const weights = prunableOf(network);
  const penaltyOf = (name: string, { state, masks, memory }: RuleInputs): tfTypes.Scalar => {
    const squares = tf.mul(state[name]!, state[name]!);
    const explored = tf.sub(memory[trainedSet(name)]!, masks[name]!);
    return tf.sum(tf.mul(squares, tf.add(masks[name]!, tf.mul(explored, 1 / densities[name]!))));
  };
  /** A parameter's values where it is trained, and others where it is not. */
  const where = ({ memory }: RuleInputs, name: string, trained: tfTypes.Tensor, other?: tfTypes.Tensor) => {
    const set = memory[trainedSet(name)];
    if (set === undefined) return trained;
    const kept = tf.mul(trained, set);
    return other === undefined ? kept : tf.add(kept, tf.mul(other, tf.sub(1, set)));
  };
  return {
    key: `top-kast ${exploration} ${weights.map(({ name }) => densities[name]).join(' ')}`,
    keepsPruned: true,
    memory: weights.map(({ name, shape }) => ({ name: trainedSet(name), shape })),
    forward: ({ network: whole, inputs: { state, masks }, images, keep }) => {
      const sparse = weights.map(
        ({ name }) => [name, straightThrough(state[name]!, (w) => tf.mul(w, masks[name]!))] as const,
      );
      return whole.train({ ...state, ...Object.fromEntries(sparse) }, images, keep);
    },
    ...(exploration > 0 && {
      penalty: (inputs) => {
        const penalties = weights.map(({ name }) => penaltyOf(name, inputs));
        return tf.mul<tfTypes.Scalar>(
          penalties.reduce((sum, each) => tf.add<tfTypes.Scalar>(sum, each)),
          exploration,
        );
      },
    }),
    gradient: (name, gradient, inputs) => where(inputs, name, gradient),
    remember: ({ memory }) =>
      Object.fromEntries(weights.map(({ name }) => [trainedSet(name), tf.clone(memory[trainedSet(name)]!)])),
    value: (name, updated, inputs) => where(inputs, name, updated, inputs.state[name]),
    slot: (name, _slot, updated, inputs) => where(inputs, name, updated),
  };
}
