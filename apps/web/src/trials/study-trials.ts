import type { StudyPage } from '@tombola/shared';

export type PageLevel = StudyPage['levels'][number];

/** A trial as an arm of a study has it. */
export interface StudyTrial {
  readonly id: string;
  readonly seed: number;
  readonly draw: number;
  /** From the densest on; a method's level 0 is that of the dense trial, under its id. */
  readonly levels: readonly PageLevel[];
}

export interface StudyArm {
  readonly id: string;
  readonly label: string;
  readonly trials: readonly StudyTrial[];
}

/** The arms of a study with their trials and all the levels of these, shared ones included. */
export function armsOf({
  study: { arms },
  levels,
  aggregates,
}: Pick<StudyPage, 'study' | 'levels' | 'aggregates'>): StudyArm[] {
  const own = new Map<string, PageLevel[]>();
  for (const level of levels) {
    const known = own.get(level.trial);
    if (known === undefined) own.set(level.trial, [level]);
    else known.push(level);
  }
  const dense = levels.filter(({ level }) => level === 0);
  const firsts = firstValues(aggregates);
  return arms.map(({ id, label, trials }) => ({
    id,
    label,
    trials: trials.map(({ trial, seed, draw }) => {
      const list = [...(own.get(trial) ?? [])].sort((a, b) => a.level - b.level);
      const first = list[0]?.level === 0 ? undefined : sharedLevel(dense, seed, firsts.get(`${id} ${trial}`));
      return { id: trial, seed, draw, levels: first === undefined ? list : [first, ...list] };
    }),
  }));
}

/** A value of a metric at level 0, by arm and trial: those that have one begin with a dense level. */
function firstValues(aggregates: StudyPage['aggregates']): Map<string, { metric: string; value: number }> {
  const values = new Map<string, { metric: string; value: number }>();
  for (const { arm, metric, levels } of aggregates) {
    const first = levels.find(({ level }) => level === 0);
    for (const { trial, value } of first?.members ?? []) values.set(`${arm} ${trial}`, { metric, value });
  }
  return values;
}

/** The dense level that a trial of pruned ones begins with: one of its seed, and with what the study measured for it. */
function sharedLevel(
  dense: readonly PageLevel[],
  seed: number,
  first: { readonly metric: string; readonly value: number } | undefined,
): PageLevel | undefined {
  if (first === undefined) return undefined;
  const fits = ({ trial, metrics }: PageLevel) => seedOf(trial) === seed && metrics?.[first.metric] === first.value;
  return dense.find(fits);
}

/** The seed in a trial's id. */
export const seedOf = (trial: string): number => Number(trial.slice(trial.lastIndexOf('-s') + 2));
