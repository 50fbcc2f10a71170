import type * as tfTypes from '@tensorflow/tfjs-core';
import { float32, sizeOf, tensor, type Tensor, type TensorSpec } from '@tombola/engine';
import { randomStream, type RandomStream } from '@tombola/shared';
import type { Network, Parameter, Tensors, TrainingPass } from '../network/network';
import type { NoiseKey } from './noise';
import { logisticQuantiles, normalQuantiles } from './quantiles';

/** A tensor that a rule keeps beside the network's parameters, by convention `PARAMETER/KIND`. */
export interface RuleTensor {
  readonly name: string;
  readonly shape: readonly number[];
}

/**
 * Random numbers that every step draws anew: uniform in [0, 1) by 24 bits; standard normal or standard logistic by 16, from
 * tables of their quantiles. A step may draw one for every weight, so they have to be cheap.
 */
export interface RuleNoise extends RuleTensor {
  readonly distribution: 'uniform' | 'normal' | 'logistic';
}

/** What a rule can look at while a step is traced. */
export interface RuleInputs {
  /** Parameters, statistics and the rule's own parameters, by name. */
  readonly state: Tensors;
  /** One of the parameter's shape for every prunable parameter; 1 keeps. */
  readonly masks: Tensors;
  readonly memory: Tensors;
  /** The rule's numbers of this step, by name: scalars. */
  readonly numbers: Tensors;
  readonly noise: Tensors;
}

/**
 * How a training step of a method differs from plain masked training: pure functions of tensors that are traced with
 * the step. What a rule leaves out is as in plain masked training.
 */
export interface StepRule {
  /** Rules with the same key make the same program of the same network; it is compiled once. */
  readonly key: string;
  /** Parameters of the rule's own, trained by the optimizer beside the network's, without its weight decay. */
  readonly parameters?: readonly RuleTensor[];
  /** Which of the network's parameters the optimizer changes; all when left out. */
  readonly trains?: (parameter: Parameter) => boolean;
  /** Whether weights under a mask keep values; otherwise they are exactly 0 after every step. */
  readonly keepsPruned?: boolean;
  /** Tensors carried from step to step that `remember` changes; zeros before the first step. */
  readonly memory?: readonly RuleTensor[];
  /** Numbers of a step, computed in float64 outside the program. `step` counts from 1. */
  readonly numbers?: (step: number) => Readonly<Record<string, number>>;
  readonly noise?: readonly RuleNoise[];
  /** The forward pass; gradients flow through whatever it computes. */
  readonly forward?: (pass: {
    readonly network: Network;
    readonly inputs: RuleInputs;
    readonly images: tfTypes.Tensor;
    readonly keep: Tensors;
  }) => TrainingPass;
  /** Added to the mean loss of the batch; the reported loss is without it. */
  readonly penalty?: (inputs: RuleInputs) => tfTypes.Scalar;
  /** The gradient of one parameter as the optimizer sees it; times the mask when left out. */
  readonly gradient?: (name: string, gradient: tfTypes.Tensor, inputs: RuleInputs) => tfTypes.Tensor;
  /**
   * What a parameter becomes, given what the optimizer made of it; times the mask when left out.
   *
   * @param gradient the parameter's, before `gradient` changed it
   */
  readonly value?: (
    name: string,
    updated: tfTypes.Tensor,
    inputs: RuleInputs,
    gradient: tfTypes.Tensor,
  ) => tfTypes.Tensor;
  /** What a slot of a parameter becomes, given what the optimizer made of it; just that when left out. */
  readonly slot?: (name: string, slot: string, updated: tfTypes.Tensor, inputs: RuleInputs) => tfTypes.Tensor;
  /** The memory after the step, by name, from the gradients before `gradient` changed them. */
  readonly remember?: (inputs: RuleInputs, gradients: Tensors) => Tensors;
}

/** The rule of plain masked training. */
export const PLAIN: StepRule = { key: 'plain' };

/** What a program expects of a rule's tensors. */
export function ruleSignature(tensors: readonly RuleTensor[] = []): Record<string, TensorSpec<'float32'>> {
  return Object.fromEntries(tensors.map(({ name, shape }) => [name, float32(...shape)]));
}

/**
 * What a rule draws in the steps after `from`, for every noise float32 [steps, ...shape]: it follows from key, name and
 * step alone, however steps are grouped.
 *
 * @param memory where it is put, of so many numbers
 */
export function ruleNoise(
  noises: readonly RuleNoise[] = [],
  { seed, stream }: NoiseKey,
  from: number,
  steps: number,
  memory: (length: number) => Float32Array = (length) => new Float32Array(length),
): Record<string, Tensor<'float32'>> {
  return Object.fromEntries(
    noises.map(({ name, shape, distribution }) => {
      const size = sizeOf(shape);
      const values = memory(steps * size);
      for (let i = 0; i < steps; i++) {
        const random = randomStream(seed, stream, 'rule', name, from + i + 1);
        fills[distribution](values.subarray(i * size, (i + 1) * size), random);
      }
      return [name, tensor(values, [steps, ...shape])];
    }),
  );
}

const fills: Readonly<Record<RuleNoise['distribution'], (values: Float32Array, random: RandomStream) => void>> = {
  uniform: fillUniform,
  normal: (values, random) => fillFrom(normalQuantiles(), values, random),
  logistic: (values, random) => fillFrom(logisticQuantiles(), values, random),
};

function fillUniform(values: Float32Array, random: RandomStream): void {
  // 24 bits: what a float32 in [0, 1) can tell apart without ever rounding to 1.
  for (let i = 0; i < values.length; i++) values[i] = (random.uint32() >>> 8) / 16777216;
}

/** Two values a word: by its lower and by its upper half. */
function fillFrom(table: Float32Array, values: Float32Array, random: RandomStream): void {
  for (let i = 0; i < values.length; i += 2) {
    const word = random.uint32();
    values[i] = table[word & 0xffff]!;
    if (i + 1 < values.length) values[i + 1] = table[word >>> 16]!;
  }
}

/** Most bytes of noise in one call of the runtime. */
const NOISE_BYTES = 2 ** 25;

/** How many steps a call may have, so that what is drawn for all of them fits into memory; 1 or more. */
export function mostStepsOfNoise(noises: readonly RuleNoise[] = []): number {
  const bytes = noises.reduce((sum, { shape }) => sum + 4 * sizeOf(shape), 0);
  return Math.max(1, Math.floor(NOISE_BYTES / bytes));
}
