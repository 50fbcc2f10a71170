import { InputError } from '@tombola/shared';
import { checkValues } from '../checks';
import { Patterns } from '../engine/patterns';
import { Signatures } from '../engine/signatures';
import type { PiecewiseLinearNetwork, Values } from '../network';
import { placeInputs } from '../plane';
import { applyStates } from '../program/apply-states';
import { channelsLastOrder } from '../program/order';
import { buildProgram, type Program } from '../program/program';
import { findTolerances, type HalfBox, type Tolerances } from '../program/tolerances';
import { resolveNetwork, sizeOf, type Shape } from '../resolve';
import type { Counts } from '../result/counts';
import { Rows } from '../steps/rows';
import { contest, thresholdEvents, winnerEvents, type Event, type Interval } from './events';

/** The segment from + t (to - from) of a network's inputs, 0 <= t <= 1, cut where the network bends and where its class changes. */
export interface LineSlice {
  /** Where the pieces begin, and 1: [pieces + 1]. */
  readonly breakpoints: Float64Array;
  readonly counts: Counts;
  /** Where stretches with one class begin, and 1: [stretches + 1]. */
  readonly changes: Float64Array;
  /** Of every stretch: the output that is the greatest, the first of equal ones; of one output, 1 where it is above 0. */
  readonly classes: Int32Array;
  /** The states of all units on every piece. */
  readonly patterns: Pick<Patterns, 'of'>;
}

/** Half of the line, whose coordinate inside is t - 1/2. */
const half: HalfBox = [0.5, 0];

/**
 * The pieces of a segment on which a network is affine, in their order (Sotoudeh and Thakur, Computing Linear Restrictions of Neural
 * Networks, NeurIPS 2019: ExactLine).
 *
 * @throws {InputError} for a network or ends that are none.
 */
export function sliceLine(network: PiecewiseLinearNetwork, from: Values, to: Values): LineSlice {
  const nodes = resolveNetwork(network);
  const inputShape = network.inputShape as unknown as Shape;
  const program = buildProgram(nodes, inputShape);
  placeInputs(program.input, lineThrough(from, to, sizeOf(inputShape)), [0.5, 0], channelsLastOrder(inputShape));
  const absolute = buildProgram(nodes, inputShape, (values) => values.map(Math.abs));
  return new LineWalk(program, findTolerances(program, absolute, half)).result();
}

function lineThrough(from: Values, to: Values, inputs: number) {
  checkValues(from, [inputs], 'coordinates of the beginning of the line');
  checkValues(to, [inputs], 'coordinates of the end of the line');
  const right = Float64Array.from(to as Float64Array, (value, i) => value - from[i]!);
  if (right.every((value) => value === 0)) {
    throw new InputError({ what: 'the line has no length', expected: 'two different ends' });
  }
  return { origin: from, right, up: new Float64Array(inputs) };
}

class LineWalk {
  private readonly starts: number[] = [];
  private readonly changes: number[] = [];
  private readonly classes: number[] = [];
  private readonly patterns: Patterns;
  private readonly signatures: Signatures;
  private connected = 0;

  constructor(
    private readonly program: Program,
    private readonly tolerances: Tolerances,
  ) {
    this.patterns = new Patterns(program.stages);
    this.signatures = new Signatures(program.outputs, tolerances.outputs, half);
    this.enter(0, { from: -0.5, to: 0.5 });
  }

  result(): LineSlice {
    const { signatures, connected, patterns } = this;
    const placed = (starts: readonly number[]) => Float64Array.from([...starts.map((t) => t + 0.5), 1]);
    return {
      breakpoints: placed(this.starts),
      counts: { activation: signatures.count, connected, maps: signatures.distinct() },
      changes: placed(this.changes),
      classes: Int32Array.from(this.classes),
      patterns,
    };
  }

  private enter(place: number, part: Interval): void {
    const stage = this.program.stages[place];
    if (stage === undefined) {
      this.piece(part);
      return;
    }
    for (const step of stage.steps) step.update();
    const tolerances = this.tolerances.stages[place]!;
    const events =
      stage.kind === 'threshold' ? thresholdEvents(stage, tolerances, part) : winnerEvents(stage, tolerances, part);
    // The input does not change while deeper stages are cut: they have their own.
    for (const { from, to, before } of partsBetween(events, part)) {
      for (const { unit, state } of before) stage.states[unit] = state;
      applyStates(stage);
      this.patterns.record(place, stage.states);
      this.enter(place + 1, { from, to });
    }
  }

  private piece(part: Interval): void {
    const { program, signatures, starts } = this;
    for (const step of program.steps) step.update();
    const piece = signatures.count;
    signatures.record();
    if (piece === 0 || !signatures.equal(piece - 1, piece)) this.connected++;
    starts.push(part.from);
    const { rows, functions } = this.contestants();
    const { first, changes } = contest(rows, functions, part);
    this.stretch(part.from, first);
    for (const { at, winner } of changes) this.stretch(at, winner);
  }

  private contestants() {
    const { outputs } = this.program;
    const tolerances = this.tolerances.outputs;
    if (outputs.length > 1) {
      return { rows: Int32Array.from(tolerances.keys()), functions: { input: outputs, tolerances } };
    }
    // One output competes with 0.
    const input = new Rows(2);
    input.values.set(outputs.values, 3);
    return { rows: [0, 1], functions: { input, tolerances: Float64Array.of(0, tolerances[0]!) } };
  }

  private stretch(from: number, winner: number): void {
    if (this.classes.at(-1) === winner) return;
    this.changes.push(from);
    this.classes.push(winner);
  }
}

interface Between extends Interval {
  /** What happens at its beginning. */
  readonly before: readonly Event[];
}

/** The parts of an interval between events, from its beginning. */
function partsBetween(events: readonly Event[], { from, to }: Interval): Between[] {
  const groups: { at: number; before: Event[] }[] = [{ at: from, before: [] }];
  for (const event of [...events].sort((a, b) => a.at - b.at)) {
    const last = groups.at(-1)!;
    if (groups.length > 1 && event.at - last.at <= event.tolerance) last.before.push(event);
    else groups.push({ at: event.at, before: [event] });
  }
  return groups.map(({ at, before }, i) => ({ from: at, to: groups[i + 1]?.at ?? to, before }));
}
