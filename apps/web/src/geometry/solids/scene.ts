import {
  AmbientLight,
  BufferGeometry,
  DirectionalLight,
  DoubleSide,
  Float32BufferAttribute,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshLambertMaterial,
  PerspectiveCamera,
  Scene,
  Spherical,
  WebGLRenderer,
} from 'three';
import type { Solid } from '../worker/solids';

/** A solid, and its colour as CSS writes it. */
export interface ColouredSolid extends Solid {
  readonly colour: string;
}

/** How far a drag of a pixel, or a key, turns, in radians. */
const [DRAG, KEY] = [0.008, Math.PI / 24];
const NEAREST = 1.2;
const FARTHEST = 8;
/** Never quite upright: there the camera would not know where up is. */
const POLE = 0.05;

const turns: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-KEY, 0],
  ArrowRight: [KEY, 0],
  ArrowUp: [0, -KEY],
  ArrowDown: [0, KEY],
};

/** Polytopes of space on a canvas, seen from where one turns to; heights, the third coordinate, point upwards. */
export class SolidScene {
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #camera = new PerspectiveCamera(40, 1, 0.1, 100);
  readonly #place = new Spherical(2.2, 1.1, 0.7);
  #group = new Group();

  /** @throws {Error} where there is no WebGL. */
  constructor(private readonly canvas: HTMLCanvasElement) {
    this.#renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true });
    const light = new DirectionalLight('#ffffff', 1.8);
    light.position.set(1, 2, 1.5);
    this.#scene.add(new AmbientLight('#ffffff', 1.6), light, this.#group);
  }

  /** Shows these; all together they fill the view. */
  show(solids: readonly ColouredSolid[], ink: string): void {
    this.#scene.remove(this.#group);
    dispose(this.#group);
    this.#group = new Group();
    const { middle, size } = boundsOf(solids);
    for (const solid of solids) {
      const points = solid.vertices.map(([x, y, z]) => {
        return [(x - middle[0]) / size[0], (z - middle[2]) / size[1], (middle[1] - y) / size[0]] as const;
      });
      this.#group.add(surfaceOf(solid, points), edgesOf(solid, points, ink));
    }
    this.#scene.add(this.#group);
    this.draw();
  }

  resize(width: number, height: number): void {
    this.#renderer.setPixelRatio(Math.min(2, window.devicePixelRatio));
    this.#renderer.setSize(width, height, false);
    this.#camera.aspect = width / height;
    this.#camera.updateProjectionMatrix();
    this.draw();
  }

  /** By pixels of a drag. */
  drag(dx: number, dy: number): void {
    this.#turn(-dx * DRAG, -dy * DRAG);
  }

  zoom(factor: number): void {
    this.#place.radius = Math.min(FARTHEST, Math.max(NEAREST, this.#place.radius * factor));
    this.draw();
  }

  /** Whether a key did something. */
  press(key: string): boolean {
    const turn = turns[key];
    if (turn) this.#turn(...turn);
    else if (key === '+') this.zoom(0.9);
    else if (key === '-') this.zoom(1 / 0.9);
    else return false;
    return true;
  }

  draw(): void {
    this.#camera.position.setFromSpherical(this.#place);
    this.#camera.lookAt(0, 0, 0);
    this.#renderer.render(this.#scene, this.#camera);
  }

  close(): void {
    dispose(this.#group);
    this.#renderer.dispose();
  }

  #turn(around: number, over: number): void {
    this.#place.theta += around;
    this.#place.phi = Math.min(Math.PI - POLE, Math.max(POLE, this.#place.phi + over));
    this.draw();
  }
}

type Points = readonly (readonly [number, number, number])[];

function surfaceOf({ faces, colour }: ColouredSolid, points: Points): Mesh {
  // Faces are convex: a fan of triangles around the first corner.
  const corners = faces.flatMap(([first, ...rest]) =>
    rest.slice(1).flatMap((corner, i) => [first!, rest[i]!, corner].flatMap((each) => points[each]!)),
  );
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new Float32BufferAttribute(corners, 3));
  geometry.computeVertexNormals();
  const look = { color: colour, transparent: true, opacity: 0.45, side: DoubleSide, depthWrite: false };
  return new Mesh(geometry, new MeshLambertMaterial(look));
}

function edgesOf({ faces, vertices }: Solid, points: Points, ink: string): LineSegments {
  // Of the two faces of an edge, one goes from its lower vertex to the higher; a segment has no faces.
  const sides = faces.flatMap((face) => face.map((from, k): [number, number] => [from, face[(k + 1) % face.length]!]));
  const edges = faces.length === 0 && vertices.length === 2 ? [[0, 1]] : sides.filter(([a, b]) => a < b);
  const geometry = new BufferGeometry();
  const ends = edges.flatMap(([a, b]) => [...points[a!]!, ...points[b!]!]);
  geometry.setAttribute('position', new Float32BufferAttribute(ends, 3));
  return new LineSegments(geometry, new LineBasicMaterial({ color: ink, transparent: true, opacity: 0.5 }));
}

/** The middle of all vertices, and the sizes of the slopes and of the heights, each brought to 1. */
function boundsOf(solids: readonly Solid[]) {
  const all = solids.flatMap(({ vertices }) => vertices);
  const range = (axis: 0 | 1 | 2) => {
    const values = all.map((vertex) => vertex[axis]);
    return [
      values.reduce((a, b) => Math.min(a, b), Infinity),
      values.reduce((a, b) => Math.max(a, b), -Infinity),
    ] as const;
  };
  const [x, y, z] = [range(0), range(1), range(2)];
  const middle = [x, y, z].map(([low, high]) => (low + high) / 2) as [number, number, number];
  const size = [Math.max(x[1] - x[0], y[1] - y[0]) || 1, z[1] - z[0] || 1] as const;
  return { middle, size };
}

function dispose(group: Group): void {
  group.traverse((each) => {
    if (!(each instanceof Mesh || each instanceof LineSegments)) return;
    (each.geometry as BufferGeometry).dispose();
    (each.material as LineBasicMaterial | MeshLambertMaterial).dispose();
  });
}
