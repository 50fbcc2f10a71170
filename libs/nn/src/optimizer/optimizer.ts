import type * as tfTypes from '@tensorflow/tfjs-core';
import type { Tensors } from '../network/network';

/**
 * An update rule. It keeps slots beside every parameter, each of the parameter's shape and zero at the start, and gets
 * its numbers of the step as scalars, computed in float64 outside the program.
 */
export interface Optimizer {
  readonly slots: readonly string[];
  /** The scalars of a step. `step` counts from 1, `learningRate` is the schedule's for this step. */
  scalars(step: number, learningRate: number): Readonly<Record<string, number>>;
  /** The new value and slots of one parameter. */
  update(update: {
    readonly value: tfTypes.Tensor;
    readonly gradient: tfTypes.Tensor;
    readonly slots: Tensors;
    readonly scalars: Tensors;
    /** Whether weight decay applies; default true. */
    readonly decays?: boolean;
  }): { value: tfTypes.Tensor; slots: Record<string, tfTypes.Tensor> };
}
