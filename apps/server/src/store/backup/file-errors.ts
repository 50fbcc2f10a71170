import { InputError } from '@tombola/shared';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  EEXIST: 'a file is in the way',
  ENAMETOOLONG: 'the name is too long',
};

/** An error of the file system as one for the user; any other error as it is. */
export function explainFile(error: unknown, file: string, mend: string): unknown {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const reason = reasons[code];
  if (reason === undefined) return error;
  return new InputError(
    { what: `${file} cannot be used`, value: `${reason}: ${message}`, expected: 'a file for the backup', mend },
    { cause: error },
  );
}
