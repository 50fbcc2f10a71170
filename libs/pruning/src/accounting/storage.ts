import { extentsOf, weightCount, type PrunableLayer } from '../distributions/prunable-layer';

/** How the places of kept weights are stored: not at all, as a bit a weight, or as rows of column numbers. */
export type StorageFormat = 'dense' | 'bitmap' | 'csr';

export interface StorageOptions {
  readonly format: StorageFormat;
  /** Of one weight: float32, or int8 with a float32 scale for every output channel. 32 when left out. */
  readonly bits?: 32 | 8;
}

/** Bytes of a stored network by what they hold. */
export interface StoredBytes {
  readonly weights: number;
  /** Where the weights belong: bitmaps, or column numbers and row pointers. */
  readonly index: number;
  /** One float32 for every output channel or unit, batch norm folded into them. */
  readonly biases: number;
  /** Of int8 weights. */
  readonly scales: number;
  readonly total: number;
}

/**
 * How many bytes a network takes (Evci et al. 2020, appendix B and the README of their code, which has bitmaps of float32).
 *
 * A layer that keeps all is stored without an index. A CSR row is an output channel or unit; its columns are numbered in 16
 * bits where that is enough and in 32 where it is not, its row pointers in 32. Bitmaps lie one after the other, without padding.
 * Kept weights count as they are stored, whether or not their value happens to be 0. Headers and names are not counted.
 */
export function storedBytes(
  layers: readonly (PrunableLayer & { readonly kept: number })[],
  { format, bits = 32 }: StorageOptions,
): StoredBytes {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const outputs = sum(layers.map((layer) => extentsOf(layer).outputs));
  const stored = layers.map((layer) => (format === 'dense' ? weightCount(layer) : layer.kept));
  const weights = (sum(stored) * bits) / 8;
  const index = Math.ceil(sum(layers.map((layer) => indexBits(layer, format))) / 8);
  const biases = 4 * outputs;
  const scales = bits === 8 ? 4 * outputs : 0;
  return { weights, index, biases, scales, total: weights + index + biases + scales };
}

function indexBits(layer: PrunableLayer & { readonly kept: number }, format: StorageFormat): number {
  const size = weightCount(layer);
  if (format === 'dense' || layer.kept === size) return 0;
  if (format === 'bitmap') return size;
  const rows = extentsOf(layer).outputs;
  const column = size / rows <= 2 ** 16 ? 16 : 32;
  return layer.kept * column + (rows + 1) * 32;
}
