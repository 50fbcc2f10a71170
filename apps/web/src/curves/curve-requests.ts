import type { CurveLevel } from './curve-level';
import { hasBegun } from './curve-level';

/** A part of a curve in steps, both inclusive. */
export interface StepRange {
  readonly from: number;
  readonly to: number;
}

/** A level to ask for, and the part of it when not all of it is wanted. */
export interface Wanted {
  readonly level: CurveLevel;
  readonly range?: StepRange;
}

/** Levels whose curves are asked for together. */
export interface CurveRequest {
  readonly levels: readonly string[];
  readonly fromStep: number;
  /** Up to the last point there is when left out. */
  readonly toStep?: number;
  /** Its answer is for ever. */
  readonly done: boolean;
}

/** Curves in one answer. */
const MOST_LEVELS = 50;

/**
 * Requests for levels that have begun. Those that are done are asked for together, by arm and number: what is there
 * is not asked for again when another level ends or goes on. Any other is asked for alone, as often as it has new points.
 */
export function curveRequests(wanted: readonly Wanted[]): CurveRequest[] {
  const groups = new Map<string, { ids: string[]; request: Omit<CurveRequest, 'levels'> }>();
  for (const { level, range } of wanted) {
    if (!hasBegun(level)) continue;
    const done = level.state === 'done';
    const toStep = range?.to ?? (done ? (level.steps ?? undefined) : undefined);
    const request = { fromStep: range?.from ?? 0, done, ...(toStep !== undefined && { toStep }) };
    const key = JSON.stringify([request, done ? [level.armId, level.level] : level.id]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { ids: [level.id], request });
    else group.ids.push(level.id);
  }
  return [...groups.values()].flatMap(({ ids, request }) =>
    Array.from({ length: Math.ceil(ids.length / MOST_LEVELS) }, (_, i) => ({
      ...request,
      levels: ids.slice(i * MOST_LEVELS, (i + 1) * MOST_LEVELS),
    })),
  );
}
