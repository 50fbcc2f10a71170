import { InputError } from '@tombola/shared';
import type { Study } from '../study';
import { deconstructing } from './deconstructing';
import { earlyBird } from './early-bird';
import { lth } from './lth';
import { oneTicket } from './one-ticket';
import { rethinking } from './rethinking';
import { rigl } from './rigl';
import { sanity } from './sanity';
import { shootout } from './shootout';
import { snip } from './snip';
import { stabilizing } from './stabilizing';
import { stateOfSparsity } from './state-of-sparsity';
import { tropical } from './tropical';
import { tropicalPruning } from './tropical-pruning';

/** The studies of the literature, by id. */
export const literature: Readonly<Record<string, Study>> = {
  lth,
  'early-bird': earlyBird,
  rigl,
  stabilizing,
  deconstructing,
  rethinking,
  snip,
  'one-ticket': oneTicket,
  'state-of-sparsity': stateOfSparsity,
  sanity,
  tropical,
  'tropical-pruning': tropicalPruning,
  shootout,
};

/** A study of the literature. @throws {InputError} when there is none of that id. */
export function studyById(id: string): Study {
  // Not every member of an object is its own: `constructor`, `__proto__`.
  if (Object.hasOwn(literature, id)) return literature[id]!;
  throw new InputError({
    what: 'there is no such study',
    value: id,
    expected: `one of ${Object.keys(literature).join(', ')}`,
  });
}
