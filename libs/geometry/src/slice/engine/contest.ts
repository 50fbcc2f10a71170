import type { Outline } from '../mesh/outline';

/** Affine functions of which the greatest counts. Among functions that are equal on a face the first does. */
export interface Contest {
  /** [rows, 3] */
  readonly input: Float64Array;
  /** What counts as 0 of every row of the input. */
  readonly tolerances: Float64Array;
  /** The rows that compete, each at its place; -1 is none. */
  readonly rows: ArrayLike<number>;
}

/** The least and the greatest difference of two functions over the corners of a face, and what counts as 0 of it. */
export interface Difference {
  least: number;
  greatest: number;
  tolerance: number;
}

/** No function is the greatest on all of a face. */
export const contested = -1;

/** What became of a contest on a face. */
export interface Verdict {
  /** The place of the winner, or {@link contested}. */
  winner: number;
  /** Whether another function is equal to it on all of the face. */
  tied: boolean;
  /** Whether another function is equal to it at a corner or more. */
  touched: boolean;
}

const difference: Difference = { least: 0, greatest: 0, tolerance: 0 };

/** Finds the function that is nowhere on a face less than another one; `verdict` becomes what was found. */
export function judge(outline: Outline, contest: Contest, verdict: Verdict): void {
  const { rows } = contest;
  const best = leader(outline, contest);
  verdict.winner = best;
  verdict.tied = false;
  verdict.touched = false;
  for (let place = 0; place < rows.length; place++) {
    if (place === best || rows[place]! < 0) continue;
    compare(outline, contest, best, place, difference);
    if (difference.least < -difference.tolerance) {
      verdict.winner = contested;
      return;
    }
    if (difference.least <= difference.tolerance) verdict.touched = true;
    if (difference.greatest > difference.tolerance) continue;
    verdict.tied = true;
    if (place < verdict.winner) verdict.winner = place;
  }
}

/** Calls back for every side of a face, by its corner, along which another function is equal to the winner. */
export function touchedSides(outline: Outline, contest: Contest, winner: number, found: (side: number) => void): void {
  const { corners, x, y } = outline;
  const { input, tolerances, rows } = contest;
  const p = rows[winner]!;
  for (let place = 0; place < rows.length; place++) {
    const q = rows[place]!;
    if (place === winner || q < 0) continue;
    const tolerance = tolerances[p]! + tolerances[q]!;
    const isEqual = (i: number) => {
      const lead = (k: number) => input[3 * p + k]! - input[3 * q + k]!;
      return Math.abs(lead(0) * x[i]! + lead(1) * y[i]! + lead(2)) <= tolerance;
    };
    for (let i = 0; i < corners; i++) if (isEqual(i) && isEqual((i + 1) % corners)) found(i);
  }
}

/** The place of the function that is the greatest in the middle of a face, among some of the places or all. */
export function leader(
  { corners, x, y }: Outline,
  { input, rows }: Contest,
  isCandidate?: (place: number) => boolean,
): number {
  let middleX = 0;
  let middleY = 0;
  for (let i = 0; i < corners; i++) {
    middleX += x[i]!;
    middleY += y[i]!;
  }
  middleX /= corners;
  middleY /= corners;
  let best = -1;
  let most = -Infinity;
  for (let place = 0; place < rows.length; place++) {
    if (rows[place]! < 0 || (isCandidate !== undefined && !isCandidate(place))) continue;
    const row = 3 * rows[place]!;
    const value = input[row]! * middleX + input[row + 1]! * middleY + input[row + 2]!;
    if (value <= most) continue;
    most = value;
    best = place;
  }
  return best;
}

/** `found` becomes by how much one function is above another. */
export function compare(outline: Outline, contest: Contest, one: number, other: number, found: Difference): void {
  const { corners, x, y } = outline;
  const { input, tolerances } = contest;
  const p = contest.rows[one]!;
  const q = contest.rows[other]!;
  const a = input[3 * p]! - input[3 * q]!;
  const b = input[3 * p + 1]! - input[3 * q + 1]!;
  const c = input[3 * p + 2]! - input[3 * q + 2]!;
  let least = Infinity;
  let greatest = -Infinity;
  for (let i = 0; i < corners; i++) {
    const value = a * x[i]! + b * y[i]! + c;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  found.least = least;
  found.greatest = greatest;
  found.tolerance = tolerances[p]! + tolerances[q]!;
}
