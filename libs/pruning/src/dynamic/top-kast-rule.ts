import { tf } from '@tombola/engine';
import { prunableOf, straightThrough, type NetworkStructure, type StepRule } from '@tombola/nn';

/** Where the rule keeps which weights of a parameter are trained: set B, of zeros and ones. */
export const trainedSet = (weights: string) => `${weights}/trained`;

export interface TopKastRule {
  /** D of every layer, by the names of weights. */
  readonly densities: Readonly<Record<string, number>>;
  /** Of the exploration loss, 0 or more. */
  readonly exploration: number;
  /** Whether the optimizer decays weights. */
  readonly decays: boolean;
}

/**
 * A step of Top-KAST (Jayakumar et al., NeurIPS 2020, section 2): layers compute with the weights of set A (the masks) alone, and
 * the gradient with respect to what they compute with trains all weights of set B, a superset. The others stay as they are, and
 * none is lost: there is a value under every mask. Weight decay and momentum change none that is not trained, provided that their
 * slots are 0 when it leaves B.
 *
 * The exploration loss (section 2.2) is `exploration` times the sum of w^2 over A, and of w^2 / D over the rest of B, D being the
 * layer's density: a weight that does not compute has to earn its place against a stronger pull to 0. It is added as its gradient
 * and is in no loss that is reported.
 */
export function topKastRule(network: NetworkStructure, { densities, exploration, decays }: TopKastRule): StepRule {
  const weights = prunableOf(network);
  return {
    key: `top-kast ${exploration} ${decays} ${weights.map(({ name }) => densities[name]).join(' ')}`,
    keepsPruned: true,
    memory: weights.map(({ name, shape }) => ({ name: trainedSet(name), shape })),
    forward: ({ network: whole, inputs: { state, masks }, images, keep }) => {
      const sparse = weights.map(
        ({ name }) => [name, straightThrough(state[name]!, (w) => tf.mul(w, masks[name]!))] as const,
      );
      return whole.train({ ...state, ...Object.fromEntries(sparse) }, images, keep);
    },
    gradient: (name, gradient, { state, masks, memory }) => {
      const trained = memory[trainedSet(name)];
      if (trained === undefined) return gradient;
      // A layer that keeps nothing trains nothing.
      if (exploration === 0 || densities[name] === 0) return tf.mul(gradient, trained);
      // 2 w / D on all of B, less what A has too much.
      const [w, pull] = [state[name]!, (2 * exploration) / densities[name]!];
      const onAll = tf.mul(tf.add(gradient, tf.mul(w, pull)), trained);
      return tf.sub(onAll, tf.mul(tf.mul(w, masks[name]!), pull - 2 * exploration));
    },
    // Without decay what has neither gradient nor slots stays as it is by itself.
    value: (name, updated, { state, memory }) => {
      const trained = memory[trainedSet(name)];
      if (trained === undefined || !decays) return updated;
      return tf.where(tf.cast(trained, 'bool'), updated, state[name]!);
    },
    slot: (name, _slot, updated, { memory }) => {
      const trained = memory[trainedSet(name)];
      return trained === undefined || !decays ? updated : tf.mul(updated, trained);
    },
    remember: ({ memory }) =>
      Object.fromEntries(weights.map(({ name }) => [trainedSet(name), tf.clone(memory[trainedSet(name)]!)])),
  };
}
