import { InputError } from '@tombola/shared';
import { declarationIn, isFile } from '../cli/declaration';
import { optionsOf } from '../cli/study-options';
import type { RunFlags } from '../cli/study-server';
import type { StudyCreate } from '../client/api';

/**
 * What a server is told to run: a study of its literature, or a file of the user's own, with the options that a
 * command line gives.
 *
 * @throws {InputError} for options that a server has no use for, and for a file that declares none.
 */
export async function sourceOf(name: string, flags: RunFlags): Promise<StudyCreate> {
  if (flags.jobs !== undefined) {
    throw new InputError({
      what: '--jobs is for this machine',
      value: flags.jobs,
      expected: 'the command without --server, or without --jobs',
      mend: 'How much a server does at a time follows from its workers: `tombola worker --slots`.',
    });
  }
  const options = await optionsOf(flags);
  const { device, priority, retryLimit, tag } = flags;
  return {
    source: isFile(name)
      ? { from: 'declaration', declaration: await declarationIn(name), ...options }
      : { from: 'preset', preset: name, ...options },
    ...(flags.name === undefined ? {} : { name: flags.name }),
    ...(device === undefined ? {} : { device }),
    ...(priority === undefined ? {} : { priority }),
    ...(retryLimit === undefined ? {} : { retryLimit }),
    ...(tag.length === 0 ? {} : { tags: [...tag] }),
  };
}
