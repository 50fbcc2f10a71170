import type { StudyPage } from '@tombola/shared';

type Level = StudyPage['levels'][number];

/** How many optimizer steps were done at a moment. */
export interface Sample {
  /** Milliseconds. */
  readonly at: number;
  readonly steps: number;
}

/** What was seen longer ago says nothing of the speed now. */
const WINDOW_MS = 5 * 60_000;
/** A shorter look catches the pauses between levels, or none. */
const SHORTEST_MS = 15_000;

/** So long an answer may be behind what was heard, when a level has ended. */
const SETTLE_MS = 5000;

/**
 * The samples with one more, without those that are too old. Steps that went back (a retry) begin a new count, unless
 * they do so for a moment only.
 */
export function withSample(samples: readonly Sample[], next: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last !== undefined && next.steps < last.steps) return next.at - last.at < SETTLE_MS ? samples : [next];
  if (last !== undefined && next.at - last.at < 1000) return samples;
  return [...samples.filter(({ at }) => next.at - at <= WINDOW_MS), next];
}

/** Steps a second over the samples; undefined while they are too few to say. */
export function speedOf(samples: readonly Sample[]): number | undefined {
  const [first] = samples;
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.at - first.at < SHORTEST_MS) return undefined;
  const speed = ((last.steps - first.steps) / (last.at - first.at)) * 1000;
  return speed > 0 ? speed : undefined;
}

/** Steps a second as finished levels had them, with as many at a time as run now: what holds before anything is seen. */
export function speedOfLevels(levels: readonly Level[]): number | undefined {
  let [steps, seconds, running] = [0, 0, 0];
  for (const { state, steps: each, startedAt, finishedAt } of levels) {
    if (state === 'running') running++;
    if (state !== 'done' || startedAt === null || finishedAt === null) continue;
    const took = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
    if (!(took > 0)) continue;
    steps += each;
    seconds += took;
  }
  return seconds > 0 && running > 0 ? (steps / seconds) * running : undefined;
}

/** Steps done, with what has been heard since of the levels that run. */
export function liveSteps({ study, levels }: Pick<StudyPage, 'study' | 'levels'>, heard: ReadonlyMap<string, number>) {
  const ahead = levels.reduce((sum, { id, state, step, steps }) => {
    const at = state === 'running' ? Math.min(heard.get(id) ?? 0, steps) : 0;
    return sum + Math.max(0, at - step);
  }, 0);
  return Math.min(study.steps, study.stepsDone + ahead);
}

/** Steps that will not be done as things are: of levels that failed, and of those that wait for them, in any trial. */
export function lostSteps(levels: readonly Level[]): number {
  const byId = new Map(levels.map((level) => [level.id, level]));
  const known = new Map<string, boolean>();
  const isLost = ({ id, state, parent }: Level): boolean => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const origin = state === 'blocked' && parent !== null ? byId.get(parent) : undefined;
    const lost = state === 'failed' || (origin !== undefined && isLost(origin));
    known.set(id, lost);
    return lost;
  };
  return levels.reduce((sum, level) => (isLost(level) ? sum + level.steps - level.step : sum), 0);
}

/** Seconds until everything that can be done is done; undefined while nothing is known. */
export function secondsLeft(
  page: Pick<StudyPage, 'study' | 'levels'>,
  stepsDone: number,
  speed: number | undefined,
): number | undefined {
  if (page.study.state !== 'running' || speed === undefined) return undefined;
  return Math.max(0, page.study.steps - stepsDone - lostSteps(page.levels)) / speed;
}
