import { smallDefinition } from '../dynamic/scale-widths';
import { startBudgets, type SparseOptions } from '../dynamic/sparse-start';
import type { MethodCheck } from './method';

/** What `distribute` refuses: layers that the network does not have. */
export const checkSparseStart = (
  method: SparseOptions & { readonly sparsities: readonly number[] },
  network: Parameters<MethodCheck<'static'>>[1],
): void => {
  for (const sparsity of method.sparsities) startBudgets(network, sparsity, method);
};

/** Networks whose widths cannot be scaled, or not so far. */
export const checkSmallDense: MethodCheck<'small-dense'> = ({ sparsities }, network) => {
  for (const sparsity of sparsities) smallDefinition(network, sparsity);
};
