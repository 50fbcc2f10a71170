import { distances } from './distances';
import { outline } from './outline';
import { pictures } from './pictures';
import { regions } from './regions';
import { solids } from './solids';

/** What can be asked of the worker, each from a question to its answer, both plain data. */
export const tasks = { pictures, outline, regions, solids, distances };

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
export type Question<Name extends TaskName> = Parameters<Tasks[Name]>[0];
export type Answer<Name extends TaskName> = ReturnType<Tasks[Name]>;

/** To the worker. */
export interface Asked {
  readonly name: TaskName;
  readonly question: unknown;
}

/** And back: an answer, or what was wrong with the question. */
export type Told = { readonly answer: unknown } | { readonly wrong: string };
