import type { Rows } from '../steps/rows';
import type { ThresholdStage, WinnerStage } from '../program/stage';

/** On a line: where units change their state. */
export interface Event {
  readonly at: number;
  /** How far away it still is at the same place. */
  readonly tolerance: number;
  readonly unit: number;
  /** The state behind it. */
  readonly state: number;
}

/** A part of the line. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Functions a t + c of the line's coordinate, as rows [a, 0, c], with what counts as 0 of each. */
interface Functions {
  readonly input: Rows;
  readonly tolerances: Float64Array;
}

/** Where units of a stage change between on and off inside an interval; all states become those at its beginning. */
export function thresholdEvents({ input, states }: ThresholdStage, tolerances: Float64Array, part: Interval): Event[] {
  const events: Event[] = [];
  for (let unit = 0; unit < states.length; unit++) {
    const slope = input.values[3 * unit]!;
    const shift = input.values[3 * unit + 2]!;
    const tolerance = tolerances[unit]!;
    const first = slope * part.from + shift;
    const last = slope * part.to + shift;
    const rises = first < -tolerance && last > tolerance;
    const falls = first > tolerance && last < -tolerance;
    states[unit] = falls || (!rises && Math.max(first, last) > tolerance) ? 1 : 0;
    if (!rises && !falls) continue;
    const at = part.from + (first / (first - last)) * (part.to - part.from);
    events.push({ at, tolerance: tolerance / Math.abs(slope), unit, state: rises ? 1 : 0 });
  }
  return events;
}

/** Where another place of a window wins, for all windows; all states become those at the beginning. */
export function winnerEvents(stage: WinnerStage, tolerances: Float64Array, part: Interval): Event[] {
  const { input, states, windows, size } = stage;
  const events: Event[] = [];
  for (let unit = 0; unit < states.length; unit++) {
    const rows = windows.subarray(unit * size, (unit + 1) * size);
    const { first, changes } = contest(rows, { input, tolerances }, part);
    states[unit] = first;
    for (const { at, tolerance, winner } of changes) events.push({ at, tolerance, unit, state: winner });
  }
  return events;
}

/** Who wins at the beginning of an interval, and who where from then on. */
export function contest(
  rows: ArrayLike<number>,
  { input, tolerances }: Functions,
  { from, to }: Interval,
): { readonly first: number; readonly changes: { at: number; tolerance: number; winner: number }[] } {
  const row = (place: number) => 3 * rows[place]!;
  const valueOf = (place: number, t: number) => input.values[row(place)]! * t + input.values[row(place) + 2]!;
  const toleranceOf = (one: number, other: number) => tolerances[rows[one]!]! + tolerances[rows[other]!]!;
  const places = Array.from(rows, (_, place) => place).filter((place) => rows[place]! >= 0);
  // Of two that are equal at the beginning, the one that is greater at the end.
  const first = places.reduce((best, place) => {
    const lead = valueOf(place, from) - valueOf(best, from);
    const tolerance = toleranceOf(place, best);
    if (Math.abs(lead) > tolerance) return lead > 0 ? place : best;
    return valueOf(place, to) - valueOf(best, to) > tolerance ? place : best;
  });
  const changes: { at: number; tolerance: number; winner: number }[] = [];
  for (let winner = first, at = from; ;) {
    let next: { at: number; tolerance: number; winner: number; slope: number } | undefined;
    for (const place of places) {
      const tolerance = toleranceOf(place, winner);
      const end = valueOf(place, to) - valueOf(winner, to);
      if (end <= tolerance) continue;
      const slope = input.values[row(place)]! - input.values[row(winner)]!;
      const meets = Math.max(at, to - end / slope);
      if (next === undefined || meets < next.at || (meets === next.at && slope > next.slope)) {
        next = { at: meets, tolerance: tolerance / slope, winner: place, slope };
      }
    }
    if (next === undefined) return { first, changes };
    changes.push(next);
    winner = next.winner;
    at = next.at;
  }
}
