import type { Maintenance, MaintenanceReport, Retention } from '@tombola/shared';
import { maintenanceReportOut } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import type { ArtifactStore } from '../artifacts/store';
import type { Queryable, Store } from '../store/connect';
import { pruneEvents } from './prune-events';
import { pruneLogs } from './prune-logs';
import { pruneOrphans } from './prune-orphans';
import { pruneWorkers } from './prune-workers';
import { removeExpired } from '../access/expired';
import { readRetention } from './retention';
import { sweepBlobs } from './sweep-blobs';

/** Any number that nobody else locks with. */
const LOCK = 4_466_002;
const KEY = 'maintenance.last';

export interface MaintenanceParts {
  readonly store: Store;
  readonly artifacts: ArtifactStore;
  /** What the server was started with; settings in the database count more. */
  readonly retention: Retention;
}

export interface MaintainOptions {
  /** Ends the run between two batches. */
  readonly signal?: AbortSignal | undefined;
  /** Called when the run begins for certain. */
  readonly begun?: () => Promise<void>;
}

/**
 * Removes what is older than it is to be kept, in small transactions beside everything else that goes on. What one step
 * cannot do is noted among the problems, and the next steps are done all the same.
 *
 * @returns what was removed, also stored for {@link readMaintenance}; undefined when another process is at it.
 */
export async function maintain(
  { store, artifacts, retention: configured }: MaintenanceParts,
  { signal, begun }: MaintainOptions = {},
): Promise<MaintenanceReport | undefined> {
  const { db, pool } = store;
  // The lock is the connection's: it goes with a process that dies.
  const holder = await pool.connect();
  // Without a listener, a restart of the database would end the process.
  const ignore = () => {};
  holder.on('error', ignore);
  try {
    const { rows } = await holder.query<{ ours: boolean }>('select pg_try_advisory_lock($1) as ours', [LOCK]);
    if (!rows[0]!.ours) return undefined;
    await begun?.();
    const started = new Date();
    const retention = await readRetention(db, configured);
    const problems: string[] = [];
    const step = async <T>(name: string, work: () => Promise<T>): Promise<Partial<T>> => {
      if (signal?.aborted) return {};
      try {
        return await work();
      } catch (error) {
        problems.push(`${name}: ${signal?.aborted ? 'stopped before its end' : messageOf(error)}`);
        return {};
      }
    };
    const counts = {
      ...zeros,
      ...(await step('events', () => pruneEvents(db, retention, { signal }))),
      ...(await step('logs', async () => ({ logs: await pruneLogs(db, retention.logDays, { signal }) }))),
      ...(await step('trials', () => pruneOrphans(db, retention.orphanDays, { signal }))),
      ...(await step('workers', async () => ({ workers: await pruneWorkers(db) }))),
      ...(await step('sessions', async () => ({ sessions: await removeExpired(db) }))),
      ...(await step('files', () => sweepBlobs(db, artifacts, { signal }))),
    };
    const seconds = (Date.now() - started.getTime()) / 1000;
    const report = { at: started.toISOString(), seconds, ...counts, problems };
    await db.execute(sql`
      insert into settings (key, value) values (${KEY}, ${JSON.stringify(report)}::jsonb)
      on conflict (key) do update set value = excluded.value, updated_at = now()`);
    return report;
  } finally {
    const broken = await holder.query('select pg_advisory_unlock($1)', [LOCK]).then(
      () => false,
      () => true,
    );
    holder.off('error', ignore);
    // A connection that may still have the lock is not used again.
    holder.release(broken);
  }
}

const zeros = {
  metricEvents: 0,
  events: 0,
  logs: 0,
  trials: 0,
  levels: 0,
  workers: 0,
  sessions: 0,
  blobs: 0,
  bytes: 0,
};

/** How long things are kept, and what the last run removed. */
export async function readMaintenance(db: Queryable, configured: Retention): Promise<Maintenance> {
  const { rows } = await db.execute<{ value: unknown }>(sql`select value from settings where key = ${KEY}`);
  const last = maintenanceReportOut.safeParse(rows[0]?.value);
  return {
    retention: await readRetention(db, configured),
    configured,
    last: last.success ? last.data : null,
  };
}

/** The innermost message: the database's own, without the query that it was about. */
function messageOf(error: unknown): string {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error && inner.name === 'DrizzleQueryError')
    inner = inner.cause;
  return inner instanceof Error ? inner.message : String(inner);
}
