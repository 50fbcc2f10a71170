import { grownBytes, grownFloats, grownInts } from './grown';

/** The face beyond the box. */
export const outside = -1;

/**
 * A subdivision of a box into convex polygons, as half-edges in typed arrays. A half-edge goes from `origin` to the origin of
 * `next`, has its `face` on the left and its `twin` on the other side; `line` says what drew it. A vertex belongs to all
 * polygons that it touches from the moment it is made: no polygon has a corner in the middle of a neighbour's side.
 */
export class Mesh {
  vertices = 0;
  x = new Float64Array(64);
  y = new Float64Array(64);
  halfEdges = 0;
  origin = new Int32Array(256);
  next = new Int32Array(256);
  twin = new Int32Array(256);
  face = new Int32Array(256);
  line = new Int32Array(256);
  /** 1 for both sides of an edge that was marked; what an edge is cut into stays marked. */
  mark = new Uint8Array(256);
  faces = 0;
  /** A half-edge of every face. */
  edge = new Int32Array(64);

  /** One face, its corners counter-clockwise; `lines[i]` is the line of the side from corner i. */
  constructor(corners: readonly (readonly [number, number])[], lines: readonly number[]) {
    const face = this.addFace();
    const n = corners.length;
    for (const [x, y] of corners) this.addVertex(x, y);
    for (let i = 0; i < n; i++) {
      const inner = this.addHalfEdge(i, face, lines[i]!);
      const outer = this.addHalfEdge((i + 1) % n, outside, lines[i]!);
      this.next[inner] = 2 * ((i + 1) % n);
      this.next[outer] = 2 * ((i + n - 1) % n) + 1;
      this.twin[inner] = outer;
      this.twin[outer] = inner;
    }
    this.edge[face] = 0;
  }

  /** Bytes of its arrays. */
  get bytes(): number {
    return 16 * this.x.length + 21 * this.origin.length + 4 * this.edge.length;
  }

  /** A new vertex on a half-edge, which ends there; its former end is that of its new successor. */
  splitEdge(edge: number, x: number, y: number): number {
    const vertex = this.addVertex(x, y);
    const back = this.twin[edge]!;
    const rest = this.addHalfEdge(vertex, this.face[edge]!, this.line[edge]!);
    const backRest = this.addHalfEdge(vertex, this.face[back]!, this.line[back]!);
    const { next, twin, mark } = this;
    mark[rest] = mark[edge]!;
    mark[backRest] = mark[edge]!;
    next[rest] = next[edge]!;
    next[edge] = rest;
    next[backRest] = next[back]!;
    next[back] = backRest;
    twin[edge] = backRest;
    twin[backRest] = edge;
    twin[rest] = back;
    twin[back] = rest;
    return vertex;
  }

  markEdge(edge: number): void {
    this.mark[edge] = 1;
    this.mark[this.twin[edge]!] = 1;
  }

  /**
   * Cuts a face from the end of `before` to the end of `until`, two half-edges of it. The part between the two, in the order of
   * the face, stays the face; the other is the new one that is returned.
   */
  splitFace(before: number, until: number, line: number): number {
    const face = this.face[before]!;
    const other = this.addFace();
    const first = this.next[before]!;
    const after = this.next[until]!;
    const forth = this.addHalfEdge(this.origin[first]!, other, line);
    const back = this.addHalfEdge(this.origin[after]!, face, line);
    const { next, twin } = this;
    twin[forth] = back;
    twin[back] = forth;
    next[until] = back;
    next[back] = first;
    next[before] = forth;
    next[forth] = after;
    this.edge[face] = back;
    this.edge[other] = forth;
    for (let edge = after; edge !== forth; edge = next[edge]!) this.face[edge] = other;
    return other;
  }

  private addVertex(x: number, y: number): number {
    const vertex = this.vertices++;
    if (vertex === this.x.length) {
      this.x = grownFloats(this.x);
      this.y = grownFloats(this.y);
    }
    this.x[vertex] = x;
    this.y[vertex] = y;
    return vertex;
  }

  private addFace(): number {
    const face = this.faces++;
    if (face === this.edge.length) this.edge = grownInts(this.edge);
    return face;
  }

  private addHalfEdge(origin: number, face: number, line: number): number {
    const edge = this.halfEdges++;
    if (edge === this.origin.length) {
      this.origin = grownInts(this.origin);
      this.next = grownInts(this.next);
      this.twin = grownInts(this.twin);
      this.face = grownInts(this.face);
      this.line = grownInts(this.line);
      this.mark = grownBytes(this.mark);
    }
    this.origin[edge] = origin;
    this.face[edge] = face;
    this.line[edge] = line;
    return edge;
  }
}
