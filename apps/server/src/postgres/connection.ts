import { Client, DatabaseError } from 'pg';

/** The one database of the cluster, and its superuser. */
export const databaseName = 'tombola';

/** Where a cluster answers and with what word. */
export interface Door {
  readonly port: number;
  readonly password: string;
}

export function databaseUrl({ port, password }: Door): string {
  return `postgres://${databaseName}:${password}@127.0.0.1:${port}/${databaseName}`;
}

/** SQLSTATE of the answers that matter here. */
const codes = { password: '28P01', missing: '3D000', duplicate: '42P04' };

/** What a server says to our password; `why` it cannot be used. */
export type Answer =
  { readonly open: true } | { readonly open: false; readonly foreign: boolean; readonly why: string };

/** Knocks at a server's door. Makes the database where there is none yet. */
export async function knock(door: Door): Promise<Answer> {
  try {
    await query(door, databaseName, 'select 1');
    return { open: true };
  } catch (error) {
    if (codeOf(error) !== codes.missing) return closed(error);
  }
  try {
    await query(door, 'postgres', `create database ${databaseName}`);
  } catch (error) {
    // Another starter was quicker.
    if (codeOf(error) !== codes.duplicate) return closed(error);
  }
  return { open: true };
}

function codeOf(error: unknown): string | undefined {
  return error instanceof DatabaseError ? error.code : undefined;
}

function closed(error: unknown): Answer {
  return { open: false, foreign: codeOf(error) === codes.password, why: (error as Error).message };
}

async function query({ port, password }: Door, database: string, text: string): Promise<void> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: databaseName,
    password,
    database,
    ssl: false,
    connectionTimeoutMillis: 3000,
    query_timeout: 10_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(text);
  } finally {
    await client.end().catch(() => {});
  }
}
