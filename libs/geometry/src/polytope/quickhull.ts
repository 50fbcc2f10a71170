import type { Point3, Ring } from '../numbers/ring';

/** A triangle of a hull as it grows; corners are indices of points, counter-clockwise seen from outside. */
export interface Facet {
  readonly corners: readonly [number, number, number];
  /** The facet beyond the edge from corner k to corner k + 1. */
  readonly neighbours: Facet[];
  /** Points that see this facet, and that no facet before it has. */
  outside: number[];
  gone: boolean;
}

type Edge = readonly [from: number, to: number, beyond: Facet];

/**
 * The triangles of the hull of different points (Barber, Dobkin, Huhdanpaa, The quickhull algorithm for convex hulls, 1996). What
 * sees what is exact, so a point outside sees a facet, those it sees are a disc, and no new triangle is degenerate.
 *
 * @param start four points that are not on a plane
 */
export function quickhull<T>(ring: Ring<T>, points: readonly Point3<T>[], start: readonly number[]): Facet[] {
  const sees = (p: number, { corners: [a, b, c] }: Facet) =>
    ring.side(points[a]!, points[b]!, points[c]!, points[p]!) > 0;
  const share = (waiting: readonly number[], among: readonly Facet[]) => {
    for (const p of waiting) among.find((facet) => sees(p, facet))?.outside.push(p);
  };
  const furthest = furthestFrom(ring, points);
  const facets = tetrahedron(ring, points, start);
  const waiting = points.map((_, i) => i).filter((i) => !start.includes(i));
  share(waiting, facets);
  // New facets are appended while this runs.
  for (let k = 0; k < facets.length; k++) {
    const facet = facets[k]!;
    if (facet.gone || facet.outside.length === 0) continue;
    const p = furthest(facet);
    const { seen, horizon } = look(facet, (other) => sees(p, other));
    const cone = coneOver(horizon, p);
    for (const old of seen) old.gone = true;
    share(
      [...seen].flatMap(({ outside }) => outside).filter((point) => point !== p),
      cone,
    );
    facets.push(...cone);
  }
  return facets.filter(({ gone }) => !gone);
}

/**
 * Faces instead of triangles: those of one plane become one polygon. Corners that only two faces share are inside an edge and are
 * left out.
 */
export function mergeCoplanar<T>(ring: Ring<T>, points: readonly Point3<T>[], facets: readonly Facet[]): number[][] {
  const planeOf = new Map<Facet, number>();
  const outlines: Map<number, number>[] = [];
  for (const facet of facets) {
    if (planeOf.has(facet)) continue;
    const plane = outlines.length;
    planeOf.set(facet, plane);
    const [a, b, c] = facet.corners;
    const coplanar = (other: Facet) =>
      other.corners.every((p) => ring.side(points[a]!, points[b]!, points[c]!, points[p]!) === 0);
    const { seen, horizon } = look(facet, coplanar);
    for (const other of seen) planeOf.set(other, plane);
    outlines.push(new Map(horizon.map(([from, to]) => [from, to])));
  }
  const planes = new Map<number, Set<number>>();
  for (const facet of facets) {
    for (const corner of facet.corners) {
      if (!planes.has(corner)) planes.set(corner, new Set());
      planes.get(corner)!.add(planeOf.get(facet)!);
    }
  }
  return outlines.map((next) => cycle(next).filter((corner) => planes.get(corner)!.size > 2));
}

function tetrahedron<T>(ring: Ring<T>, points: readonly Point3<T>[], start: readonly number[]): Facet[] {
  const [a, b, c, d] = start as [number, number, number, number];
  const above = ring.side(points[a]!, points[b]!, points[c]!, points[d]!) > 0;
  const [p, q, r] = above ? [a, c, b] : [a, b, c];
  const base = newFacet(p, q, r);
  const edges: Edge[] = [
    [p, q, base],
    [q, r, base],
    [r, p, base],
  ];
  // Seen from d, the base's edges run the other way round.
  return [base, ...coneOver(edges.map(([from, to]) => [to, from, base] as const).reverse(), d)];
}

/** Facets from each edge of a closed way to a point, joined to each other and to what is beyond the edges. */
function coneOver(horizon: readonly Edge[], tip: number): Facet[] {
  const cone = horizon.map(([from, to]) => newFacet(from, to, tip));
  const startingAt = new Map(cone.map((facet) => [facet.corners[0], facet]));
  horizon.forEach(([, to, beyond], k) => {
    const facet = cone[k]!;
    const next = startingAt.get(to)!;
    facet.neighbours[0] = beyond;
    beyond.neighbours[beyond.corners.indexOf(to)] = facet;
    facet.neighbours[1] = next;
    next.neighbours[2] = facet;
  });
  return cone;
}

/** The facets like this one, from neighbour to neighbour, and the edges where others begin. */
function look(facet: Facet, like: (other: Facet) => boolean): { seen: Set<Facet>; horizon: Edge[] } {
  const seen = new Set([facet]);
  const others = new Set<Facet>();
  const horizon: Edge[] = [];
  // The set grows while it is walked.
  for (const { corners, neighbours } of seen) {
    neighbours.forEach((beyond, k) => {
      if (!seen.has(beyond) && !others.has(beyond)) (like(beyond) ? seen : others).add(beyond);
      if (others.has(beyond)) horizon.push([corners[k]!, corners[(k + 1) % 3]!, beyond]);
    });
  }
  return { seen, horizon };
}

/** The corners of a closed way, given what comes after each. */
function cycle(next: ReadonlyMap<number, number>): number[] {
  const [first] = next.keys();
  const corners = [first!];
  for (let at = next.get(first!)!; at !== first; at = next.get(at)!) corners.push(at);
  return corners;
}

function newFacet(a: number, b: number, c: number): Facet {
  return { corners: [a, b, c], neighbours: [], outside: [], gone: false };
}

/** The point furthest outside a facet, as floats see it: any point would do, this one leaves the least to do. */
function furthestFrom<T>({ toNumber }: Ring<T>, points: readonly Point3<T>[]): (facet: Facet) => number {
  const xyz = Float64Array.from(points.flatMap((point) => point.map(toNumber)));
  const at = (p: number, axis: number) => xyz[3 * p + axis]!;
  return ({ corners: [a, b, c], outside }) => {
    const [ux, uy, uz] = [0, 1, 2].map((axis) => at(b, axis) - at(a, axis)) as [number, number, number];
    const [vx, vy, vz] = [0, 1, 2].map((axis) => at(c, axis) - at(a, axis)) as [number, number, number];
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    let [best, height] = [outside[0]!, -Infinity];
    for (const p of outside) {
      const own = nx * at(p, 0) + ny * at(p, 1) + nz * at(p, 2);
      if (own > height) [best, height] = [p, own];
    }
    return best;
  };
}
