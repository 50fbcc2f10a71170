import { tf } from '@tombola/engine';
import type { Optimizer } from './optimizer';

export interface SgdOptions {
  /** 0 is plain SGD. */
  readonly momentum?: number;
  /** Nesterov's momentum in the form of Sutskever et al. (2013) that PyTorch uses. */
  readonly nesterov?: boolean;
  /** Added to the gradient as weightDecay * value (L2). */
  readonly weightDecay?: number;
}

/** Stochastic gradient descent with momentum: v = momentum v + g; value -= rate v (or rate (g + momentum v)). */
export function sgd({ momentum = 0, nesterov = false, weightDecay = 0 }: SgdOptions = {}): Optimizer {
  return {
    slots: momentum === 0 ? [] : ['velocity'],
    scalars: (_step, learningRate) => ({ rate: learningRate }),
    update: ({ value, gradient, slots, scalars, decays = true }): ReturnType<Optimizer['update']> => {
      const g = weightDecay === 0 || !decays ? gradient : tf.add(gradient, tf.mul(value, weightDecay));
      if (momentum === 0) return { value: tf.sub(value, tf.mul(g, scalars.rate!)), slots: {} };
      const velocity = tf.add(tf.mul(slots.velocity!, momentum), g);
      const direction = nesterov ? tf.add(g, tf.mul(velocity, momentum)) : velocity;
      return { value: tf.sub(value, tf.mul(direction, scalars.rate!)), slots: { velocity } };
    },
  };
}
