import { InputError } from '@tombola/shared';
import type { Study } from '../study';
import { lth } from './lth';

/** The studies of the literature, by id. */
export const literature: Readonly<Record<string, Study>> = { lth };

/** A study of the literature. @throws {InputError} when there is none of that id. */
export function studyById(id: string): Study {
  const study = literature[id];
  if (study === undefined) {
    throw new InputError({ what: 'there is no such study', value: id, expected: Object.keys(literature).join(', ') });
  }
  return study;
}
