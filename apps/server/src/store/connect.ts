import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import * as schema from './schema/index';

export type Database = NodePgDatabase<typeof schema>;
/** A transaction; whatever takes a database takes one too. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
export type Queryable = Database | Transaction;

/** An open database. */
export interface Store {
  readonly db: Database;
  readonly pool: pg.Pool;
  readonly url: string;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Connections at most. */
  readonly connections?: number;
  /** Shown by the database beside its connections. */
  readonly name?: string;
  /** Told of connections that broke while nobody used them. */
  readonly onError?: (error: Error) => void;
}

// Counters here stay far below 2^53. (drizzle's queries look parsers up here and nowhere else.)
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Opens a pool of connections; nothing is connected before the first query. */
export function openStore(url: string, options: StoreOptions = {}): Store {
  const { connections = 10, name = 'tombola', onError = () => {} } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  });
  // Without a listener, a restart of the database would end the process.
  pool.on('error', onError);
  // A connection may also break between two statements of a transaction, when neither pool nor query hears of it.
  pool.on('connect', (client) => client.on('error', onError));
  return {
    db: drizzle(pool, { schema, casing: 'snake_case' }),
    pool,
    url,
    close: () => pool.end(),
  };
}
