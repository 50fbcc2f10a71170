import { join } from 'node:path';
import { InputError } from '@tombola/shared';
import type { Place } from './place';
import { ownDatabase } from './platform';

/** What the operating system says of a folder that cannot be used, as a user understands it. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is no folder',
  EEXIST: 'a file of that name is in the way',
  // Node says this of a read-only file system too, when it makes a folder with those above it.
  ENOENT: 'it cannot be made there',
  ENAMETOOLONG: 'the path is too long',
};

/** An error of the file system below the folder of a cluster, as one for the user; any other error as it is. */
export function explainFailure(error: unknown, folder: string): unknown {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const reason = reasons[code];
  if (reason === undefined) return error;
  return new InputError(
    {
      what: `the embedded PostgreSQL cannot use ${folder}`,
      value: `${reason}: ${message}`,
      expected: 'a folder that can be written',
      mend: `${code === 'ENOSPC' ? 'Free some space, or n' : 'N'}ame another folder with \`--home DIR\`. ${ownDatabase}`,
    },
    { cause: error },
  );
}

/** A server that does not start. @param heard the last that it, or its log, said */
export function notStarted({ folder, home }: Place, heard: string): InputError {
  const full = heard.includes('No space left on device');
  return new InputError({
    what: `PostgreSQL did not start in ${home}`,
    ...(full ? { value: reasons['ENOSPC'] } : {}),
    expected: 'a server that is ready',
    mend:
      `${full ? 'Free some space. ' : ''}${ownDatabase} ` +
      `The last that was heard (see ${join(folder, 'postgres.log')}):\n${heard}`,
  });
}
