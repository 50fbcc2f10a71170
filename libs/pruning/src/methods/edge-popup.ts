import { sizeOf, tensor, tf } from '@tombola/engine';
import {
  prunableOf,
  straightThrough,
  type Network,
  type Parameters,
  type Sparsifier,
  type StepRule,
} from '@tombola/nn';
import { randomStream } from '@tombola/shared';
import type * as tfTypes from '@tensorflow/tfjs-core';
import { denseMasks } from '../masks';
import { nthSmallest } from '../nth-smallest';
import { withGradient } from '../penalties/with-gradient';
import { removals } from '../removals';
import { signedConstants } from '../supermask/signed-constant';
import { asTheyAre, highestScores, learned, learnedScores, maskedNetwork } from '../supermask/supermask';
import type { Method } from './method';

/**
 * Edge-popup (Ramanujan et al., What's Hidden in a Randomly Weighted Neural Network?, CVPR 2020, section 3.2): weights
 * stay as drawn, every prunable weight has a score, a layer computes with the weights of its highest |score|, and the
 * gradient goes straight through that choice to the score. Scores begin as weights of He's uniform distribution with
 * a = sqrt(5), as the authors' code draws them. Nothing else is trained: batch norm keeps scale 1 and shift 0.
 *
 * The code removes floor(S N) weights of a layer of N, this method floor(S N + 1/2). The paper ranks the scores in every
 * step. Here a step keeps what is not below a threshold, which is that rank's score and found again every `every` steps:
 * between two of them the count moves with the few scores that cross it. What is measured and stored is exact.
 */
export const edgePopup: Method<'edge-popup'> = {
  plan: ({ method, level, seed, network, initial }) => {
    const sparsity = method.sparsities[level - 1]!;
    const drawn = initial();
    const weights = method.weights === 'init' ? drawn : signedConstants(network, drawn);
    return {
      masks: denseMasks(network),
      parameters: {
        ...(method.scaled ? times(network, weights, 1 / Math.sqrt(1 - sparsity)) : weights),
        ...initialScores(network, seed),
      },
      rule: popupRule(network),
      sparsifier: selecting(network, sparsity, method.every),
    };
  },
};

function times(network: Network, parameters: Parameters, factor: number): Parameters {
  const scaled = prunableOf(network).map(({ name, shape }) => {
    return [
      name,
      tensor(
        parameters[name]!.data.map((weight) => weight * factor),
        shape,
      ),
    ] as const;
  });
  return { ...parameters, ...Object.fromEntries(scaled) };
}

/** Uniform within 1 / sqrt(fan in): He's uniform distribution with a = sqrt(5). */
function initialScores(network: Network, seed: number): Parameters {
  const scores = prunableOf(network).map(({ name, shape, fanIn }) => {
    const random = randomStream(seed, 'scores', name);
    const draw = () => (2 * random.uniform() - 1) / Math.sqrt(fanIn);
    return [learned(name, 'score'), tensor(Float32Array.from({ length: sizeOf(shape) }, draw), shape)] as const;
  });
  return Object.fromEntries(scores);
}

/** The name of the least |score| that a layer keeps. */
const threshold = (weights: string) => `${weights}/threshold`;

/** Layers compute with the weights of high scores, and |score| gets the gradient of its mask bit, kept or not. */
export function popupRule(network: Network): StepRule {
  const weights = prunableOf(network);
  return {
    key: 'edge-popup',
    trains: () => false,
    keepsPruned: true,
    parameters: weights.map(({ name, shape }) => ({ name: learned(name, 'score'), shape })),
    memory: weights.map(({ name }) => ({ name: threshold(name), shape: [] })),
    forward: (pass) => {
      const { state, memory } = pass.inputs;
      const kept = weights.map(({ name }) => {
        const subnet = straightThrough(magnitude(state[learned(name, 'score')]!), (score) =>
          tf.cast(tf.greaterEqual(score, memory[threshold(name)]!), 'float32'),
        );
        return [name, tf.mul(state[name]!, subnet)] as const;
      });
      return pass.network.train({ ...state, ...Object.fromEntries(kept) }, pass.images, pass.keep);
    },
  };
}

/** More than enough to bring any float32 that a score can be to 1. */
const HUGE = 1e30;

/** |score|. Its gradient's sign is a clipped multiple: of comparisons it would take three times as long. */
function magnitude(score: tfTypes.Tensor): tfTypes.Tensor {
  return withGradient(
    [score],
    (x) => ({ value: tf.abs(x), kept: [x] }),
    (dy, [x]) => [tf.mul(dy, tf.clipByValue(tf.mul(x!, HUGE), -1, 1))],
  );
}

function selecting(network: Network, sparsity: number, every: number): Sparsifier {
  const scoresOf = (parameters: Parameters) => learnedScores(network, parameters, 'score', Math.abs);
  const outcome = (parameters: Parameters) =>
    maskedNetwork(network, parameters, highestScores(network, scoresOf(parameters), sparsity), asTheyAre);
  return {
    acts: (step) => step % every === 0,
    act: ({ state }) => {
      const thresholds = Object.entries(scoresOf(state.parameters)).map(([name, scores]) => {
        return [threshold(name), tensor([leastKept(scores, sparsity)], [])] as const;
      });
      return { state: { ...state, memory: Object.fromEntries(thresholds) } };
    },
    measured: ({ state }) => outcome(state.parameters).parameters,
    finish: ({ state }) => outcome(state.parameters),
  };
}

/** The lowest score that stays; infinite where none does. */
function leastKept(scores: Float32Array, sparsity: number): number {
  const removed = removals(sparsity, scores.length);
  return removed === scores.length ? Infinity : nthSmallest(scores, removed + 1);
}
