import { StorageError, StorageFullError } from '../artifacts/errors';
import { isConnectionError, sqlState } from '../store/transact';
import { HttpError } from './http-error';

const full = new Set(['ENOSPC', 'EDQUOT']);
/** The database's word for a full disk. */
const DISK_FULL = '53100';

/**
 * The answer to an error that is nobody's mistake and will pass: the disk is full, the database or the store of files is
 * away. `undefined` for every other error.
 */
export function outageOf(error: unknown): HttpError | undefined {
  const options = { cause: error };
  if (isFull(error)) {
    const mend = 'Nothing was stored. Free space on the server, then try again.';
    return new HttpError('INSUFFICIENT_STORAGE', { what: 'the server has no space left', mend }, {}, options);
  }
  const storage = error instanceof StorageError;
  if (!storage && !isConnectionError(error)) return undefined;
  const what = `the ${storage ? 'store of files' : 'database'} does not answer`;
  const problem = { what, mend: 'Try again in a few seconds.' };
  return new HttpError('SERVICE_UNAVAILABLE', problem, { 'retry-after': '5' }, options);
}

function isFull(error: unknown): boolean {
  if (sqlState(error) === DISK_FULL) return true;
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each instanceof StorageFullError || full.has((each as NodeJS.ErrnoException).code ?? '')) return true;
  }
  return false;
}
