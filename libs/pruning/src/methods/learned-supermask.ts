import type * as tfTypes from '@tensorflow/tfjs-core';
import { sizeOf, tensor, tf } from '@tombola/engine';
import { prunableOf, straightThrough, type Network, type StepRule } from '@tombola/nn';
import { denseMasks } from '../masks';
import { signedConstants } from '../supermask/signed-constant';
import {
  asTheyAre,
  dynamicRescaling,
  highestScores,
  learned,
  learnedScores,
  maskedNetwork,
} from '../supermask/supermask';
import type { Method } from './method';

/**
 * Learned supermasks (Zhou, Lan, Liu and Yosinski, Deconstructing Lottery Tickets, NeurIPS 2019, section 5): weights stay
 * as drawn; every prunable weight has a logit, each step keeps it with the probability sigmoid(logit), and the gradient
 * goes straight through the draw. Biases and batch norm's scales stay as drawn too; its statistics follow the batches.
 *
 * The paper draws masks in tests as well, and its logits begin at one constant for every density. Here logits begin where
 * a weight is kept with the density that is asked for, and what is measured, stored and exported is one network: the
 * weights of the highest logits, exactly as many of every layer.
 *
 * The logits are what the recipe's optimizer trains; the paper's is SGD, momentum 0.9, learning rate 100.
 */
export const learnedSupermask: Method<'learned-supermask'> = {
  plan: ({ method, level, network, initial }) => {
    const sparsity = method.sparsities[level - 1]!;
    const drawn = initial();
    const logit = Math.log((1 - sparsity) / sparsity);
    const logits = prunableOf(network).map(({ name, shape }) => {
      return [
        learned(name, 'logit'),
        tensor(new Float32Array(sizeOf(shape)).fill(Math.min(logit, MOST)), shape),
      ] as const;
    });
    const factor = method.rescaling ? dynamicRescaling : asTheyAre;
    const outcome = (parameters: typeof drawn) => {
      const scores = learnedScores(network, parameters, 'logit', (value) => value);
      return maskedNetwork(network, parameters, highestScores(network, scores, sparsity), factor);
    };
    return {
      masks: denseMasks(network),
      parameters: {
        ...(method.weights === 'init' ? drawn : signedConstants(network, drawn)),
        ...Object.fromEntries(logits),
      },
      rule: bernoulliRule(network, method.rescaling),
      sparsifier: {
        acts: () => false,
        act: () => ({}),
        measured: ({ state }) => outcome(state.parameters).parameters,
        finish: ({ state }) => outcome(state.parameters),
      },
    };
  },
};

/** Where sigmoid is next to 1: a sparsity of 0 keeps everything. */
const MOST = 16;

/** Weights times Bernoulli draws, gradients straight through to the logits. */
export function bernoulliRule(network: Network, rescaling: boolean): StepRule {
  const weights = prunableOf(network);
  return {
    key: `learned supermask${rescaling ? ', rescaled' : ''}`,
    trains: () => false,
    keepsPruned: true,
    parameters: weights.map(({ name, shape }) => ({ name: learned(name, 'logit'), shape })),
    noise: weights.map(({ name, shape }) => ({ name, shape, distribution: 'logistic' })),
    forward: (pass) => {
      const { state, noise } = pass.inputs;
      const kept = weights.map(({ name }) => {
        const mask = bernoulli(state[learned(name, 'logit')]!, noise[name]!, rescaling);
        return [name, tf.mul(state[name]!, mask)] as const;
      });
      return pass.network.train({ ...state, ...Object.fromEntries(kept) }, pass.images, pass.keep);
    },
  };
}

/**
 * Ones with the probability sigmoid(logit), or how many there could be over how many there are in their place. A logistic
 * number is below a logit with just that probability.
 */
function bernoulli(logit: tfTypes.Tensor, noise: tfTypes.Tensor, rescaling: boolean): tfTypes.Tensor {
  const probability = tf.sigmoid(logit);
  const draw = () => tf.cast(tf.less(noise, logit), 'float32');
  if (!rescaling) return straightThrough(probability, draw);
  const pass = tf.customGrad((_, save) => {
    const mask = draw();
    const factor = tf.div(mask.size, tf.maximum(tf.sum(mask), 1));
    (save as tfTypes.GradSaveFunc)([factor]);
    return {
      value: tf.mul(mask, factor),
      gradFunc: (gradient: tfTypes.Tensor, saved: tfTypes.Tensor[]) => tf.mul(gradient, saved[0]!),
    };
  });
  return pass(probability);
}
