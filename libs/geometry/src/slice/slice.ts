import { boxLine, checkMemory, Recorder } from './engine/recorder';
import { Walk } from './engine/walk';
import { Mesh } from './mesh/mesh';
import type { PiecewiseLinearNetwork } from './network';
import { checkBox, checkPlane, inputPlane, placeInputs, type Box, type Plane } from './plane';
import { channelsLastOrder } from './program/order';
import { buildProgram, type Program } from './program/program';
import { findTolerances, type HalfBox } from './program/tolerances';
import { resolveNetwork, type Shape } from './resolve';
import { findBoundary } from './result/boundary';
import { collect } from './result/collect';
import type { Slice, StageUnits } from './result/complex';
import { countRegions } from './result/counts';

/** What of a network is looked at. */
export interface SliceOptions {
  /** In the coordinates of the plane. */
  readonly box: Box;
  /** Through the inputs; those of a network with two are a plane. */
  readonly plane?: Plane;
  /** Whether activation patterns are remembered; true when left out. They take a bit for every unit and cell, at most. */
  readonly patterns?: boolean;
  /** Whether cells are cut where the class changes; true when left out. */
  readonly classes?: boolean;
  /** Bytes that the slice may take while it is made; 1 GiB when left out. */
  readonly memory?: number;
}

/** How a slice that takes long is watched. */
export interface Watching {
  readonly signal?: AbortSignal;
  /** Told the share of the box that is done, from 0 to 1, every now and then. */
  readonly progress?: (share: number) => void;
}

/**
 * Cuts a box of a plane through a network's inputs into the cells on which the network is affine, and these where the class changes.
 *
 * Every line on which a unit changes from off to on is found, deeper ones with all their bends; neighbouring polygons have the same
 * vertices. Signs are decided in float64: values within 2^-40 of the size of their terms are 0. A unit that is 0 on all of a cell
 * is off there, as ReLU has it at 0.
 *
 * The walk is depth first, so that its memory is that of what it finds; it gives way to other work every 30 ms. Sotoudeh and Thakur
 * (A Symbolic Neural Network Representation, TACAS 2021) and Berzins (Polyhedral Complex Extraction from ReLU Networks, ICML 2023) go
 * layer by layer and keep the values of all units at all vertices.
 *
 * @throws {InputError} for a network, a plane or a box that is none, for numbers that are not finite, and when `memory` is too little
 * @throws the reason of the signal when it is aborted.
 */
export async function sliceNetwork(
  network: PiecewiseLinearNetwork,
  { signal, progress, ...options }: SliceOptions & Watching,
): Promise<Slice> {
  signal?.throwIfAborted();
  const slicing = new Slicing(network, options);
  while (!slicing.run(Date.now() + 30)) {
    progress?.(slicing.share);
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
  }
  progress?.(1);
  return slicing.result();
}

/** The same at once, without giving way. */
export function sliceNetworkNow(network: PiecewiseLinearNetwork, options: SliceOptions): Slice {
  const slicing = new Slicing(network, options);
  slicing.run(Infinity);
  return slicing.result();
}

/** Steps of large networks take long: the time is looked at often, what is used now and then. */
const stepsBetweenLooks = 16;
const looksBetweenChecks = 64;

class Slicing {
  private readonly program: Program;
  private readonly mesh: Mesh;
  private readonly recorder: Recorder;
  private readonly walk: Walk;
  private readonly plane: Plane;
  private readonly area: number;

  constructor(
    network: PiecewiseLinearNetwork,
    private readonly options: SliceOptions,
  ) {
    const { box, plane = inputPlane, patterns = true, classes = true } = options;
    const nodes = resolveNetwork(network);
    checkBox(box);
    checkPlane(plane, network.inputShape);
    this.plane = plane;
    const inputShape = network.inputShape as unknown as Shape;
    const [left, bottom, right, top] = box;
    const half: HalfBox = [(right - left) / 2, (top - bottom) / 2];
    this.area = 4 * half[0] * half[1];
    this.program = buildProgram(nodes, inputShape);
    placeInputs(this.program.input, plane, [(left + right) / 2, (bottom + top) / 2], channelsLastOrder(inputShape));
    const absolute = buildProgram(nodes, inputShape, (values) => values.map(Math.abs));
    const tolerances = findTolerances(this.program, absolute, half);
    this.mesh = boxMesh(half);
    this.recorder = new Recorder(this.program, this.mesh, tolerances, half, { patterns, classes });
    this.walk = new Walk(this.program, tolerances, this.mesh, this.recorder);
  }

  /** The share of the box that is done. */
  get share(): number {
    return Math.min(1, this.recorder.area / this.area);
  }

  /** Goes on until the time is over; true when all is done. */
  run(until: number): boolean {
    const { walk } = this;
    for (let look = 1; !walk.done; look++) {
      for (let i = 0; i < stepsBetweenLooks && !walk.done; i++) walk.advance();
      if (look % looksBetweenChecks === 0) this.checkMemory();
      if (until < Infinity && Date.now() >= until) break;
    }
    if (walk.done) this.checkMemory();
    return walk.done;
  }

  private checkMemory(): void {
    checkMemory(this.walk.bytes + this.mesh.bytes + this.recorder.bytes, this.options.memory ?? 2 ** 30);
  }

  result(): Slice {
    const { mesh, recorder, plane } = this;
    const { box } = this.options;
    const { stages, unitOf } = unitNames(this.program);
    const { cells, cellOf, classOf, patterns } = recorder;
    const { vertices, edges, cells: outlines, parts } = collect({ mesh, cellOf, classOf, cells, box, unitOf });
    const counts = countRegions(recorder.signatures, edges, parts);
    const boundary = findBoundary(edges, parts, vertices.length / 2);
    return { box, plane, vertices, edges, cells: outlines, parts, stages, counts, boundary, patterns };
  }
}

function boxMesh([width, height]: HalfBox): Mesh {
  const corners = [
    [-width, -height],
    [width, -height],
    [width, height],
    [-width, height],
  ] as const;
  return new Mesh(
    corners,
    corners.map(() => boxLine),
  );
}

/** Units as the network counts them: channels of images come first there. */
function unitNames(program: Program): {
  readonly stages: readonly StageUnits[];
  readonly unitOf: (line: number) => number;
} {
  const stages: StageUnits[] = [];
  let first = 0;
  for (const { node, units } of program.stages) {
    stages.push({ node, first, units });
    first += units;
  }
  const names = new Int32Array(first);
  program.stages.forEach(({ order }, i) =>
    order.forEach((to, unit) => (names[stages[i]!.first + unit] = stages[i]!.first + to)),
  );
  return { stages, unitOf: (line) => names[line]! };
}
