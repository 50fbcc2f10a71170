import { cutFace } from '../mesh/cut';
import type { Mesh } from '../mesh/mesh';
import { Outline } from '../mesh/outline';
import type { Program } from '../program/program';
import { applyStates } from '../program/apply-states';
import type { ThresholdStage, WinnerStage } from '../program/stage';
import type { Tolerances } from '../program/tolerances';
import { findCandidates } from './candidates';
import { contested, judge, type Contest, type Verdict } from './contest';
import { divideFace } from './divide';
import { Tasks } from './tasks';

/** Hears of cells as they are found, depth first: the states of a stage's units hold for all cells until the stage is told again. */
export interface Visitor {
  /** All units of a stage have one state on a face. */
  settled(stage: number): void;
  /** All stages have: the face is a cell, and the program's outputs are its affine map. */
  cell(face: number, outline: Outline): void;
}

/**
 * Cuts a box along every line on which a unit of a network bends, depth first: one face at a time and stage after stage. What is
 * remembered is the subdivision and the rows of one path, however many cells there are.
 */
export class Walk {
  private readonly outline = new Outline();
  private readonly tasks = new Tasks();
  private values = new Float64Array(64);
  private readonly firstLines: number[] = [];

  constructor(
    private readonly program: Program,
    private readonly tolerances: Tolerances,
    private readonly mesh: Mesh,
    private readonly visitor: Visitor,
  ) {
    let units = 0;
    for (const stage of program.stages) {
      this.firstLines.push(units);
      units += stage.units;
    }
    this.outline.load(mesh, 0);
    this.enter(0, 0);
  }

  get done(): boolean {
    return this.tasks.count === 0;
  }

  /** Bytes of what it remembers of the way. */
  get bytes(): number {
    return this.tasks.bytes;
  }

  /** Does one thing that is left: cuts a face in two or settles it. */
  advance(): void {
    const { tasks } = this;
    tasks.pop();
    const { stage: place, face, unit, state } = tasks;
    const stage = this.program.stages[place]!;
    if (unit >= 0) stage.states[unit] = state;
    this.outline.load(this.mesh, face);
    const cut = stage.kind === 'threshold' ? this.cut(stage, place, face) : this.divide(stage, place, face);
    if (!cut) this.settle(place, face);
  }

  /** Goes on behind a stage whose units all have one state on the face that is loaded. */
  private settle(place: number, face: number): void {
    applyStates(this.program.stages[place]!);
    this.visitor.settled(place);
    this.enter(place + 1, face);
  }

  /** Finds the units of a stage that may bend on the face that is loaded. */
  private enter(start: number, face: number): void {
    const { tolerances } = this;
    const { stages } = this.program;
    for (let place = start; place < stages.length; place++) {
      const stage = stages[place]!;
      for (const step of stage.steps) step.update();
      const start = this.tasks.reserve(stage.units);
      const end = findCandidates(stage, this.outline, tolerances.stages[place]!, this.tasks.candidates, start);
      if (end > start) {
        this.tasks.push(place, face, -1, 0, start, end);
        return;
      }
      applyStates(stage);
      this.visitor.settled(place);
    }
    for (const step of this.program.steps) step.update();
    this.visitor.cell(face, this.outline);
  }

  /** Cuts the face with the first candidate that has both signs at its corners. False when there is none. */
  private cut(stage: ThresholdStage, place: number, face: number): boolean {
    const { outline, tasks } = this;
    const { candidates, start, end } = tasks;
    const { states } = stage;
    const input = stage.input.values;
    const { centreX, centreY, halfX, halfY, corners, x, y } = outline;
    const tolerances = this.tolerances.stages[place]!;
    if (this.values.length < corners) this.values = new Float64Array(2 * corners);
    const { values } = this;
    for (let k = start; k < end; k++) {
      const unit = candidates[k]!;
      const a = input[3 * unit]!;
      const b = input[3 * unit + 1]!;
      const c = input[3 * unit + 2]!;
      const middle = a * centreX + b * centreY + c;
      const tolerance = tolerances[unit]!;
      if (Math.abs(middle) >= Math.abs(a) * halfX + Math.abs(b) * halfY) {
        states[unit] = middle > tolerance ? 1 : 0;
        continue;
      }
      let least = Infinity;
      let greatest = -Infinity;
      for (let i = 0; i < corners; i++) {
        const value = a * x[i]! + b * y[i]! + c;
        values[i] = value;
        if (value < least) least = value;
        if (value > greatest) greatest = value;
      }
      if (least >= -tolerance || greatest <= tolerance) {
        // Neither sign counts when all is 0: the unit is off there, as ReLU has it at 0.
        states[unit] = greatest > tolerance ? 1 : 0;
        continue;
      }
      const other = cutFace(this.mesh, outline, values, tolerance, this.firstLines[place]! + unit);
      // The side on which the unit has the state that it had last comes first: less changes from cell to cell.
      const on = stage.applied[unit]!;
      const [first, second] = on === 1 ? [face, other] : [other, face];
      tasks.push(place, second, unit, 1 - on, k + 1, end);
      tasks.push(place, first, unit, on, k + 1, end);
      return true;
    }
    return false;
  }

  private contestOf({ input: { values: input }, windows, size }: WinnerStage, place: number, unit: number): Contest {
    const rows = windows.subarray(unit * size, (unit + 1) * size);
    return { input, tolerances: this.tolerances.stages[place]!, rows };
  }

  private divide(stage: WinnerStage, place: number, face: number): boolean {
    const { outline, mesh, tasks } = this;
    const { candidates, start, end } = tasks;
    for (let k = start; k < end; k++) {
      const unit = candidates[k]!;
      const contest = this.contestOf(stage, place, unit);
      judge(outline, contest, verdict);
      if (verdict.winner !== contested) {
        stage.states[unit] = verdict.winner;
        continue;
      }
      const { faces, winners } = divideFace(mesh, outline, face, contest, this.firstLines[place]! + unit);
      faces.forEach((part, i) => tasks.push(place, part, unit, winners[i]!, k + 1, end));
      return true;
    }
    return false;
  }
}

const verdict: Verdict = { winner: 0, tied: false, touched: false };
