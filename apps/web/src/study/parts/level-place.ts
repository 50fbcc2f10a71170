import type { StudyDetail } from '@tombola/shared';

/** Where a level stands in a study. */
export interface LevelPlace {
  readonly trial: string;
  readonly level: number;
  /** `winning ticket, seed 1, level 3`; without an arm, for a dense training that the arms share, by its trial. */
  readonly words: string;
}

/** The place of a level, `TRIAL-lLEVEL`, among the arms. */
export function placeOf(arms: StudyDetail['arms'], id: string): LevelPlace {
  const [, trial = id, level = '0'] = /^(.*)-l(\d+)$/.exec(id) ?? [];
  return { trial, level: Number(level), words: `${trialWords(arms, trial)}, level ${level}` };
}

/** A trial in words: its arms and seed. */
function trialWords(arms: StudyDetail['arms'], trial: string): string {
  const found = arms.flatMap(({ label, trials }) =>
    trials.filter((each) => each.trial === trial).map(({ seed, draw }) => ({ label, seed, draw })),
  );
  const [first] = found;
  if (first === undefined) return `trial ${trial}`;
  const labels = [...new Set(found.map(({ label }) => label))].join(' and ');
  return `${labels}, seed ${first.seed}${first.draw > 0 ? `, draw ${first.draw}` : ''}`;
}
