import type { Patterns } from '../engine/patterns';
import type { Box, Plane } from '../plane';
import type { Boundary } from './boundary';
import type { Counts } from './counts';

/** What an edge is called that the box has drawn, and what one where only the class changes. */
export { boxLine, decisionLine, tie } from '../engine/recorder';

/** Polygons, counter-clockwise: polygon i has the vertices from `start[i]` to before `start[i + 1]`. */
export interface Polygons {
  readonly start: Int32Array;
  readonly vertices: Int32Array;
}

/** Convex parts of cells on which one class wins. */
export interface Parts extends Polygons {
  readonly cell: Int32Array;
  /** The output that is the greatest, or `tie`. Of one output: 1 where it is above 0, 0 where it is below. */
  readonly class: Int32Array;
}

/** Every edge once. It ends at the vertices of all polygons that touch it. */
export interface Edges {
  /** [edges, 2] */
  readonly vertices: Int32Array;
  /** The parts on the left and on the right, -1 outside the box. [edges, 2] */
  readonly parts: Int32Array;
  /** `boxLine`, `decisionLine`, or the unit that bends there, counted through all stages. */
  readonly line: Int32Array;
  /** 1 where two outputs are equal and the greatest all along. */
  readonly tied: Uint8Array;
}

/** The units of one stage. */
export interface StageUnits {
  /** Its place among the nodes of the network. */
  readonly node: number;
  /** The first of its units, counted through all stages. */
  readonly first: number;
  readonly units: number;
}

/** An exact slice: the box cut into the cells on which the network is affine. */
export interface Slice {
  readonly box: Box;
  readonly plane: Plane;
  /** [vertices, 2], in the coordinates of the plane. */
  readonly vertices: Float64Array;
  readonly edges: Edges;
  /** A cell for every activation pattern that occurs. */
  readonly cells: Polygons;
  readonly parts: Parts;
  readonly stages: readonly StageUnits[];
  readonly counts: Counts;
  readonly boundary: Boundary;
  /** The states of all units on every cell, unless they were not asked for. */
  readonly patterns?: Pick<Patterns, 'of'>;
}
