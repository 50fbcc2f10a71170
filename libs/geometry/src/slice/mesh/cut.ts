import type { Mesh } from './mesh';
import type { Outline } from './outline';

/**
 * Cuts the face of an outline where a function that is affine on it is 0. Values within `tolerance` of 0 are 0, so that a line
 * through a corner ends there. The part where the function is positive stays the face.
 *
 * @param values of the function at the corners; some are above the tolerance and some below its negative
 * @returns the new face, where the function is negative.
 */
export function cutFace(mesh: Mesh, outline: Outline, values: Float64Array, tolerance: number, line: number): number {
  const { corners: n, edges } = outline;
  let highest = 0;
  for (let i = 1; i < n; i++) if (values[i]! > values[highest]!) highest = i;
  // From its highest corner, the positive part reaches as far as no corner is negative.
  let last = highest;
  while (values[(last + 1) % n]! >= -tolerance) last++;
  last %= n;
  let before = (highest + n - 1) % n;
  while (values[before]! >= -tolerance) before = (before + n - 1) % n;

  const onCorner = values[last]! <= tolerance;
  const until = edges[onCorner ? (last + n - 1) % n : last]!;
  if (!onCorner) splitAtZero(mesh, outline, values, last);
  if (values[(before + 1) % n]! > tolerance) splitAtZero(mesh, outline, values, before);
  return mesh.splitFace(edges[before]!, until, line);
}

/** A vertex where the function is 0 on the edge from corner i. */
function splitAtZero(mesh: Mesh, { corners, edges, x, y }: Outline, values: Float64Array, i: number): void {
  const j = i + 1 === corners ? 0 : i + 1;
  const share = values[i]! / (values[i]! - values[j]!);
  mesh.splitEdge(edges[i]!, x[i]! + share * (x[j]! - x[i]!), y[i]! + share * (y[j]! - y[i]!));
}
