import type { Mesh } from './mesh';

/** The corners of one face in the order of its half-edges, and the box around them. Reused from face to face. */
export class Outline {
  corners = 0;
  /** `edges[i]` leaves corner i. */
  edges = new Int32Array(64);
  x = new Float64Array(64);
  y = new Float64Array(64);
  centreX = 0;
  centreY = 0;
  /** Half of the box around it. */
  halfX = 0;
  halfY = 0;

  load(mesh: Mesh, face: number): void {
    const { origin, next } = mesh;
    const first = mesh.edge[face]!;
    let left = Infinity;
    let right = -Infinity;
    let bottom = Infinity;
    let top = -Infinity;
    let n = 0;
    let edge = first;
    do {
      if (n === this.edges.length) this.grow();
      const x = mesh.x[origin[edge]!]!;
      const y = mesh.y[origin[edge]!]!;
      this.edges[n] = edge;
      this.x[n] = x;
      this.y[n] = y;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < bottom) bottom = y;
      if (y > top) top = y;
      n++;
      edge = next[edge]!;
    } while (edge !== first);
    this.corners = n;
    this.centreX = (left + right) / 2;
    this.centreY = (bottom + top) / 2;
    this.halfX = (right - left) / 2;
    this.halfY = (top - bottom) / 2;
  }

  area(): number {
    const { x, y, corners } = this;
    let twice = 0;
    for (let i = 0, j = corners - 1; i < corners; j = i++) {
      twice += (x[j]! - x[0]!) * (y[i]! - y[0]!) - (x[i]! - x[0]!) * (y[j]! - y[0]!);
    }
    return twice / 2;
  }

  private grow(): void {
    const size = 2 * this.edges.length;
    const [edges, x, y] = [new Int32Array(size), new Float64Array(size), new Float64Array(size)];
    edges.set(this.edges);
    x.set(this.x);
    y.set(this.y);
    [this.edges, this.x, this.y] = [edges, x, y];
  }
}
