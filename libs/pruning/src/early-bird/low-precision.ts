import type * as tfTypes from '@tensorflow/tfjs-core';
import { tf } from '@tombola/engine';
import {
  blockFloatingPoint,
  parametersOf,
  quantiseBothWays,
  type LinearHook,
  type NetworkStructure,
  type RuleInputs,
  type RuleNoise,
  type StepRule,
} from '@tombola/nn';
import { isMixer } from '../structured/reading';

export interface LowPrecisionOptions {
  readonly network: NetworkStructure;
  readonly batch: number;
  /** Of a number; 8 in the papers. */
  readonly bits: number;
  /** The optimizer's, by name. */
  readonly slots: readonly string[];
}

/**
 * Training in block floating point (Yang et al., SWALP, ICML 2019, algorithm 2; You et al., Drawing Early-Bird Tickets, ICLR
 * 2020, section 4.2): every multiplication of a convolution or dense layer, forward and back, is of numbers of so many bits:
 * what it reads, its weights, and the error of what it makes. Gradients, weights and slots are rounded when they are made. All
 * rounding is stochastic.
 *
 * In the paper an update takes the momentum after rounding; here it takes it before, and the next one after. The first step
 * has the initial weights as they are. Weights are not averaged. The code of You et al. has another format.
 *
 * @param gradient what is added to gradients before they are rounded
 */
export function lowPrecision(
  { network, batch, bits, slots }: LowPrecisionOptions,
  gradient: NonNullable<StepRule['gradient']>,
): Pick<StepRule, 'noise' | 'forward' | 'gradient' | 'value' | 'slot'> {
  const round = (name: string, x: tfTypes.Tensor, { noise }: RuleInputs) => blockFloatingPoint(x, noise[name]!, bits);
  return {
    noise: noisesOf(network, batch, slots),
    forward: ({ network: running, inputs, images, keep }) => {
      const { noise, state } = inputs;
      const linear: LinearHook = (x, node, apply) => {
        const read = quantiseBothWays(x, { forward: noise[`${node}/activation`]! }, bits);
        return quantiseBothWays(apply(read, state[`${node}/weights`]!), { backward: noise[`${node}/error`]! }, bits);
      };
      return running.train(state, images, keep, linear);
    },
    gradient: (name, value, inputs) => round(`${name}/gradient`, gradient(name, value, inputs), inputs),
    // What is masked is 0, and 0 stays 0.
    value: (name, updated, inputs) => round(`${name}/value`, masked(name, updated, inputs), inputs),
    slot: (name, slot, updated, inputs) => round(`${name}/${slot}`, updated, inputs),
  };
}

function masked(name: string, x: tfTypes.Tensor, { masks }: RuleInputs): tfTypes.Tensor {
  return masks[name] === undefined ? x : tf.mul(x, masks[name]);
}

function noisesOf(network: NetworkStructure, batch: number, slots: readonly string[]): RuleNoise[] {
  const uniform = (name: string, shape: readonly number[]): RuleNoise => ({ name, shape, distribution: 'uniform' });
  const ofLayers = network.nodes
    .filter(isMixer)
    .flatMap(({ name, inputShapes, outputShape }) => [
      uniform(`${name}/activation`, [batch, ...inputShapes[0]!]),
      uniform(`${name}/error`, [batch, ...outputShape]),
    ]);
  const ofParameters = parametersOf(network).flatMap(({ name, shape }) =>
    ['gradient', 'value', ...slots].map((kind) => uniform(`${name}/${kind}`, shape)),
  );
  return [...ofLayers, ...ofParameters];
}
