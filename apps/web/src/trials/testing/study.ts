import type { StudyPage } from '@tombola/shared';
import type { PageLevel, StudyArm } from '../study-trials';

/** A level of a page that is done, but for what is said of it. */
export function pageLevel(trial: string, level: number, more: Partial<PageLevel> = {}): PageLevel {
  return {
    id: `${trial}-l${level}`,
    trial,
    level,
    parent: level === 0 ? null : `${trial}-l${level - 1}`,
    state: 'done',
    step: 100,
    steps: 100,
    density: 0.5 ** level,
    metrics: null,
    startedAt: '2026-01-01T00:00:00.000Z',
    finishedAt: `2026-01-01T00:0${level}:00.000Z`,
    ...more,
  };
}

type Members = StudyPage['aggregates'][number]['levels'][number]['members'];

/** What a study measured of an arm at a level. */
export function measured(level: number, members: Members): StudyPage['aggregates'][number]['levels'][number] {
  const values = members.map(({ value }) => value);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const summary = {
    n: values.length,
    mean,
    std: 0,
    min: Math.min(...values),
    max: Math.max(...values),
    interval: null,
  };
  return { level, density: 0.5 ** level, summary, members };
}

/** An arm whose trials have levels with these accuracies; null: not done. */
export function armWith(id: string, trials: readonly (readonly (number | null)[])[]): StudyArm {
  return {
    id,
    label: `the ${id}`,
    trials: trials.map((values, seed) => {
      const trial = `${id}-s${seed}`;
      const levels = values.map((accuracy, level) =>
        accuracy === null
          ? pageLevel(trial, level, { state: 'queued', step: 0, finishedAt: null })
          : pageLevel(trial, level, { metrics: { accuracy } }),
      );
      return { id: trial, seed, draw: 0, levels };
    }),
  };
}
