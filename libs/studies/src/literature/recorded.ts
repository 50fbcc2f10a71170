import { recordedOut, type RecordedStudy } from '@tombola/shared';
import deconstructing from './recorded/deconstructing.json';
import lth from './recorded/lth.json';
import sanity from './recorded/sanity.json';
import snip from './recorded/snip.json';
import stateOfSparsity from './recorded/state-of-sparsity.json';
import tropical from './recorded/tropical.json';

/** By the study's id. `tombola study record ID FILE` writes them, from the results of a run. */
const files: Readonly<Record<string, unknown>> = {
  deconstructing,
  lth,
  sanity,
  snip,
  'state-of-sparsity': stateOfSparsity,
  tropical,
};
const read = new Map<string, RecordedStudy>();

/** What we found when we ran a study of the literature; undefined for one that is not recorded. */
export function recordedStudy(id: string): RecordedStudy | undefined {
  if (!Object.hasOwn(files, id)) return undefined;
  let found = read.get(id);
  if (found === undefined) read.set(id, (found = recordedOut.parse(files[id])));
  return found;
}
