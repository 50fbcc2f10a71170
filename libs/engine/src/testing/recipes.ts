import { randomStream, type RandomStream } from '@tombola/shared';
import { sizeOf, tensor, type DType, type Tensor } from '../tensor';

/** How a test makes one input of a program from a stream of random numbers. */
export type Recipe = (random: RandomStream) => Tensor;

const draw =
  <D extends DType>(dtype: D, shape: readonly number[], next: (random: RandomStream) => number): Recipe =>
  (random) =>
    tensor(
      Array.from({ length: sizeOf(shape) }, () => next(random)),
      shape,
      dtype,
    );

/** Standard normal numbers. */
export const normal = (...shape: number[]): Recipe => draw('float32', shape, (random) => random.normal());

/** Numbers evenly between `low` and `high`. */
export const between = (low: number, high: number, ...shape: number[]): Recipe =>
  draw('float32', shape, (random) => low + (high - low) * random.uniform());

/** Whole numbers of dtype int32 in [low, high). */
export const integers = (low: number, high: number, ...shape: number[]): Recipe =>
  draw('int32', shape, (random) => low + random.integer(high - low));

/** Fair coins. */
export const coins = (...shape: number[]): Recipe => draw('bool', shape, (random) => random.integer(2));

/** The given numbers. */
export const given = (values: readonly number[], shape = [values.length], dtype: DType = 'float32'): Recipe => {
  return () => tensor(values, shape, dtype);
};

/** Inputs `x0`, `x1`, ... that a seed and recipes give. */
export function inputsOf(recipes: readonly Recipe[], seed: number): Record<string, Tensor> {
  return Object.fromEntries(recipes.map((recipe, i) => [`x${i}`, recipe(randomStream(seed, i))]));
}
