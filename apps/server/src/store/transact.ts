import type { Database, Transaction } from './connect';

/** Deadlock, serialization failure: the database chose this transaction to go again. */
const again = new Set(['40P01', '40001']);

/** Runs a transaction, once more when the database asks for it. */
export async function transact<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work);
    } catch (error) {
      if (attempt >= 5 || !again.has(sqlState(error) ?? '')) throw error;
    }
  }
}

/** The SQLSTATE of an error of the database, wherever in its causes. */
export function sqlState(error: unknown): string | undefined {
  for (let each = error; isErrorLike(each); each = each.cause) {
    const { code } = each;
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
  }
  return undefined;
}

/** An error of any realm: Node's own are not of the realm that tests run in. */
function isErrorLike(value: unknown): value is { code?: unknown; message: string; cause?: unknown } {
  return typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';
}

const connectionCodes = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08|57P0|53300)/;

/** Whether the database could not be reached or went away: the same call may succeed later. */
export function isConnectionError(error: unknown): boolean {
  for (let each = error; isErrorLike(each); each = each.cause) {
    const { code } = each;
    if (typeof code === 'string' && connectionCodes.test(code)) return true;
    if (
      /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
        each.message,
      )
    )
      return true;
  }
  return false;
}
