import { tf } from '@tombola/engine';
import { InputError } from '@tombola/shared';
import type { Optimizer } from './optimizer';

export interface AdamOptions {
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
  /** Added to the gradient as weightDecay * value (L2, not decoupled). */
  readonly weightDecay?: number;
}

/**
 * Adam (Kingma and Ba 2015, algorithm 1), in the form of its section 2's last paragraph: the bias corrections move
 * into the step size and epsilon. The slots are the published moments divided by (1 - beta), which saves two passes
 * over the parameters: m = beta1 m + g, v = beta2 v + g².
 *
 * @throws {InputError} for a beta outside [0, 1).
 */
export function adam({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 }: AdamOptions = {}): Optimizer {
  for (const [name, beta] of Object.entries({ beta1, beta2 })) {
    if (beta >= 0 && beta < 1) continue;
    throw new InputError({ what: `Adam cannot run with this ${name}`, value: beta, expected: 'a number in [0, 1)' });
  }
  return {
    slots: ['m', 'v'],
    scalars: (step, learningRate) => {
      // value -= rate · m̂ / (√v̂ + ε) with m̂ = m (1 - β1) / c1 and v̂ = v (1 - β2) / c2, numerator and denominator
      // divided by √((1 - β2) / c2).
      const scaleM = (1 - beta1) / (1 - beta1 ** step);
      const scaleV = Math.sqrt((1 - beta2) / (1 - beta2 ** step));
      return { rate: (learningRate * scaleM) / scaleV, epsilon: epsilon / scaleV };
    },
    update: ({ value, gradient, slots, scalars, decays = true }) => {
      const g = weightDecay === 0 || !decays ? gradient : tf.add(gradient, tf.mul(value, weightDecay));
      const m = tf.add(tf.mul(slots.m!, beta1), g);
      const v = tf.add(tf.mul(slots.v!, beta2), tf.mul(g, g));
      const change = tf.div(m, tf.add(tf.sqrt(v), scalars.epsilon!));
      return { value: tf.sub(value, tf.mul(change, scalars.rate!)), slots: { m, v } };
    },
  };
}
