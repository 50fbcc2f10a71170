import {
  decisionPolygon,
  decisionSubdivision,
  drawPolygon,
  drawSubdivision,
  floats,
  sliceDual,
  type DecisionMode,
  type DecisionPolygon,
  type DecisionSubdivision,
  type Drawing,
  type Slice,
  type SliceDual,
  type TwoLayers,
} from '@tombola/geometry';

/** `outline`: the decision polygon, biases left out, as the paper draws it; `exact`: the whole subdivision, with them. */
export type DualKind = 'outline' | 'exact';

/** A vertex of the polygon or the subdivision. */
export interface DualVertex {
  readonly point: readonly [number, number];
  /** The highest on its cell; more than one: a tie. */
  readonly classes: readonly number[];
}

export interface DualEdge {
  readonly ends: readonly [number, number];
  /** Whether it is dual to a piece of the decision boundary. */
  readonly bridge: boolean;
  /** The hidden units that switch there. */
  readonly neurons: readonly number[];
}

/** The polygon or the subdivision of a network, drawn, with what its slice has of it. */
export interface Dual {
  readonly draw: (width: number) => Drawing;
  readonly vertices: readonly DualVertex[];
  readonly edges: readonly DualEdge[];
  readonly ofSlice: SliceDual;
}

/** More hidden units than this are too many for the exact subdivision, which takes their cube. */
export const MOST_UNITS = 100;

/** Undefined for an exact one of too many units. */
export function dualOf(network: TwoLayers, slice: Slice, kind: DualKind, mode: DecisionMode): Dual | undefined {
  const small = network.hidden.weights.length <= MOST_UNITS;
  const subdivision = small ? decisionSubdivision(floats, network, { mode }) : undefined;
  if (kind === 'exact') return subdivision && exact(subdivision, slice);
  return outline(decisionPolygon(floats, network, { mode }), subdivision, slice);
}

function exact(subdivision: DecisionSubdivision, slice: Slice): Dual {
  const { vertices, edges, classes, bridges, neurons } = subdivision;
  return {
    draw: (width) => drawSubdivision(subdivision, { width, interactive: true }),
    vertices: vertices.map(([x, y], v) => ({ point: [x, y], classes: classes[v]! })),
    edges: edges.map(({ ends }, e) => ({ ends, bridge: bridges[e]!, neurons: neurons[e]! })),
    ofSlice: sliceDual(slice, subdivision),
  };
}

function outline(polygon: DecisionPolygon, subdivision: DecisionSubdivision | undefined, slice: Slice): Dual {
  const { vertices, edges, classes } = polygon;
  const count = vertices.length;
  return {
    draw: (width) => drawPolygon(polygon, { width, interactive: true }),
    vertices: vertices.map((point, v) => ({ point, classes: classes[v]! })),
    edges: edges.map(({ bridge, neurons }, e) => ({ ends: [e, (e + 1) % count], bridge, neurons })),
    ofSlice: subdivision ? onOutline(sliceDual(slice, subdivision), subdivision, polygon) : nothing(slice),
  };
}

/**
 * The outline has the subdivision's vertices whose cells are unbounded: a part of the slice that belongs to another one, or an edge
 * between cells of which one is bounded, has nothing on it (-1).
 */
function onOutline(dual: SliceDual, { vertices, edges }: DecisionSubdivision, polygon: DecisionPolygon): SliceDual {
  const corners = polygon.vertices;
  const size = Math.max(...corners.flat().map(Math.abs), Number.MIN_VALUE);
  const isAt = ([x, y]: readonly [number, number], [u, v]: readonly [number, number]) =>
    Math.hypot(x - u, y - v) <= 1e-9 * size;
  const cornerOf = vertices.map(([x, y]) => corners.findIndex((corner) => isAt(corner, [x, y])));
  const edgeOf = edges.map(({ ends }) => {
    const [a, b] = [cornerOf[ends[0]]!, cornerOf[ends[1]]!];
    if (a < 0 || b < 0) return -1;
    if ((a + 1) % corners.length === b) return a;
    return (b + 1) % corners.length === a ? b : -1;
  });
  return {
    vertexOfPart: dual.vertexOfPart.map((vertex) => cornerOf[vertex]!),
    edgeOfEdge: dual.edgeOfEdge.map((edge) => (edge < 0 ? -1 : edgeOf[edge]!)),
  };
}

function nothing({ parts, edges }: Slice): SliceDual {
  return { vertexOfPart: parts.class.map(() => -1), edgeOfEdge: edges.line.map(() => -1) };
}
