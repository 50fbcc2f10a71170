import { sql } from 'drizzle-orm';
import { InputError } from '@tombola/shared';
import { redactUrl, type ServerConfig } from '../config/config';
import { readDatabaseFile } from '../postgres/database-file';
import { openStore } from '../store/connect';
import { pendingMigrations } from '../store/migrate';
import { sleep } from './persist';

/** A server that starts at the same time needs so long to make its database. */
const PATIENCE_MS = 30_000;

export interface AwaitDatabaseOptions {
  readonly config: Pick<ServerConfig, 'home' | 'databaseUrl'>;
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
    const url = await urlOf(config);
    const problem = await problemOf(url, migrations);
    if (problem === undefined) return url;
    if (Date.now() > until) throw problem;
    await sleep(500, signal);
    if (signal.aborted) return undefined;
  }
}

async function urlOf({ home, databaseUrl }: AwaitDatabaseOptions['config']): Promise<string> {
  const url = databaseUrl ?? (await readDatabaseFile(home))?.url;
  if (url !== undefined) return url;
  throw new InputError({
    what: 'there is no database to take work from',
    value: home,
    expected: 'the home of a server that has been started, or DATABASE_URL',
    mend: 'Start the server first (`tombola serve`), or give its home with --home.',
  });
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
