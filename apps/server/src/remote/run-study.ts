import type { Output } from '../cli/output';
import { FailedError, Interrupted, isInterruption } from '../cli/problem';
import type { ServerContext } from '../cli/shell';
import type { RunFlags } from '../cli/study-server';
import type { StudyDetail } from '../client/api';
import type { Client } from '../client/client';
import { reportOutput } from './report';
import { StudyProgress } from './study-progress';
import { sourceOf } from './study-source';

/** `study run` on a server: launches a study, and with --follow waits for its end. */
export async function runStudy(client: Client, context: ServerContext, flags: RunFlags, name: string): Promise<Output> {
  const study = await client.studies.create.mutate(await sourceOf(name, flags));
  if (flags.follow === true) return follow(client, context, study.id);
  return { value: study, text: () => study.id };
}

/** `study follow`: waits for the end of a study that a server has. */
export async function followStudy(client: Client, context: ServerContext, _: object, id: string): Promise<Output> {
  return follow(client, context, id);
}

/**
 * Shows progress until a study has ended, then its report. Ctrl-C ends the looking, not the study.
 *
 * @throws {FailedError} when it failed or was cancelled.
 */
async function follow(client: Client, context: ServerContext, id: string): Promise<Output> {
  const { signal } = context;
  try {
    const last = (await client.system.info.query(undefined, { signal })).lastEvent;
    const begun = await client.studies.get.query({ study: id }, { signal });
    const progress = context.progress(id);
    const known = new StudyProgress(begun);
    try {
      progress.update(known.done, known.steps, 'steps');
      for await (const event of client.followStudy(id, { after: last, signal })) {
        known.see(event);
        progress.update(known.done, known.steps, 'steps');
      }
    } finally {
      progress.finish();
    }
    const study = await client.studies.get.query({ study: id }, { signal });
    if (study.state !== 'done') throw unfinished(study, client.url);
    return await reportOutput(client, context, study);
  } catch (error) {
    if (!isInterruption(error)) throw error;
    throw new Interrupted(
      `${id} goes on at ${client.url}. Watch it: tombola --server ${client.url} study follow ${id}. End it: tombola --server ${client.url} study cancel ${id}.`,
    );
  }
}

function unfinished({ id, state, failures, levels, levelsDone }: StudyDetail, url: string): FailedError {
  const stored = `${levelsDone} of ${levels} levels are done and stored`;
  if (state === 'cancelled') {
    return new FailedError({
      what: `${id} was cancelled`,
      expected: 'every training to end',
      mend: `${stored}; go on: tombola --server ${url} study resume ${id}`,
    });
  }
  const [first] = failures;
  return new FailedError({
    what:
      first === undefined
        ? `${id} failed`
        : `the training of ${first.level} failed: ${(first.error?.message ?? 'without a word').split('\n')[0]!.replace(/\.$/, '')}`,
    expected: 'every training to end',
    mend: `${stored}; try the others again: tombola --server ${url} study resume ${id} --failed`,
  });
}
