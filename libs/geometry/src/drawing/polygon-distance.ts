import { hausdorffPair } from '../distance/hausdorff-pair';
import { normalise } from '../distance/normalise';
import { floats } from '../numbers/floats';
import type { Polygon } from '../polytope/polygon';
import { rangeAround } from './axes';
import type { Drawing } from './drawing';
import { layOut, type DrawingOptions } from './layout';
import { lineEntry } from './legend';
import { element, polygonPath, segmentPath } from './svg';

/** How two polygons are drawn over each other. */
export interface PolygonDistanceDrawingOptions extends Omit<DrawingOptions, 'classes'> {
  /** What the polygons are called. @default first and second */
  readonly names?: readonly [string, string];
}

/** The CSS classes of the outlines: the second one is also dashed. */
const outlines = ['edge class-0', 'edge class-1 dashed'] as const;

/**
 * Draws two polygons over each other, centroids together and perimeters 1, and two points that are as far apart as their Hausdorff
 * distance then is: a vertex of one, and the point of the other that is nearest to it. The same polygons give the same text.
 *
 * @throws {InputError} for an empty polygon, or coordinates that are not finite.
 */
export function drawPolygonDistance(
  first: Polygon,
  second: Polygon,
  options: PolygonDistanceDrawingOptions = {},
): Drawing {
  const { width, title = 'Two decision polygons', names = ['first', 'second'] } = options;
  const { axes = ['slope in x₁, perimeters 1', 'slope in x₂, perimeters 1'] } = options;
  const [p, q] = [first, second].map((polygon) => normalise(polygon, { place: 'centroid', size: 'perimeter' })) as [
    Polygon,
    Polygon,
  ];
  const { distance, from, to } = hausdorffPair(floats, p, q);
  const farthest = `farthest points, ${distance.toPrecision(3)} apart`;
  const legend = [
    ...names.map((name, i) => lineEntry(outlines[i]!, name)),
    ...(distance > 0 ? [lineEntry('ray', farthest)] : []),
  ];
  const description = `${names[0]} and ${names[1]}, centroids together and perimeters 1. Hausdorff distance ${distance.toPrecision(3)}.`;
  const surroundings = { range: rangeAround([...p, ...q]), width, title, axes, legend, description };
  return layOut(surroundings, ({ place }) => {
    const drawn = [p, q].map((polygon, i) => {
      const d = polygonPath(polygon.map(([x, y]) => place(x, y)));
      return element('path', { class: 'polygon', d }) + element('path', { class: outlines[i], d });
    });
    if (distance === 0) return drawn.join('');
    const ends = [from, to].map(([x, y]) => place(x, y));
    const marks = ends.map(([cx, cy]) => element('circle', { class: 'mark', cx, cy, r: 4 }));
    const between = element('path', { class: 'ray', d: segmentPath(ends[0]!, ends[1]!) });
    return [...drawn, between, ...marks].join('');
  });
}
