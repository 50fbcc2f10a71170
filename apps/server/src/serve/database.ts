import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { InputError } from '@tombola/shared';
import { redactUrl, type ServerConfig } from '../config/config';
import { startCluster } from '../postgres/cluster';
import { readDatabaseFile, writeDatabaseFile } from '../postgres/database-file';
import { isRunning } from '../postgres/lock-file';
import { openStore, type Store, type StoreOptions } from '../store/connect';
import { isConnectionError } from '../store/transact';

/** A database that can be connected to. */
export interface OpenDatabase {
  readonly url: string;
  /** Whether it ran before. */
  readonly adopted: boolean;
  /** Stops the embedded one; leaves another's alone. */
  stop(): Promise<void>;
}

/** Milliseconds between two looks at the embedded database. */
const LOOK_MS = 1000;

/**
 * The database of a server: `DATABASE_URL`, or the embedded one, started or adopted. With `tend`, an embedded one that
 * dies is started again, until it is stopped.
 */
export async function openDatabase(
  config: ServerConfig,
  log: (line: string) => void,
  { tend = false }: { readonly tend?: boolean } = {},
): Promise<OpenDatabase> {
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, adopted: true, stop: async () => {} };
  const start = async () => {
    const started = await startCluster({ folder: join(config.home, 'postgres'), log });
    await writeDatabaseFile(config.home, started);
    return started;
  };
  let cluster = await start();
  const { url, adopted } = cluster;
  let looking: Promise<void> | undefined;
  const look = async () => {
    if (await isRunning(cluster.pid)) return;
    log(`PostgreSQL (process ${cluster.pid}) is gone: it is started again`);
    cluster = await start();
    if (cluster.url !== url) log('it listens elsewhere now: restart the server and its workers');
  };
  const timer = setInterval(() => {
    looking ??= look()
      .catch((error: unknown) => log(`the database did not start: ${(error as Error).message}`))
      .finally(() => (looking = undefined));
  }, LOOK_MS);
  if (!tend) clearInterval(timer);
  const stop = async () => {
    clearInterval(timer);
    await looking;
    await cluster.stop();
  };
  return { url, adopted, stop };
}

/**
 * The database of a program beside a server, such as a worker: `DATABASE_URL`, or what the server of the same home wrote.
 *
 * @throws {InputError} when there is neither.
 */
export async function findDatabase(config: ServerConfig): Promise<string> {
  const url = config.databaseUrl ?? (await readDatabaseFile(config.home))?.url;
  if (url !== undefined) return url;
  throw new InputError({
    what: 'there is no database to work with',
    value: config.home,
    expected: 'the variable DATABASE_URL, or a home that a server has run in',
    mend: 'Start the server: `tombola serve`; or set DATABASE_URL.',
  });
}

/**
 * Opens a store and waits until its database answers.
 *
 * @throws {InputError} when it does not within so many milliseconds.
 */
export async function connectStore(url: string, patienceMs: number, options: StoreOptions = {}): Promise<Store> {
  const store = openStore(url, options);
  const until = Date.now() + patienceMs;
  for (;;) {
    try {
      await store.pool.query('select 1');
      return store;
    } catch (error) {
      if (isConnectionError(error) && Date.now() < until) {
        await pause(250);
        continue;
      }
      await store.close();
      throw new InputError(
        {
          what: `the database does not answer: ${(error as Error).message || 'no connection'}`,
          value: redactUrl(url),
          expected: 'PostgreSQL 14 or newer, and a user that may create tables in it',
          mend: 'Is it running, and are address and password right?',
        },
        { cause: error },
      );
    }
  }
}
