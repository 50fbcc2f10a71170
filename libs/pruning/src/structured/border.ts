import type { Node } from '@tombola/nn';

type Conv = Extract<Node, { op: 'conv' }>;

/**
 * For every place of the kernel at which some of it lies in the padding: which of its taps do, by rows. Places with the same
 * taps outside are there once, so there are few.
 */
export function outsideTaps({
  kernel,
  stride,
  padding,
  inputShapes,
  outputShape,
}: Conv): readonly (readonly number[])[] {
  const [, height, width] = inputShapes[0] as readonly [number, number, number];
  const [, down, right] = outputShape as readonly [number, number, number];
  const [top, , left] = padding;
  const rows = insides(down, stride[0], top, kernel[0], height);
  const columns = insides(right, stride[1], left, kernel[1], width);
  const places = rows.flatMap((row) => columns.map((column) => row.flatMap((y) => column.map((x) => x && y))));
  return places.map((inside) => inside.flatMap((is, tap) => (is ? [] : [tap]))).filter((taps) => taps.length > 0);
}

/** Along one axis: which positions of the kernel lie in the image, for every different place of it. */
function insides(places: number, stride: number, before: number, size: number, extent: number): readonly boolean[][] {
  const found = new Map<string, boolean[]>();
  for (let place = 0; place < places; place++) {
    const inside = Array.from({ length: size }, (_, i) => {
      const at = place * stride - before + i;
      return at >= 0 && at < extent;
    });
    found.set(inside.join(), inside);
  }
  return [...found.values()];
}

/** The greatest sum of weights, by magnitude, that lie in the padding together. */
export function borderError(outside: readonly (readonly number[])[], weights: ArrayLike<number>): number {
  return outside.reduce((most, taps) => Math.max(most, Math.abs(taps.reduce((sum, tap) => sum + weights[tap]!, 0))), 0);
}
