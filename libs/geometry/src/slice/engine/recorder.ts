import { InputError } from '@tombola/shared';
import { grownInts } from '../mesh/grown';
import type { Mesh } from '../mesh/mesh';
import type { Outline } from '../mesh/outline';
import type { Program } from '../program/program';
import type { HalfBox, Tolerances } from '../program/tolerances';
import { contested, judge, touchedSides, type Contest, type Verdict } from './contest';
import { divideFace } from './divide';
import { Patterns } from './patterns';
import { Signatures } from './signatures';
import type { Visitor } from './walk';

/** What edges are called that no unit has drawn. */
export const boxLine = -1;
export const decisionLine = -2;

/** The class of a part where two or more outputs are equal and the greatest. */
export const tie = -1;

/** Takes down every cell of a walk: its pattern, its affine map's signature, and its parts by class. */
export class Recorder implements Visitor {
  cells = 0;
  /** The area of all cells so far. */
  area = 0;
  /** The cell and the class of every face that is a part of a cell. */
  cellOf = new Int32Array(64);
  classOf = new Int32Array(64);
  readonly patterns: Patterns | undefined;
  readonly signatures: Signatures;
  private readonly contest: Contest;
  private readonly verdict: Verdict = { winner: 0, tied: false, touched: false };

  constructor(
    private readonly program: Program,
    private readonly mesh: Mesh,
    tolerances: Tolerances,
    half: HalfBox,
    private readonly wanted: { readonly patterns: boolean; readonly classes: boolean },
  ) {
    const { outputs, stages } = program;
    this.patterns = wanted.patterns ? new Patterns(stages) : undefined;
    this.signatures = new Signatures(outputs, tolerances.outputs, half);
    this.contest =
      outputs.length === 1
        ? { input: new Float64Array(6), tolerances: Float64Array.of(0, tolerances.outputs[0]!), rows: [0, 1] }
        : { input: outputs.values, tolerances: tolerances.outputs, rows: Int32Array.from(tolerances.outputs.keys()) };
  }

  /** Bytes of its arrays. */
  get bytes(): number {
    return 8 * this.cellOf.length + (this.patterns?.bytes ?? 0) + this.signatures.bytes;
  }

  settled(stage: number): void {
    this.patterns?.record(stage, this.program.stages[stage]!.states);
  }

  cell(face: number, outline: Outline): void {
    const { contest, verdict, mesh } = this;
    const { outputs } = this.program;
    const cell = this.cells++;
    this.area += outline.area();
    this.signatures.record();
    if (!this.wanted.classes) {
      this.part(face, cell, 0);
      return;
    }
    // One output competes with 0.
    if (outputs.length === 1) contest.input.set(outputs.values, 3);
    judge(outline, contest, verdict);
    if (verdict.winner !== contested) {
      this.judged(face, cell, outline, verdict.winner);
      return;
    }
    const { faces, winners } = divideFace(mesh, outline, face, contest, decisionLine);
    faces.forEach((part, i) => {
      outline.load(mesh, part);
      judge(outline, contest, verdict);
      this.judged(part, cell, outline, winners[i]!);
    });
  }

  /** A part that one output wins, with the verdict about it. */
  private judged(face: number, cell: number, outline: Outline, winner: number): void {
    const { contest, verdict, mesh } = this;
    this.part(face, cell, verdict.tied ? tie : winner);
    if (verdict.tied || !verdict.touched) return;
    touchedSides(outline, contest, winner, (side) => mesh.markEdge(outline.edges[side]!));
  }

  private part(face: number, cell: number, winner: number): void {
    while (face >= this.cellOf.length) {
      this.cellOf = grownInts(this.cellOf);
      this.classOf = grownInts(this.classOf);
    }
    this.cellOf[face] = cell;
    this.classOf[face] = winner;
  }
}

/** @throws {InputError} for more bytes than are allowed. */
export function checkMemory(used: number, allowed: number): void {
  if (used <= allowed) return;
  throw new InputError({
    what: 'a slice has more cells than its memory holds',
    value: `${used} bytes`,
    expected: `at most ${allowed}`,
    mend: 'Choose a smaller box, or allow it more memory.',
  });
}
