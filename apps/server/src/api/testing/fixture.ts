import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@tombola/shared';
import type { AnyRouter } from '@trpc/server';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { grant, type Caller } from '../../access/roles';
import { openFolder } from '../../artifacts/folder';
import { readConfig } from '../../config/config';
import type { EventTail } from '../../events/tail';
import { openQueue } from '../../ledger/queue';
import { temporaryCluster } from '../../postgres/testing/temporary-cluster';
import { openStore } from '../../store/connect';
import { migrateStore } from '../../store/migrate';
import type { Context, Services } from '../context';
import { createCallerFactory } from '../trpc';

/** The services of a server, on a database of their own. */
export interface Fixture extends Services {
  /** What a request of this caller has; undefined: one without credentials. */
  contextOf(caller: Caller | undefined): Context;
  /** The procedures of a router, called by somebody. */
  as<R extends AnyRouter>(
    router: R,
    caller: Caller | undefined,
  ): ReturnType<ReturnType<typeof createCallerFactory<R['_def']['record']>>>;
  /** What was logged as an error: calls that nobody expected to fail. */
  readonly failures: readonly unknown[];
  /** Empties all tables. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** A person of this role. */
export function person(role: Role): Caller {
  const id = `usr_${role.padEnd(16, '0')}`;
  return { kind: 'user', id, name: role, userId: id, ...grant(['admin', 'read', 'write', 'metrics'], role) };
}

export const viewer = person('viewer');
export const editor = person('editor');
export const admin = person('admin');

/** Nothing happens here. */
const silentTail: EventTail = {
  last: 0,
  subscribers: 0,
  follow: async function* () {},
  close: async () => {},
};

/** Opens a server's services for the tests of one file; `close` removes all of it. */
export async function openFixture(): Promise<Fixture> {
  const cluster = await temporaryCluster();
  const home = mkdtempSync(join(tmpdir(), 'tombola-api-'));
  const store = openStore(cluster.url);
  await migrateStore(store, join(__dirname, '../../../migrations'));
  const queue = await openQueue(cluster.url, () => {});
  const failures: unknown[] = [];
  const log = pino({ level: 'silent' });
  log.error = (entry: unknown) => void failures.push(entry);
  const services: Services = {
    store,
    queue,
    artifacts: await openFolder(join(home, 'artifacts'), 0),
    events: silentTail,
    config: readConfig({}, { home }),
    version: '0.0.0-test',
    startedAt: new Date(),
  };
  const contextOf = (caller: Caller | undefined): Context => ({ ...services, caller, requestId: 'test', log });
  return {
    ...services,
    failures,
    contextOf,
    as: (router, caller) => createCallerFactory(router)(contextOf(caller)) as never,
    clear: async () => {
      const { rows } = await store.db.execute<{ tables: string }>(sql`
        select string_agg(quote_ident(tablename), ', ') as tables from pg_tables
        where schemaname = 'public' and tablename <> 'event_counter'`);
      await store.db.execute(sql.raw(`truncate ${rows[0]!.tables} cascade`));
      await queue.deleteAllJobs();
      failures.length = 0;
    },
    close: async () => {
      await queue.stop({ graceful: false });
      await store.close();
      await cluster.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
