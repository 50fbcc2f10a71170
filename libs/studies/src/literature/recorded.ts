import { recordedOut, type RecordedStudy } from '@tombola/shared';
import deconstructing from './recorded/deconstructing.json';
import earlyBird from './recorded/early-bird.json';
import lthPaper from './recorded/lth-paper.json';
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

/**
 * By the study's id, the one that is shown first, then those at other scales. `tombola study record ID FILE` writes them, from
 * the results of a run.
 */
const files: Readonly<Record<string, readonly unknown[]>> = {
  deconstructing: [deconstructing],
  'early-bird': [earlyBird],
  lth: [lth, lthPaper],
  'one-ticket': [oneTicket],
  rethinking: [rethinking],
  rigl: [rigl],
  sanity: [sanity],
  shootout: [shootout],
  snip: [snip],
  stabilizing: [stabilizing],
  'state-of-sparsity': [stateOfSparsity],
  tropical: [tropical],
  'tropical-pruning': [tropicalPruning],
};
const read = new Map<string, readonly RecordedStudy[]>();

/** What we found when we ran a study of the literature, once a scale; empty for one that is not recorded. */
export function recordsOf(id: string): readonly RecordedStudy[] {
  if (!Object.hasOwn(files, id)) return [];
  let found = read.get(id);
  if (found === undefined) read.set(id, (found = files[id]!.map((file) => recordedOut.parse(file))));
  return found;
}

/** Of these the one that is shown first. */
export function recordedStudy(id: string): RecordedStudy | undefined {
  return recordsOf(id)[0];
}
