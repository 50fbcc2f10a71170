import { client } from '../api/client';
import { api } from '../api/queries';
import { batcher } from './batcher';
import { hasBegun, type CurveLevel } from './curve-level';
import type { CurveRows } from './refine';

/** One series of one level, for a small picture of it. */
export interface CurveQuestion {
  readonly level: string;
  readonly series: string;
  readonly pixels: number;
  /** Up to the last point there is when left out. */
  readonly toStep?: number;
}

/** What is needed of a level to ask for its curves. */
export type Trained = Pick<CurveLevel, 'id' | 'state' | 'step' | 'steps' | 'startedAt'>;

/** Levels that one answer of the server may have. */
const MOST_LEVELS = 200;

const ask = batcher<CurveQuestion, CurveRows | null>(
  ({ level: _, ...rest }) => JSON.stringify(rest),
  MOST_LEVELS,
  async (questions) => {
    const { series, pixels, toStep } = questions[0]!;
    const levels = questions.map(({ level }) => level);
    const input = { levels, series: [series], pixels, ...(toStep !== undefined && { toStep }) };
    const { curves } = await client.metrics.curves.query(input);
    const found = new Map(curves.map((curve) => [curve.level, curve]));
    return levels.map((level) => found.get(level) ?? null);
  },
);

/**
 * Options of the query for a curve; null is the answer for one without points. Many of them that are asked for at once
 * are one request. A level that is done has its curve for ever: no event makes it old.
 */
export function curveOptions(level: Trained, series: string, pixels: number) {
  const done = level.state === 'done';
  const toStep = done ? level.steps : null;
  const question: CurveQuestion = { level: level.id, series, pixels, ...(toStep !== null && { toStep }) };
  return {
    // The whole answer of the server has another shape: a name of its own, below what events make old.
    queryKey: [...api.metrics.curves.pathKey(), { input: question, type: 'one' }] as const,
    queryFn: () => ask(question),
    enabled: hasBegun(level),
    ...(done && { staleTime: 'static' as const }),
  };
}
