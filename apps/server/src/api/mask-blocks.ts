import type { PackedMask } from './ticket-masks';

/** Densities of the blocks of a matrix, row by row. */
export interface MaskBlocks {
  /** Of blocks; 0 for a mask of no weights. */
  readonly rows: number;
  readonly columns: number;
  readonly densities: number[];
}

/**
 * Cuts a mask into at most `most` blocks a side, whose sides differ by one weight at most, and counts each. A vector is a
 * matrix of one row; of more axes than two, the last one makes the columns.
 */
export function maskBlocks({ shape, total, bits }: PackedMask, most: number): MaskBlocks {
  const width = shape.at(-1) ?? 1;
  const height = width === 0 ? 0 : total / width;
  const rows = Math.min(most, height);
  const columns = Math.min(most, height === 0 ? 0 : width);
  const kept = new Float64Array(rows * columns);
  for (let y = 0; y < height; y++) {
    const row = blockOf(y, height, rows) * columns;
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if ((bits[i >>> 5]! >>> (i & 31)) & 1) kept[row + blockOf(x, width, columns)]!++;
    }
  }
  const densities = Array.from(kept, (count, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    return count / (extentOf(row, height, rows) * extentOf(column, width, columns));
  });
  return { rows, columns, densities };
}

/** Block b of n begins at floor(b * extent / n). */
function blockOf(at: number, extent: number, blocks: number): number {
  return Math.floor(((at + 1) * blocks - 1) / extent);
}

function extentOf(block: number, extent: number, blocks: number): number {
  return Math.floor(((block + 1) * extent) / blocks) - Math.floor((block * extent) / blocks);
}
