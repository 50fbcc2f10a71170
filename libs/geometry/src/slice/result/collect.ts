import { boxLine } from '../engine/recorder';
import { outside, type Mesh } from '../mesh/mesh';
import { removed } from '../mesh/remove';
import type { Box } from '../plane';
import type { Edges, Parts, Polygons } from './complex';

/** What a walk left behind, without what was removed on the way, and numbered without gaps. */
export interface Collected {
  readonly vertices: Float64Array;
  readonly edges: Edges;
  readonly cells: Polygons;
  readonly parts: Parts;
}

interface Source {
  readonly mesh: Mesh;
  /** Of every face. */
  readonly cellOf: Int32Array;
  readonly classOf: Int32Array;
  readonly cells: number;
  readonly box: Box;
  /** The unit, counted through all stages, that a line of the mesh stands for. */
  readonly unitOf: (line: number) => number;
}

/** Makes polygons and edges of a mesh. */
export function collect(source: Source): Collected {
  const { mesh } = source;
  const used = new Uint8Array(mesh.vertices);
  for (let edge = 0; edge < mesh.halfEdges; edge++) if (mesh.origin[edge] !== removed) used[mesh.origin[edge]!] = 1;
  const vertexOf = numbered(mesh.vertices, (vertex) => used[vertex] === 1);
  const partOf = numbered(mesh.faces, (face) => mesh.edge[face] !== removed);
  return {
    vertices: coordinates(source, vertexOf),
    edges: collectEdges(source, vertexOf, partOf),
    cells: collectCells(source, vertexOf),
    parts: collectParts(source, vertexOf, partOf),
  };
}

/** New numbers for those that are kept, -1 for the others; the last is how many are kept. */
function numbered(length: number, isKept: (i: number) => boolean): Int32Array {
  const numbers = new Int32Array(length + 1).fill(-1);
  let count = 0;
  for (let i = 0; i < length; i++) if (isKept(i)) numbers[i] = count++;
  numbers[length] = count;
  return numbers;
}

/** Inside, coordinates are relative to the centre of the box; what lies on its sides gets their very numbers. */
function coordinates({ mesh, box: [left, bottom, right, top] }: Source, vertexOf: Int32Array): Float64Array {
  const [centreX, centreY] = [(left + right) / 2, (bottom + top) / 2];
  const [halfX, halfY] = [(right - left) / 2, (top - bottom) / 2];
  const place = (value: number, half: number, centre: number, low: number, high: number) =>
    value === -half ? low : value === half ? high : value + centre;
  const found = new Float64Array(2 * vertexOf.at(-1)!);
  for (let vertex = 0; vertex < mesh.vertices; vertex++) {
    const to = 2 * vertexOf[vertex]!;
    if (to < 0) continue;
    found[to] = place(mesh.x[vertex]!, halfX, centreX, left, right);
    found[to + 1] = place(mesh.y[vertex]!, halfY, centreY, bottom, top);
  }
  return found;
}

function collectEdges({ mesh, unitOf }: Source, vertexOf: Int32Array, partOf: Int32Array): Edges {
  const { origin, twin, face, line, mark } = mesh;
  let count = 0;
  for (let edge = 0; edge < mesh.halfEdges; edge++) if (origin[edge] !== removed && edge < twin[edge]!) count++;
  const [vertices, parts] = [new Int32Array(2 * count), new Int32Array(2 * count)];
  const [lines, tied] = [new Int32Array(count), new Uint8Array(count)];
  const sideOf = (edge: number) => (face[edge] === outside ? outside : partOf[face[edge]!]!);
  let at = 0;
  for (let edge = 0; edge < mesh.halfEdges; edge++) {
    const back = twin[edge]!;
    if (origin[edge] === removed || edge > back) continue;
    vertices[2 * at] = vertexOf[origin[edge]!]!;
    vertices[2 * at + 1] = vertexOf[origin[back]!]!;
    parts[2 * at] = sideOf(edge);
    parts[2 * at + 1] = sideOf(back);
    tied[at] = mark[edge]!;
    lines[at++] = line[edge]! > boxLine ? unitOf(line[edge]!) : line[edge]!;
  }
  return { vertices, parts, line: lines, tied };
}

function collectParts({ mesh, cellOf, classOf }: Source, vertexOf: Int32Array, partOf: Int32Array): Parts {
  const count = partOf.at(-1)!;
  const [cell, classes] = [new Int32Array(count), new Int32Array(count)];
  const polygons = new PolygonList(count);
  for (let face = 0; face < mesh.faces; face++) {
    const part = partOf[face]!;
    if (part < 0) continue;
    cell[part] = cellOf[face]!;
    classes[part] = classOf[face]!;
    const first = mesh.edge[face]!;
    let edge = first;
    do {
      polygons.add(vertexOf[mesh.origin[edge]!]!);
      edge = mesh.next[edge]!;
    } while (edge !== first);
    polygons.end();
  }
  return { ...polygons.list(), cell, class: classes };
}

/** The outlines of cells: around their parts, where the other side is another cell. */
function collectCells({ mesh, cellOf, cells }: Source, vertexOf: Int32Array): Polygons {
  const { origin, next, twin, face } = mesh;
  const cellAt = (edge: number) => (face[edge] === outside ? -1 : cellOf[face[edge]!]!);
  const borders = new Int32Array(cells).fill(-1);
  for (let edge = 0; edge < mesh.halfEdges; edge++) {
    if (origin[edge] === removed) continue;
    const cell = cellAt(edge);
    if (cell >= 0 && borders[cell]! < 0 && cellAt(twin[edge]!) !== cell) borders[cell] = edge;
  }
  const polygons = new PolygonList(cells);
  for (let cell = 0; cell < cells; cell++) {
    const first = borders[cell]!;
    let edge = first;
    do {
      polygons.add(vertexOf[origin[edge]!]!);
      edge = next[edge]!;
      while (cellAt(twin[edge]!) === cell) edge = next[twin[edge]!]!;
    } while (edge !== first);
    polygons.end();
  }
  return polygons.list();
}

class PolygonList {
  private readonly start: Int32Array;
  private vertices: Int32Array;
  private polygon = 0;
  private count = 0;

  constructor(polygons: number) {
    this.start = new Int32Array(polygons + 1);
    this.vertices = new Int32Array(5 * polygons);
  }

  add(vertex: number): void {
    if (this.count === this.vertices.length) this.vertices = grown(this.vertices);
    this.vertices[this.count++] = vertex;
  }

  end(): void {
    this.start[++this.polygon] = this.count;
  }

  list(): Polygons {
    return { start: this.start, vertices: this.vertices.slice(0, this.count) };
  }
}

function grown(vertices: Int32Array): Int32Array<ArrayBuffer> {
  const more = new Int32Array(vertices.length + (vertices.length >> 1) + 1);
  more.set(vertices);
  return more;
}
