import type { Outline } from '../mesh/outline';
import type { Stage, ThresholdStage, WinnerStage } from '../program/stage';

/**
 * Writes the units of a stage that may bend on a face into `candidates`, from `start` on, and gives the others their state.
 *
 * @returns the end of the candidates.
 */
export function findCandidates(
  stage: Stage,
  outline: Outline,
  tolerances: Float64Array,
  candidates: Int32Array,
  start: number,
): number {
  return stage.kind === 'threshold'
    ? crossingUnits(stage, outline, tolerances, candidates, start)
    : openWindows(stage, outline, tolerances, candidates, start);
}

/** Units that are 0 somewhere in the box around the face. */
function crossingUnits(
  { input, states, units }: ThresholdStage,
  { centreX, centreY, halfX, halfY }: Outline,
  tolerances: Float64Array,
  candidates: Int32Array,
  start: number,
): number {
  const rows = input.values;
  let end = start;
  for (let unit = 0, i = 0; unit < units; unit++, i += 3) {
    const a = rows[i]!;
    const b = rows[i + 1]!;
    const middle = a * centreX + b * centreY + rows[i + 2]!;
    if (Math.abs(middle) < Math.abs(a) * halfX + Math.abs(b) * halfY) candidates[end++] = unit;
    else states[unit] = middle > tolerances[unit]! ? 1 : 0;
  }
  return end;
}

/**
 * Windows in which, in the box around the face, another row may come up to the one that is the greatest in its middle. Rows that are
 * the same, as those of units that are off, do not compete.
 */
function openWindows(
  { input, windows, size, states, units }: WinnerStage,
  { centreX, centreY, halfX, halfY }: Outline,
  tolerances: Float64Array,
  candidates: Int32Array,
  start: number,
): number {
  const rows = input.values;
  let end = start;
  for (let unit = 0, first = 0; unit < units; unit++, first += size) {
    let best = -1;
    let most = -Infinity;
    for (let k = 0; k < size; k++) {
      const row = windows[first + k]!;
      if (row < 0) continue;
      const value = rows[3 * row]! * centreX + rows[3 * row + 1]! * centreY + rows[3 * row + 2]!;
      if (value <= most) continue;
      most = value;
      best = k;
    }
    states[unit] = best;
    const winner = windows[first + best]!;
    for (let k = 0; k < size; k++) {
      const row = windows[first + k]!;
      if (row < 0 || k === best) continue;
      const a = rows[3 * winner]! - rows[3 * row]!;
      const b = rows[3 * winner + 1]! - rows[3 * row + 1]!;
      const c = rows[3 * winner + 2]! - rows[3 * row + 2]!;
      if (a === 0 && b === 0 && c === 0) continue;
      const lead = a * centreX + b * centreY + c - Math.abs(a) * halfX - Math.abs(b) * halfY;
      if (lead > tolerances[winner]! + tolerances[row]!) continue;
      candidates[end++] = unit;
      break;
    }
  }
  return end;
}
