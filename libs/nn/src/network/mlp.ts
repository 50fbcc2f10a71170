import { mlpDefinition } from './families/mlp';
import type { Network } from './network';
import { runnable } from './run';
import { structureOf, type DataShape } from './structure';

export interface MlpOptions extends DataShape {
  readonly name?: string;
  /** Units of the hidden layers, each followed by ReLU. */
  readonly hidden: readonly number[];
  /** Whether dense layers have biases. Default true. */
  readonly bias?: boolean;
}

/**
 * A multi-layer perceptron: dense layers `dense_1`, `dense_2`, ... with ReLU between them. Weights are [in, out].
 *
 * @throws {InputError} when a width is not a positive whole number.
 */
export function mlp({ name, hidden, bias, ...data }: MlpOptions): Network {
  const structure = structureOf(mlpDefinition(hidden, bias), data);
  return runnable({ ...structure, name: name ?? structure.name });
}
