import { recordedOut, type RecordedStudy } from '@tombola/shared';
import deconstructing from './recorded/deconstructing.json';
import earlyBird from './recorded/early-bird.json';
import lth from './recorded/lth.json';
import oneTicket from './recorded/one-ticket.json';
import rethinking from './recorded/rethinking.json';
import rigl from './recorded/rigl.json';
import sanity from './recorded/sanity.json';
import shootout from './recorded/shootout.json';
import snip from './recorded/snip.json';
import stabilizing from './recorded/stabilizing.json';
import stateOfSparsity from './recorded/state-of-sparsity.json';
import tropicalPruning from './recorded/tropical-pruning.json';
import tropical from './recorded/tropical.json';

/** By the study's id. `tombola study record ID FILE` writes them, from the results of a run. */
const files: Readonly<Record<string, unknown>> = {
  deconstructing,
  'early-bird': earlyBird,
  lth,
  'one-ticket': oneTicket,
  rethinking,
  rigl,
  sanity,
  shootout,
  snip,
  stabilizing,
  'state-of-sparsity': stateOfSparsity,
  tropical,
  'tropical-pruning': tropicalPruning,
};
const read = new Map<string, RecordedStudy>();

/** What we found when we ran a study of the literature; undefined for one that is not recorded. */
export function recordedStudy(id: string): RecordedStudy | undefined {
  if (!Object.hasOwn(files, id)) return undefined;
  let found = read.get(id);
  if (found === undefined) read.set(id, (found = recordedOut.parse(files[id])));
  return found;
}
