import { bool, float32, type TensorSpec } from '@tombola/engine';
import { dropoutOf, parametersOf, prunableOf, stateOf, type Network } from '../network/network';
import type { Optimizer } from '../optimizer/optimizer';
import { PLAIN, type StepRule } from './rule';

type Specs = Record<string, TensorSpec<'float32'>>;

/** What a program expects of a network's parameters and statistics. */
export function stateSignature(network: Network): Specs {
  return Object.fromEntries(stateOf(network).map(({ name, shape }) => [name, float32(...shape)]));
}

/** What it expects of the masks: one of the parameter's shape for every prunable parameter. */
export function maskSignature(network: Network): Specs {
  return Object.fromEntries(prunableOf(network).map(({ name, shape }) => [name, float32(...shape)]));
}

/** What the optimizer changes in a step: the network's parameters, or those that a rule trains, and the rule's own. */
export function trainedParameters(
  network: Network,
  rule: StepRule = PLAIN,
): { readonly name: string; readonly shape: readonly number[] }[] {
  const { trains = () => true, parameters = [] } = rule;
  return [...parametersOf(network).filter(trains), ...parameters];
}

/** What it expects of the optimizer's slots, named `PARAMETER/SLOT`. */
export function slotSignature(network: Network, optimizer: Optimizer, rule?: StepRule): Specs {
  return Object.fromEntries(
    trainedParameters(network, rule).flatMap(({ name, shape }) =>
      optimizer.slots.map((slot) => [`${name}/${slot}`, float32(...shape)] as const),
    ),
  );
}

/** What it expects of dropout: which units each node keeps. */
export function keepSignature(network: Network, batch: number): Record<string, TensorSpec<'bool'>> {
  return Object.fromEntries(dropoutOf(network).map(({ name, outputShape }) => [name, bool(batch, ...outputShape)]));
}
