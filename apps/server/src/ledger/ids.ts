import type { Recipe } from '@tombola/shared';
import { jobKey, type Job } from '@tombola/studies';

/** `RECIPEHASH-sSEED`. */
export function trialIdOf(recipe: Recipe, seed: number): string {
  // By way of the job: its key remembers the recipe's hash, which takes milliseconds.
  return trialOfLevel(levelIdOf({ recipe, seed, level: 0 }));
}

/** `RECIPEHASH-sSEED-lLEVEL`: the job's key as one segment of a path. */
export function levelIdOf(job: Job): string {
  return jobKey(job).replace('/seed-', '-s').replace('/level-', '-l');
}

/** The trial of a level. */
export function trialOfLevel(level: string): string {
  return level.replace(/-l\d+$/, '');
}
