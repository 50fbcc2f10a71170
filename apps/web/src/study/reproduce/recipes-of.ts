import type { StudyDetail } from '@tombola/shared';

/** A recipe of an arm. */
export interface ArmRecipe {
  /** 12 hexadecimal digits. */
  readonly hash: string;
  /** One of its trials. */
  readonly trial: string;
  readonly words: string;
}

/** The recipes of an arm: one, or one for each draw of its control. A trial's id begins with the hash of its recipe. */
export function recipesOf({ label, trials }: StudyDetail['arms'][number]): ArmRecipe[] {
  const found = new Map<string, { trial: string; draw: number }>();
  for (const { trial, draw } of trials) {
    const hash = trial.slice(0, trial.lastIndexOf('-s'));
    if (!found.has(hash)) found.set(hash, { trial, draw });
  }
  return [...found].map(([hash, { trial, draw }]) => ({
    hash,
    trial,
    words: found.size === 1 ? label : `${label}, draw ${draw}`,
  }));
}
