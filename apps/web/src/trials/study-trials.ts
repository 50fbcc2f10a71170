import type { StudyPage } from '@tombola/shared';

export type PageLevel = StudyPage['levels'][number];

/** A trial as an arm of a study has it. */
export interface StudyTrial {
  readonly id: string;
  readonly seed: number;
  readonly draw: number;
  /** From the densest on; a method's level 0 is that of the dense trial, under its id, unless it has one of its own. */
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
  const byId = new Map(levels.map((level) => [level.id, level]));
  const begun = beginWithDense(aggregates);
  return arms.map(({ id, label, trials }) => ({
    id,
    label,
    trials: trials.map(({ trial, seed, draw }) => {
      const list = [...(own.get(trial) ?? [])].sort((a, b) => a.level - b.level);
      const shares = begun.has(`${id} ${trial}`) && list[0]?.level !== 0;
      const first = shares ? byId.get(list[0]?.parent ?? '') : undefined;
      return { id: trial, seed, draw, levels: first === undefined ? list : [first, ...list] };
    }),
  }));
}

/**
 * The trials of arms that have a level 0 once that is done, theirs or a shared one: a control comes from a dense level
 * too, but does not have it.
 */
function beginWithDense(aggregates: StudyPage['aggregates']): ReadonlySet<string> {
  return new Set(
    aggregates.flatMap(({ arm, levels }) => {
      const first = levels.find(({ level }) => level === 0);
      return (first?.members ?? []).map(({ trial }) => `${arm} ${trial}`);
    }),
  );
}

/** The seed in a trial's id. */
export const seedOf = (trial: string): number => Number(trial.slice(trial.lastIndexOf('-s') + 2));
