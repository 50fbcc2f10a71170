import { isRecord, type StudyPage } from '@tombola/shared';
import { armPatch } from '../../schema-form/arm-patch';

/** An arm of a study with how far it is. */
export interface ArmRow {
  readonly id: string;
  readonly label: string;
  readonly trials: number;
  /** What its recipe changes of the study's at its scale, as `member = value`. */
  readonly changes: readonly string[];
  readonly done: number;
  readonly failed: number;
  readonly total: number;
}

/**
 * The arms of a study. A level that several arms share is counted for the arm whose trial it is: dense trainings that no
 * arm has are the rest.
 */
export function armRows({ study, levels }: Pick<StudyPage, 'study' | 'levels'>): {
  readonly arms: readonly ArmRow[];
  /** Levels that are no arm's own. */
  readonly shared: Pick<ArmRow, 'done' | 'failed' | 'total'>;
} {
  const owners = new Map(study.arms.flatMap(({ id, trials }) => trials.map(({ trial }) => [trial, id] as const)));
  const counts = new Map<string | undefined, { done: number; failed: number; total: number }>();
  for (const { trial, state } of levels) {
    const arm = owners.get(trial);
    const count = counts.get(arm) ?? { done: 0, failed: 0, total: 0 };
    counts.set(arm, count);
    count.total++;
    if (state === 'done') count.done++;
    if (state === 'failed') count.failed++;
  }
  const none = { done: 0, failed: 0, total: 0 };
  const declared = Array.isArray(study.declaration['arms']) ? (study.declaration['arms'] as unknown[]) : [];
  return {
    arms: study.arms.map(({ id, label, trials }) => {
      const own = declared.filter(isRecord).find((arm) => arm['id'] === id);
      const changes = own === undefined ? [] : settings(armPatch(own, study.scale));
      return {
        id,
        label,
        trials: trials.length,
        changes: changes.map(([path, value]) => `${path} = ${shown(value)}`),
        ...(counts.get(id) ?? none),
      };
    }),
    shared: counts.get(undefined) ?? none,
  };
}

/** A record as paths and values: `optimizer.learningRate`, 0.001. */
export function settings(record: Readonly<Record<string, unknown>>, prefix = ''): [string, unknown][] {
  return Object.entries(record).flatMap(([name, value]): [string, unknown][] =>
    isRecord(value) && Object.keys(value).length > 0
      ? settings(value, `${prefix}${name}.`)
      : [[`${prefix}${name}`, value]],
  );
}

const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
