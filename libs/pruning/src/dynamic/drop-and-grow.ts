import { dropSmallest } from './drop';
import { layerUpdate, type LayerUpdate, type RegrownRule } from './layer-update';
import { countKept } from './places';

export interface DropAndGrow {
  /** The layer's mask before the update: float32 of zeros and ones. */
  readonly mask: Float32Array;
  readonly weights: Float32Array;
  /** f(t): the share of the kept weights to replace, from 0 to less than 1. */
  readonly fraction: number;
  readonly regrown: RegrownRule;
}

/**
 * The update of one layer in RigL and its family (Evci et al., ICML 2020, algorithm 1): drops the k = floor(f n) of the n kept
 * weights that are smallest, then grows k where the mask keeps nothing any more, the just dropped ones among them. The layer keeps
 * n, exactly, and computes the same right after the growth as right before it, for what grows is 0; by the `reference` rule as far
 * as it was not dropped.
 *
 * @param grow the survivors and `count` others, as a new mask
 */
export function dropAndGrow(
  { mask, weights, fraction, regrown }: DropAndGrow,
  grow: (survivors: Float32Array, count: number) => Float32Array,
): LayerUpdate {
  const count = Math.floor(fraction * countKept(mask));
  const survivors = dropSmallest(mask, weights, count);
  return layerUpdate(mask, survivors, grow(survivors, count), regrown);
}
