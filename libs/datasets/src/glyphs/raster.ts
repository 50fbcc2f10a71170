/** Bound once: looking up globals is slow where a test runner gives modules their own. */
const { ceil, floor, min } = Math;

/**
 * An exact-area rasteriser for polygons on a small grid, with + - * / and floor only, so that its output is the same to
 * the bit on every machine.
 *
 * Every edge adds, to each pixel that it crosses, the signed area that it covers there, and to the pixel right of it the
 * rest of its height; a running sum along the row then gives the winding-weighted coverage (R. Levien's font-rs).
 */
export class Raster {
  /** size x size sums along rows; one spare column takes what falls right of the last pixel. */
  private readonly area: Float64Array;

  constructor(readonly size: number) {
    this.area = new Float64Array(size * (size + 2));
  }

  clear(): void {
    this.area.fill(0);
  }

  /** Adds the edge from (x0, y0) to (x1, y1), in pixels. Points outside the grid are moved to its border. */
  edge(x0: number, y0: number, x1: number, y1: number): void {
    const { area, size } = this;
    const width = size + 2;
    x0 = x0 < 0 ? 0 : x0 > size ? size : x0;
    x1 = x1 < 0 ? 0 : x1 > size ? size : x1;
    y0 = y0 < 0 ? 0 : y0 > size ? size : y0;
    y1 = y1 < 0 ? 0 : y1 > size ? size : y1;
    if (y0 === y1) return;
    let sign = 1;
    if (y0 > y1) {
      [x0, y0, x1, y1] = [x1, y1, x0, y0];
      sign = -1;
    }
    const slope = (x1 - x0) / (y1 - y0);
    const last = min(size - 1, floor(y1));
    for (let row = floor(y0), x = x0; row <= last; row++) {
      const top = row > y0 ? row : y0;
      const bottom = row + 1 < y1 ? row + 1 : y1;
      const height = bottom - top;
      if (height <= 0) continue;
      let next = x0 + (bottom - y0) * slope;
      next = next < 0 ? 0 : next > size ? size : next;
      cover(area, row * width, x < next ? x : next, x < next ? next : x, sign * height);
      x = next;
    }
  }

  /** The share of pixel (column, row) inside, for `row` into `out` (size numbers): coverage by positive windings, at most 1. */
  coverage(row: number, out: Float64Array, at: number): void {
    const { area, size } = this;
    let sum = 0;
    for (let column = 0, i = row * (size + 2); column < size; column++, i++) {
      sum += area[i]!;
      out[at + column] = sum <= 0 ? 0 : sum >= 1 ? 1 : sum;
    }
  }
}

/** Spreads an edge piece from column `left` to `right` (left <= right) of signed height `height` over a row. */
function cover(area: Float64Array, row: number, left: number, right: number, height: number): void {
  const first = floor(left);
  const end = ceil(right);
  if (end <= first + 1) {
    const mean = (left + right) / 2 - first;
    area[row + first]! += height - height * mean;
    area[row + first + 1]! += height * mean;
    return;
  }
  // Height is spread evenly over right - left; each pixel gets the area right of the edge within it.
  const density = height / (right - left);
  const rise = first + 1 - left;
  let before = (density * rise * rise) / 2;
  area[row + first]! += before;
  let total = before;
  for (let column = first + 1; column < end - 1; column++) {
    // Covered so far at this column: all the height that entered before it, and half of what enters in it.
    before = density * (column - left) + density / 2;
    area[row + column]! += before - total;
    total = before;
  }
  const reach = right - (end - 1);
  before = density * (end - 1 - left) + density * (reach - (reach * reach) / 2);
  area[row + end - 1]! += before - total;
  area[row + end]! += height - before;
}
