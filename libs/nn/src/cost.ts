import type { Recipe } from '@tombola/shared';
import { parametersOf, prunableOf, type Parameter } from './network/network';
import { networkStructure, type DataShape } from './network/structure';

/** What the cost of a training depends on, of its data. */
export interface CostData extends DataShape {
  readonly counts: { readonly train: number; readonly test: number };
}

/** What one level of a trial takes. Every level takes the same: masked training does the arithmetic of the dense one. */
export interface TrainingCost {
  /** All parameters, biases included. */
  readonly parameters: number;
  /** Those that pruning may remove. */
  readonly prunable: number;
  /** Multiply-accumulates of one example, forward. */
  readonly macs: number;
  readonly steps: number;
  /** How often a level is measured on validation and test data. */
  readonly evaluations: number;
  /** Floating-point operations of one step: forward, and twice as many backward, for every example of the batch. */
  readonly stepFlops: number;
  /** Of all evaluations of a level: forward, for every validation and test example. */
  readonly evaluationFlops: number;
  /** Of a level: its steps and its evaluations. */
  readonly flops: number;
}

/**
 * What a recipe costs, without training it. A multiply-accumulate counts as two operations; weights alone are counted:
 * biases, activations, losses and the optimizer are element-wise work, which is small beside them.
 */
export function trainingCost(recipe: Recipe, data: CostData): TrainingCost {
  const network = networkStructure(recipe.network, data);
  const { steps, batch, evaluateEvery, dataset } = recipe;
  const macs = network.layers.reduce((sum, layer) => sum + layer.macs, 0);
  // Before the first step, every so many steps, and after the last.
  const evaluations = 1 + Math.ceil(steps / evaluateEvery);
  const examples = dataset.validation + Math.min(dataset.testLimit ?? Infinity, data.counts.test);
  const stepFlops = 3 * 2 * macs * batch;
  const evaluationFlops = evaluations * examples * 2 * macs;
  return {
    parameters: countOf(parametersOf(network)),
    prunable: countOf(prunableOf(network)),
    macs,
    steps,
    evaluations,
    stepFlops,
    evaluationFlops,
    flops: steps * stepFlops + evaluationFlops,
  };
}

function countOf(parameters: readonly Parameter[]): number {
  return parameters.reduce((sum, { shape }) => sum + shape.reduce((size, extent) => size * extent, 1), 0);
}
