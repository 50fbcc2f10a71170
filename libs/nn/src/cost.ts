import type { Recipe } from '@tombola/shared';
import { parametersOf, prunableOf, statisticsOf, type NetworkStructure, type Parameter } from './network/network';
import { networkStructure, type DataShape } from './network/structure';

/** What the cost of a training depends on, of its data. */
export interface CostData extends DataShape {
  readonly counts: { readonly train: number; readonly test: number };
}

/** What a training of a recipe's steps takes, whatever its masks: masked training does the arithmetic of the dense one. */
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
  /** Of all evaluations of a level, and of its comparison where its control is `reorder`: forward, for every example. */
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
  const examples = dataset.validation + testExamples(recipe, data);
  const stepFlops = 3 * 2 * macs * batch;
  const evaluationFlops = (evaluations * examples + comparedExamples(recipe, data, network)) * 2 * macs;
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

function testExamples({ dataset }: Recipe, { counts }: CostData): number {
  return Math.min(dataset.testLimit ?? Infinity, counts.test);
}

/** Examples that a training in another order takes to be compared: at every point of the line, and of both ends their labels. */
function comparedExamples(recipe: Recipe, data: CostData, network: NetworkStructure): number {
  const { control, batch } = recipe;
  if (control?.name !== 'reorder') return 0;
  const recomputes = control.statistics === 'recompute' && statisticsOf(network).length > 0;
  const test = testExamples(recipe, data);
  return control.points * (test + (recomputes ? control.batches * batch : 0)) + 2 * test;
}

function countOf(parameters: readonly Parameter[]): number {
  return parameters.reduce((sum, { shape }) => sum + shape.reduce((size, extent) => size * extent, 1), 0);
}
