import type * as tfTypes from '@tensorflow/tfjs-core';
import { compile, tf } from '@tombola/engine';
import {
  IMAGES,
  prunableOf,
  runnable,
  stateOf,
  stateSignature,
  type Network,
  type Node,
  type Parameter,
  type Statistic,
} from '@tombola/nn';
import { maskedParameters } from './loss-gradient';
import type { Saliency, SaliencyOptions } from './saliency';
import type { Scores } from './scores';

type Tensors = Readonly<Record<string, tfTypes.Tensor>>;

/**
 * Synaptic flow (SynFlow; Tanaka, Kunin, Yamins and Ganguli, NeurIPS 2020, section 5 and algorithm 1), without data: the
 * network with |w| for every weight is given one image of ones; R is the sum of its logits, the score of a weight is
 * |w| dR/d|w|. Scores here are shares of R, which changes no order and lets R be any size.
 *
 * Batch norm is as in use, by the absolute value of its scale; biases, shifts and running means count as 0, so that flow is
 * conserved: the shares of every layer that all paths pass sum to 1, and what enters a hidden unit leaves it. The authors'
 * code keeps absolute values of biases and means; at initialisation they are 0.
 *
 * One scoring is one round: the paper prunes in 100, by equal ratios; see {@link pruneInRounds}.
 */
export async function synapticFlow({ network, run = {} }: Pick<SaliencyOptions, 'network' | 'run'>): Promise<Saliency> {
  const program = await compile(flowShares(network), { parameters: stateSignature(network) }, run);
  return {
    scores: async ({ parameters, masks }) => {
      const { shares } = await program.run({ parameters: maskedParameters(parameters, masks) });
      return Object.fromEntries(Object.entries(shares).map(([name, { data }]) => [name, data])) as Scores;
    },
    dispose: () => program.dispose(),
  };
}

/**
 * The share of R of every prunable weight, and R as `sum` * 2^`exponent`, as a pure function.
 *
 * R of a deep network is beyond float32: of ResNet-110 about 10^100. So what every node makes is brought to a magnitude of
 * 1 by a power of two that is carried along beside it, and branches that meet are brought to the larger of their powers. As
 * a power of two takes no digit, and counts as a constant, shares are those of plain arithmetic without its limits.
 */
export function flowShares(network: Network) {
  const names = prunableOf(network).map(({ name }) => name);
  return ({ parameters }: { parameters: Tensors }) => {
    const state = positiveState(network, parameters);
    const flow = (weights: readonly tfTypes.Tensor[]) =>
      flowThrough(network, { ...state, ...Object.fromEntries(names.map((name, i) => [name, weights[i]!])) });
    const weights = names.map((name) => state[name]!);
    const gradients = tf.grads((...at: tfTypes.Tensor[]) => tf.sum(flow(at).value))(weights);
    const { value, exponent } = flow(weights);
    const sum = tf.sum(value);
    const shares = names.map((name, i) => {
      const share = tf.div(tf.mul(weights[i]!, gradients[i]!), tf.maximum(sum, TINY));
      return [name, share] as const;
    });
    return { shares: Object.fromEntries(shares), sum, exponent };
  };
}

/** Weights and scales without their signs; what is added anywhere is 0. */
function positiveState(network: Network, state: Tensors): Tensors {
  const unsigned = ({ name, role }: Parameter | Statistic) => {
    const value = state[name]!;
    return [name, added.has(role) ? tf.zerosLike(value) : tf.abs(value)] as const;
  };
  return Object.fromEntries(stateOf(network).map(unsigned));
}

const added: ReadonlySet<string> = new Set(['bias', 'shift', 'mean']);

/** What a node makes: `value` * 2^`exponent`. */
interface Scaled {
  readonly value: tfTypes.Tensor;
  readonly exponent: tfTypes.Tensor;
}

/** The smallest normal float32. */
const TINY = 2 ** -126;

/** The logits of one image of ones, [1, classes]. */
function flowThrough(network: Network, state: Tensors): Scaled {
  const ones: Scaled = { value: tf.ones([1, ...network.inputShape]), exponent: tf.scalar(0) };
  const made = new Map([[IMAGES, ones]]);
  for (const node of network.nodes) {
    const inputs = aligned(node.inputs.map((name) => made.get(name)!));
    const { exponent } = inputs[0]!;
    const value = runNode(
      network,
      node,
      inputs.map((input) => input.value),
      state,
    );
    made.set(node.name, rescaled({ value, exponent }));
  }
  return made.get(network.nodes.at(-1)!.name)!;
}

function runNode(network: Network, node: Node, inputs: readonly tfTypes.Tensor[], state: Tensors): tfTypes.Tensor {
  if (node.op === 'add') return inputs.reduce((sum, input) => tf.add(sum, input));
  if (node.op === 'concat') return tf.concat([...inputs], 1);
  // A network of this node alone.
  const alone = runnable({ ...network, nodes: [{ ...node, inputs: [IMAGES] }] });
  return alone.logits(state, inputs[0]!);
}

/** The same, all with the largest of the exponents. */
function aligned(inputs: readonly Scaled[]): readonly Scaled[] {
  if (inputs.length === 1) return inputs;
  const largest = inputs.map(({ exponent }) => exponent).reduce((most, exponent) => tf.maximum(most, exponent));
  return inputs.map(({ value, exponent }) => ({
    value: tf.mul(value, tf.pow(2, tf.sub(exponent, largest))),
    exponent: largest,
  }));
}

/** The same, with its greatest element from 1 to 2. */
function rescaled({ value, exponent }: Scaled): Scaled {
  const own = exponentOf(value);
  return { value: tf.mul(value, tf.pow(2, tf.neg(own))), exponent: tf.add(exponent, own) };
}

/** The power of two in the greatest element, 0 where all are 0; a constant where it is differentiated. */
const exponentOf = tf.customGrad((...args) => {
  const [x, save] = args as unknown as [tfTypes.Tensor, tfTypes.GradSaveFunc];
  save([x]);
  const greatest = tf.max(x);
  const power = tf.floor(tf.div(tf.log(tf.maximum(greatest, TINY)), Math.LN2));
  return {
    value: tf.mul(power, tf.step(greatest)),
    gradFunc: (_upstream, [saved]) => tf.zerosLike(saved!),
  };
});
