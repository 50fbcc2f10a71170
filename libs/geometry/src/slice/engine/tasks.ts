import { grownInts } from '../mesh/grown';

const width = 6;

/**
 * What is left to do, last in first out: faces that the units of a stage may still cut. The candidates of a face are a range of one
 * array; both parts of a face that is cut have what is left of its range.
 */
export class Tasks {
  count = 0;
  /** Those of the task that was popped last begin at `start`. */
  candidates = new Int32Array(256);
  // The task that was popped last.
  stage = 0;
  face = 0;
  /** A unit whose state is known on the face, and the state; -1 for none. */
  unit = -1;
  state = 0;
  start = 0;
  end = 0;
  private records = new Int32Array(64 * width);

  get bytes(): number {
    return 4 * (this.records.length + this.candidates.length);
  }

  /** Room for candidates behind those of the last task: at least `length`, from what is returned. */
  reserve(length: number): number {
    const from = this.end;
    while (from + length > this.candidates.length) this.candidates = grownInts(this.candidates);
    return from;
  }

  push(stage: number, face: number, unit: number, state: number, start: number, end: number): void {
    const at = this.count++ * width;
    if (at === this.records.length) this.records = grownInts(this.records);
    const { records } = this;
    records[at] = stage;
    records[at + 1] = face;
    records[at + 2] = unit;
    records[at + 3] = state;
    records[at + 4] = start;
    records[at + 5] = end;
  }

  /** Takes the last task into the fields; the candidates of those that were done since it was pushed are gone. */
  pop(): void {
    const at = --this.count * width;
    const { records } = this;
    this.stage = records[at]!;
    this.face = records[at + 1]!;
    this.unit = records[at + 2]!;
    this.state = records[at + 3]!;
    this.start = records[at + 4]!;
    this.end = records[at + 5]!;
  }
}
