import { InputError, type Recipe } from '@tombola/shared';
import { controllable } from './job';

/** Checks that a control names levels that its method has, and at least one of them. @throws {InputError} */
export function checkControlLevels(recipe: Recipe): void {
  const { method, control } = recipe;
  if (control?.levels === undefined) return;
  const there = controllable(recipe);
  const wrong = control.levels.filter((level) => !there.includes(level));
  if (wrong.length === 0 && control.levels.length > 0) return;
  throw new InputError({
    what: `the control ${control.name} names ${wrong.length === 0 ? 'no level' : 'levels that there are not'} of the method ${method.name}`,
    value: wrong.length === 0 ? control.levels : wrong,
    expected: `some of ${inWords(there)}`,
    mend: 'Leave levels out for all of them, or let the method have as many.',
  });
}

/** Levels as a list, or by their ends where they are many and follow each other. */
function inWords(levels: readonly number[]): string {
  const [first, last] = [levels[0], levels.at(-1)];
  const follow = levels.every((level, i) => level === first! + i);
  return levels.length > 3 && follow ? `${first} to ${last}` : levels.join(', ');
}
