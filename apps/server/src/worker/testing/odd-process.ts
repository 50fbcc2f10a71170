import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { entry } from './workers';

/**
 * Writes the script of a trial process that does something odd to trainings of so many steps, and trains all others.
 *
 * @param odd statements; `order` is the training
 */
export function oddProcess(path: string, steps: number, odd: string): string {
  writeFileSync(
    path,
    `await import(${JSON.stringify(pathToFileURL(entry).href)});
     process.prependListener('message', (order) => {
       if (order.type !== 'run' || order.job.recipe.steps !== ${steps}) return;
       ${odd}
     });`,
  );
  return path;
}
