import fc from 'fast-check';
import { decisionPolygon, decisionRays } from '../network/decision-polygon';
import { decisionSubdivision } from '../network/decision-subdivision';
import { decisionBoundary } from '../network/labelled-subdivision';
import { floats } from '../numbers/floats';
import { networks, withoutBiases } from '../testing/networks';
import { tie, type Slice } from './result/complex';
import { sliceNetworkNow } from './slice';
import { layered } from './testing/nets';

type Point = readonly [number, number];

/** The edges of the boundary between two classes that are not tied. */
function betweenClasses({ boundary, edges, parts, vertices }: Slice): [Point, Point][] {
  const at = (vertex: number): Point => [vertices[2 * vertex]!, vertices[2 * vertex + 1]!];
  const found = [...boundary.edges].filter((edge) => {
    const [left, right] = [parts.class[edges.parts[2 * edge]!]!, parts.class[edges.parts[2 * edge + 1]!]!];
    return left !== right && left !== tie && right !== tie;
  });
  return found.map((edge) => [at(edges.vertices[2 * edge]!), at(edges.vertices[2 * edge + 1]!)]);
}

test('without biases, the boundary leaves the box along the rays of the decision polygon', () => {
  fc.assert(
    fc.property(networks(), (network) => {
      const free = withoutBiases(network);
      const rays = decisionRays(decisionPolygon(floats, free)).map(([x, y]): Point => {
        const size = Math.max(Math.abs(x), Math.abs(y));
        return [x / size, y / size];
      });
      const slice = sliceNetworkNow(layered([free.hidden, free.output]), { box: [-1, -1, 1, 1] });
      const ends = betweenClasses(slice).flat();
      const left = ends.filter(([x, y]) => Math.max(Math.abs(x), Math.abs(y)) === 1);
      const byAngle = (points: readonly Point[]) => points.map(([x, y]) => Math.atan2(y + 0, x)).sort((a, b) => a - b);
      const found = byAngle(left);
      expect(found).toHaveLength(rays.length);
      byAngle(rays).forEach((angle, i) => expect(Math.cos(found[i]! - angle)).toBeCloseTo(1, 12));
    }),
    { numRuns: 150 },
  );
});

test('with biases, the boundary in the box is as long as the curve that is dual to the bridges', () => {
  fc.assert(
    fc.property(networks(), (network) => {
      const subdivision = decisionSubdivision(floats, network);
      const { segments, rays, lines } = decisionBoundary(subdivision);
      const vertices = subdivision.curve.vertices.map(({ point }) => point);
      const far = (from: Point, [x, y]: Point, size: number): Point => {
        const scale = size / Math.hypot(x, y);
        return [from[0] + scale * x, from[1] + scale * y];
      };
      const pieces = [
        ...segments.map(({ ends: [from, to] }) => [vertices[from]!, vertices[to]!] as const),
        ...rays.map(({ from, direction }) => [vertices[from]!, far(vertices[from]!, direction, 1e4)] as const),
        ...lines.map(
          ({ through, direction }) => [far(through, direction, -1e4), far(through, direction, 1e4)] as const,
        ),
      ];
      const slice = sliceNetworkNow(layered([network.hidden, network.output]), { box: [-3, -3, 3, 3] });
      const found = betweenClasses(slice).reduce((sum, [a, b]) => sum + Math.hypot(b[0] - a[0], b[1] - a[1]), 0);
      const inside = pieces.reduce((sum, [from, to]) => sum + lengthInside(from, to, 3), 0);
      // The polygon's curve may lie along a side of the box, which the slice has no part beyond.
      fc.pre(!pieces.some(([from, to]) => alongSide(from, to, 3)));
      expect(found).toBeCloseTo(inside, 6);
    }),
    { numRuns: 150 },
  );
});

/** The length of a segment in the square of a half-width (Liang and Barsky, 1984). */
function lengthInside(from: Point, to: Point, half: number): number {
  let [start, end] = [0, 1];
  for (const axis of [0, 1] as const) {
    const step = to[axis] - from[axis];
    if (step === 0) {
      if (Math.abs(from[axis]) > half) return 0;
      continue;
    }
    const [enter, leave] = [(-half - from[axis]) / step, (half - from[axis]) / step].sort((a, b) => a - b);
    start = Math.max(start, enter!);
    end = Math.min(end, leave!);
  }
  return Math.max(0, end - start) * Math.hypot(to[0] - from[0], to[1] - from[1]);
}

function alongSide(from: Point, to: Point, half: number): boolean {
  return ([0, 1] as const).some((axis) => [from, to].every((point) => Math.abs(Math.abs(point[axis]) - half) < 1e-9));
}
