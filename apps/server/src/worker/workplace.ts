import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { ArtifactStore } from '../artifacts/store';
import { change, type Change } from '../ledger/change';
import type { Database } from '../store/connect';
import { databasePasses } from './passing';
import { persist } from './persist';

/** What everything of a worker works with. */
export interface Workplace {
  /** The worker's id. */
  readonly worker: string;
  readonly db: Database;
  readonly boss: PgBoss;
  readonly artifacts: ArtifactStore;
  readonly logger: Logger;
  /** Fires when the time to stop in is over: whatever is not written now stays unwritten. */
  readonly deadline: AbortSignal;
}

/** A change that waits for the database, however long it is away, until the signal fires. */
export function changeSometime<T>(
  { db }: Workplace,
  logger: Logger,
  signal: AbortSignal,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  return persist(() => change(db, work), {
    passes: databasePasses,
    signal,
    onWait: (err, wait) => logger.warn({ err, wait }, 'the database is away: what is to be written waits'),
  });
}
