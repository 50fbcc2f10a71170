import { minimalRecipe, type Json, type Recipe } from '@tombola/shared';
import { jobsOfTrial, parentOf, stepsOf, type Job, type StudyPlan } from '@tombola/studies';
import { levelIdOf, trialIdOf, trialOfLevel } from './ids';

export interface TrialRow {
  readonly id: string;
  readonly recipe_hash: string;
  readonly seed: number;
  readonly recipe: Json;
}

export interface LevelRow {
  readonly id: string;
  readonly trial_id: string;
  readonly level: number;
  readonly parent_id: string | null;
  readonly steps: number;
  /** How many levels, one needing the other, hang on this one. */
  readonly height: number;
}

export interface PlanRows {
  /** By id; with those that only other trials need. */
  readonly trials: readonly TrialRow[];
  /** Parents before children. */
  readonly levels: readonly LevelRow[];
  readonly members: readonly { readonly arm_id: string; readonly draw: number; readonly trial_id: string }[];
}

/** A study plan as rows: its trials, and all levels that they need. */
export function rowsOf(plan: StudyPlan): PlanRows {
  const trials = new Map<string, TrialRow>();
  const levels = new Map<string, LevelRow & { height: number }>();
  const members: { arm_id: string; draw: number; trial_id: string }[] = [];

  // Once a recipe: it takes milliseconds.
  const stored = new Map<Recipe, Json>();
  const addTrial = ({ recipe, seed }: Omit<Job, 'level'>): string => {
    const id = trialIdOf(recipe, seed);
    if (trials.has(id)) return id;
    const minimal = stored.get(recipe) ?? minimalRecipe(recipe);
    stored.set(recipe, minimal);
    trials.set(id, { id, recipe_hash: id.split('-')[0]!, seed, recipe: minimal });
    return id;
  };
  const addLevel = (job: Job): LevelRow & { height: number } => {
    const id = levelIdOf(job);
    const known = levels.get(id);
    if (known !== undefined) return known;
    const needed = parentOf(job);
    const parent = needed === undefined ? undefined : addLevel(needed);
    addTrial(job);
    const row = {
      id,
      trial_id: trialOfLevel(id),
      level: job.level,
      parent_id: parent?.id ?? null,
      steps: stepsOf(job),
      height: 0,
    };
    levels.set(id, row);
    for (let [at, height] = [parent, 1]; at !== undefined; height++) {
      at.height = Math.max(at.height, height);
      at = at.parent_id === null ? undefined : levels.get(at.parent_id);
    }
    return row;
  };

  for (const { id: arm, recipes } of plan.arms) {
    for (const [draw, recipe] of recipes.entries()) {
      for (const seed of plan.seeds) {
        members.push({ arm_id: arm, draw, trial_id: addTrial({ recipe, seed }) });
        for (const job of jobsOfTrial(recipe, seed)) addLevel(job);
      }
    }
  }
  return { trials: [...trials.values()], levels: [...levels.values()], members };
}
