import { tensor, tf } from '@tombola/engine';
import {
  prunableOf,
  straightThrough,
  type Network,
  type Parameters,
  type Sparsifier,
  type StepRule,
} from '@tombola/nn';
import { randomStream } from '@tombola/shared';
import { denseMasks, toMaskTensors, type Masks } from '../masks';
import { signedConstants } from '../supermask/signed-constant';
import { asTheyAre, highestScores, learned, learnedScores, maskedNetwork } from '../supermask/supermask';
import type { Method } from './method';

/**
 * Edge-popup (Ramanujan et al., What's Hidden in a Randomly Weighted Neural Network?, CVPR 2020, section 3.2): weights
 * stay as drawn, every prunable weight has a score, a layer computes with the weights of its highest |score|, and the
 * gradient goes straight through that choice to the score. Scores begin as weights of He's uniform distribution with
 * a = sqrt(5), as the authors' code draws them. Nothing else is trained: batch norm keeps scale 1 and shift 0.
 *
 * The code removes floor(S N) weights of a layer of N, this method floor(S N + 1/2). The paper selects in every step;
 * `every` selects less often.
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
    const size = shape.reduce((product, extent) => product * extent, 1);
    const draw = () => (2 * random.uniform() - 1) / Math.sqrt(fanIn);
    return [learned(name, 'score'), tensor(Float32Array.from({ length: size }, draw), shape)] as const;
  });
  return Object.fromEntries(scores);
}

/** Layers compute with what the masks keep, and |score| gets the gradient of its mask bit, kept or not. */
export function popupRule(network: Network): StepRule {
  const weights = prunableOf(network);
  return {
    key: 'edge-popup',
    trains: () => false,
    keepsPruned: true,
    parameters: weights.map(({ name, shape }) => ({ name: learned(name, 'score'), shape })),
    forward: (pass) => {
      const { state, masks } = pass.inputs;
      const kept = weights.map(({ name }) => {
        const subnet = straightThrough(tf.abs(state[learned(name, 'score')]!), () => tf.clone(masks[name]!));
        return [name, tf.mul(state[name]!, subnet)] as const;
      });
      return pass.network.train({ ...state, ...Object.fromEntries(kept) }, pass.images, pass.keep);
    },
  };
}

function selecting(network: Network, sparsity: number, every: number): Sparsifier {
  const select = (parameters: Parameters): Masks =>
    highestScores(network, learnedScores(network, parameters, 'score', Math.abs), sparsity);
  const outcome = (parameters: Parameters) => maskedNetwork(network, parameters, select(parameters), asTheyAre);
  return {
    acts: (step) => step % every === 0,
    act: ({ state }) => ({ masks: toMaskTensors(select(state.parameters)) }),
    measured: ({ state }) => outcome(state.parameters).parameters,
    finish: ({ state }) => outcome(state.parameters),
  };
}
