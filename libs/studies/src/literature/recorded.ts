import { recordedOut, type RecordedStudy } from '@tombola/shared';
import lth from './recorded/lth.json';
import tropical from './recorded/tropical.json';

/** By the study's id. `tombola study record ID FILE` writes them, from the results of a run. */
const files: Readonly<Record<string, unknown>> = { lth, tropical };
const read = new Map<string, RecordedStudy>();

/** What we found when we ran a study of the literature; undefined for one that is not recorded. */
export function recordedStudy(id: string): RecordedStudy | undefined {
  if (!Object.hasOwn(files, id)) return undefined;
  let found = read.get(id);
  if (found === undefined) read.set(id, (found = recordedOut.parse(files[id])));
  return found;
}
