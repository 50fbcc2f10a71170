import type { Observation } from '@tombola/figures';
import type { LevelResult } from '@tombola/shared';

/** A level of a trial with the place that it has in a study. */
export interface StudyLevel {
  readonly arm: string;
  readonly draw: number;
  readonly result: LevelResult;
}

/** What claims, tables and figures are made from. */
export function toObservations(levels: readonly StudyLevel[]): Observation[] {
  return levels.map(({ arm, draw, result: { seed, level, density, metrics } }) => ({
    arm,
    seed,
    draw,
    level,
    density,
    metrics,
  }));
}

/** Seconds of training, each level counted once, in however many arms it is. */
export function secondsOf(levels: readonly StudyLevel[]): number {
  const seconds = new Map(levels.map(({ result }) => [result.key, Number(result.record.seconds ?? 0)]));
  return [...seconds.values()].reduce((sum, value) => sum + value, 0);
}

/** How many trainings levels are: each once, in however many arms it is. */
export function trainingsOf(levels: readonly StudyLevel[]): number {
  return new Set(levels.map(({ result }) => result.key)).size;
}
