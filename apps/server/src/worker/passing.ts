import { StorageError } from '../artifacts/errors';
import { isConnectionError, sqlState } from '../store/transact';

/**
 * No room or memory (53), no disk (58030), a standby (25006), a deadlock or a conflict once more (40): who waits for the
 * database to come back waits for these too.
 */
const states = /^(53...|58030|25006|40001|40P01)$/;

/** Whether the database could not do it now but will do it some time. */
export function databasePasses(error: unknown): boolean {
  return isConnectionError(error) || states.test(sqlState(error) ?? '');
}

/** Whether a file could not be stored or read now: a full disk, no network. A blob that is missing or damaged stays so. */
export function storagePasses(error: unknown): boolean {
  return error instanceof StorageError || isDiskError(error);
}

const disk = /^(ENOSPC|EDQUOT|EROFS|EIO|EMFILE|ENFILE|ENOMEM)\b/;

/** Whether this machine, and nothing that was asked of it, is the reason: its disk is full, its files are too many. */
export function isDiskError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message } = error as { code?: unknown; message?: unknown };
  // Of an error that came from a trial process the message is all that is left.
  return disk.test(String(code)) || disk.test(String(message));
}
