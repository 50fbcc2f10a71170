import { sql } from 'drizzle-orm';
import { InputError } from '@tombola/shared';
import { redactUrl, type ServerConfig } from '../config/config';
import { findDatabase } from '../serve/database';
import { openStore } from '../store/connect';
import { pendingMigrations } from '../store/migrate';
import { sleep } from './persist';

/** A server that starts at the same time needs so long to make its database. */
const PATIENCE_MS = 30_000;

export interface AwaitDatabaseOptions {
  readonly config: ServerConfig;
  /** The folder of the migrations. */
  readonly migrations: string;
  readonly signal: AbortSignal;
}

/**
 * The URL of the database that is configured, else of the home's embedded one, once it answers and has the schema that
 * this version expects; undefined when the signal fires before.
 *
 * @throws {InputError} when there is none, or half a minute is not enough.
 */
export async function awaitDatabase({ config, migrations, signal }: AwaitDatabaseOptions): Promise<string | undefined> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const url = await findDatabase(config);
    const problem = await problemOf(url, migrations);
    if (problem === undefined) return url;
    if (Date.now() > until) throw problem;
    await sleep(500, signal);
    if (signal.aborted) return undefined;
  }
}

async function problemOf(url: string, migrations: string): Promise<InputError | undefined> {
  const store = openStore(url, { connections: 1, name: 'tombola-worker' });
  try {
    await store.db.execute(sql`select 1`);
    const pending = await pendingMigrations(store, migrations);
    if (pending === 0) return undefined;
    return new InputError({
      what: 'the database is not up to date',
      value: `${pending} migrations are missing`,
      expected: 'the schema of this version',
      mend: 'Start the server of this version, or run `tombola db migrate`.',
    });
  } catch (cause) {
    return new InputError(
      {
        what: 'the database does not answer',
        value: redactUrl(url),
        expected: 'a PostgreSQL that can be reached from here',
        mend: 'Start the server, or set DATABASE_URL.',
      },
      { cause },
    );
  } finally {
    await store.close();
  }
}
