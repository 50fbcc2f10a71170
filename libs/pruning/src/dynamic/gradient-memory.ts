import { tf } from '@tombola/engine';
import { prunableOf, type NetworkStructure, type StepRule } from '@tombola/nn';

/** Where a rule keeps the mean gradient of a parameter. */
export const meanGradient = (weights: string) => `${weights}/mean-gradient`;

/**
 * Plain masked training that remembers the exponential mean of the dense gradients: m = decay m + (1 - decay) g from m = 0, of all
 * prunable weights, pruned ones included, before masks or weight decay change g. The mean is not corrected for its start; who
 * compares only magnitudes need not care.
 *
 * SNFS itself looks at the optimizer's momentum, which is no mean of gradients with Adam, and which masked training does not have
 * where weights are pruned; a mean of its own is what the code of RigL gives its SNFS.
 *
 * @param decay from 0 to less than 1
 */
export function gradientMemory(network: NetworkStructure, decay: number): StepRule {
  const weights = prunableOf(network);
  return {
    key: `mean gradients ${decay}`,
    memory: weights.map(({ name, shape }) => ({ name: meanGradient(name), shape })),
    remember: ({ memory }, gradients) =>
      Object.fromEntries(
        weights.map(({ name }) => {
          const mean = tf.mul(memory[meanGradient(name)]!, decay);
          return [meanGradient(name), tf.add(mean, tf.mul(gradients[name]!, 1 - decay))];
        }),
      ),
  };
}
