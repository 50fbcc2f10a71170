import { InputError } from '@tombola/shared';
import { anything, type Rows } from '../steps/rows';
import type { Program } from './program';
import { applyStates } from './apply-states';

/**
 * Values within 2^-40 of the size of the terms that they are a sum of count as 0: a line that passes a vertex so closely passes
 * through it. Rounding stays a hundred times below, and a generic network has one such passage in about 10^11.
 */
const relative = 2 ** -40;

/** Differences and sums of such numbers are finite. */
const largest = 1e300;

/** Half the width and half the height of a box around the origin. */
export type HalfBox = readonly [number, number];

/** Of every stage's inputs, then of the outputs: what counts as 0. */
export interface Tolerances {
  readonly stages: readonly Float64Array[];
  readonly outputs: Float64Array;
}

/**
 * The size of every unit's terms, sum |w| |x| + |bias|, is taken where a network is at the centre and the corners of the box;
 * rescaling a unit rescales what counts as 0 of it.
 *
 * @param absolute the same network with the absolute values of its weights
 * @throws {InputError} when numbers overflow.
 */
export function findTolerances(program: Program, absolute: Program, half: HalfBox): Tolerances {
  const magnitudes = program.stages.map(({ units }) => new Float64Array(units));
  for (const point of pointsOf(half)) {
    visit(program, point, (i) => {
      const { kind, input, output } = program.stages[i]!;
      // A unit that is off there may be on elsewhere.
      raise(magnitudes[i]!, kind === 'threshold' ? input : output, half);
    });
  }
  const input = new Float64Array(program.input.length);
  raise(input, program.input, half);
  setTo(absolute.input, input);
  const stages = absolute.stages.map((stage, i) => {
    for (const step of stage.steps) step.update();
    setTo(stage.output, magnitudes[i]!);
    return tolerancesOf(stage.input);
  });
  for (const step of absolute.steps) step.update();
  return { stages, outputs: tolerancesOf(absolute.outputs) };
}

function pointsOf([width, height]: HalfBox): (readonly [number, number])[] {
  return [
    [0, 0],
    [-width, -height],
    [width, -height],
    [width, height],
    [-width, height],
  ];
}

/** Runs a network where it is at a point; calls back after every stage. */
function visit({ stages }: Program, [x, y]: readonly [number, number], after: (stage: number) => void): void {
  for (const [i, stage] of stages.entries()) {
    for (const step of stage.steps) step.update();
    const { input, states } = stage;
    const valueOf = (unit: number) =>
      input.values[3 * unit]! * x + input.values[3 * unit + 1]! * y + input.values[3 * unit + 2]!;
    for (let unit = 0; unit < states.length; unit++) {
      if (stage.kind === 'threshold') states[unit] = valueOf(unit) > 0 ? 1 : 0;
      else states[unit] = winnerOf(stage.windows.subarray(unit * stage.size, (unit + 1) * stage.size), valueOf);
    }
    applyStates(stage);
    after(i);
  }
}

function winnerOf(window: Int32Array, valueOf: (unit: number) => number): number {
  let best = -1;
  for (let k = 0; k < window.length; k++) {
    if (window[k]! >= 0 && (best < 0 || valueOf(window[k]!) > valueOf(window[best]!))) best = k;
  }
  return best;
}

/** Raises to the greatest absolute value that each row has in the box. */
function raise(magnitudes: Float64Array, { values }: Rows, [width, height]: HalfBox): void {
  for (let unit = 0, i = 0; unit < magnitudes.length; unit++, i += 3) {
    const magnitude = Math.abs(values[i]!) * width + Math.abs(values[i + 1]!) * height + Math.abs(values[i + 2]!);
    magnitudes[unit] = Math.max(magnitudes[unit]!, inRange(magnitude));
  }
}

function setTo(rows: Rows, constants: Float64Array): void {
  rows.change = anything;
  constants.forEach((value, unit) => (rows.values[3 * unit + 2] = value));
}

function tolerancesOf({ values, length }: Rows): Float64Array {
  return Float64Array.from({ length }, (_, unit) => relative * inRange(values[3 * unit + 2]!));
}

function inRange(magnitude: number): number {
  if (magnitude <= largest) return magnitude;
  throw new InputError({
    what: 'a network makes numbers that are too large',
    value: String(magnitude),
    expected: 'terms that add up to at most 1e300 everywhere in the box',
    mend: 'Scale its weights down, or choose a smaller box.',
  });
}
