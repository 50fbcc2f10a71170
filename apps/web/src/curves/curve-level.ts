import type { LevelState, StudyPage, TrialDetail } from '@tombola/shared';
import { declared } from '../study/declared';
import { armsOf } from '../trials/study-trials';

/** A level whose curves can be drawn, with everything that it may be told apart by. */
export interface CurveLevel {
  readonly id: string;
  /** The trial in whose name it is drawn; a shared level belongs to another. */
  readonly trial: string;
  /** What it is called by colour: the arm, or the trial where there are no arms. */
  readonly arm: string;
  readonly armId: string;
  readonly seed: number;
  readonly draw: number;
  readonly level: number;
  readonly density: number | null;
  readonly state: LevelState;
  readonly step: number;
  /** Null where it is not known how many it has. */
  readonly steps: number | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

/**
 * Every level of every arm of a study; a shared level is there once for each of its trials. The arms are in the order of the
 * study's figure, baselines last: colours are given in this order, and are those of the figure.
 */
export function curveLevelsOf(page: StudyPage): CurveLevel[] {
  const drawn = declared(page.study).figure.arms.filter(({ role }) => role === 'line');
  const placeOf = (id: string) => {
    const place = drawn.findIndex(({ arm }) => arm === id);
    return place < 0 ? drawn.length : place;
  };
  const arms = armsOf(page).toSorted((a, b) => placeOf(a.id) - placeOf(b.id));
  return arms.flatMap(({ id: armId, label: arm, trials }) =>
    trials.flatMap(({ id: trial, seed, draw, levels }) =>
      levels.map((level) => ({ ...pick(level), trial, arm, armId, seed, draw })),
    ),
  );
}

/** The levels of a trial. */
export function curveLevelsOfTrial({ id, seed, tree, studies }: TrialDetail): CurveLevel[] {
  const { arm = id, draw = 0 } = studies[0] ?? {};
  return tree.map((level) => ({ ...pick(level), trial: id, arm, armId: arm, seed, draw }));
}

type Picked = Omit<CurveLevel, 'trial' | 'arm' | 'armId' | 'seed' | 'draw'>;

const pick = ({ id, level, density, state, step, steps, startedAt, finishedAt }: Picked): Picked => ({
  id,
  level,
  density,
  state,
  step,
  steps,
  startedAt,
  finishedAt,
});

/** Whether there may be points. */
export const hasBegun = ({ state, step, startedAt }: Pick<CurveLevel, 'state' | 'step' | 'startedAt'>): boolean =>
  step > 0 || startedAt !== null || state === 'done' || state === 'running';
