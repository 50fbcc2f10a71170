import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { InputError } from '@tombola/shared';
import type { Pool, PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { appliedMigrations, copyTarget, listSequences, listTables, qualified } from './catalogue';
import { explainFile } from './file-errors';
import { folderOf, textSettings, type Header, type Summary } from './format';
import { tarEnd, tarMember, type Member } from './tar';

/** Bytes of rows in a member of the archive. */
const chunkSize = 2 ** 20;

export interface Backup {
  readonly file: string;
  /** Of the file, compressed. */
  readonly bytes: number;
  readonly tables: number;
  readonly rows: number;
}

/** A name for a backup that is made now: `tombola-backup-20260102T030405Z.tar.gz`. */
export function backupName(now: Date): string {
  return `tombola-backup-${now.toISOString().replace(/[-:]|\.\d+/g, '')}.tar.gz`;
}

/**
 * Writes all tables of the schema `public` into a file, as they were at one moment, while others go on writing. Not in it
 * are the queue, which the ledger makes again from the levels, and the files of the artifact store. The file has hashes
 * of passwords and tokens: only this user can read it. It appears under its name when it is whole.
 *
 * @throws {InputError} when the file is there already or cannot be written, or the database is not Tombola's.
 */
export async function backupDatabase(pool: Pool, file: string): Promise<Backup> {
  const temporary = `${file}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    refuseExisting(file);
    await mkdir(dirname(file), { recursive: true });
    const outcome = { tables: 0, rows: 0 };
    const output = createWriteStream(temporary, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(Readable.from(archive(client, outcome)), createGzip(), output);
    refuseExisting(file);
    await rename(temporary, file);
    return { file, bytes: (await stat(file)).size, ...outcome };
  } catch (error) {
    failure = error as Error;
    throw explainFile(error, file, 'Name another file, or free some space.');
  } finally {
    // A connection that was left in the middle of a COPY is of no more use.
    client.release(failure);
    await rm(temporary, { force: true }).catch(() => {});
  }
}

function refuseExisting(file: string): void {
  if (!existsSync(file)) return;
  throw new InputError({ what: `${file} is there already`, expected: 'the name of a new file' });
}

async function* archive(client: PoolClient, outcome: { tables: number; rows: number }): AsyncGenerator<Buffer> {
  const now = new Date();
  for await (const member of members(client, now, outcome)) yield* tarMember(member, now);
  yield tarEnd();
}

async function* members(
  client: PoolClient,
  now: Date,
  outcome: { tables: number; rows: number },
): AsyncGenerator<Member> {
  const json = (name: string, value: Header | Summary) => ({
    name,
    bytes: Buffer.from(JSON.stringify(value, null, 2)),
  });
  await client.query('begin transaction isolation level repeatable read, read only');
  await client.query(textSettings);
  const tables = await listTables(client);
  // From here on nobody can drop or change one of them.
  if (tables.length > 0) {
    await client.query(`lock table ${tables.map(({ name }) => qualified(name)).join(', ')} in access share mode`);
  }
  const migrations = await appliedMigrations(client);
  if (migrations.length === 0) {
    throw new InputError({ what: 'there is nothing to back up', expected: 'a database with the tables of Tombola' });
  }
  const { rows: versions } = await client.query<{ server: string }>(
    `select current_setting('server_version') as server`,
  );
  const { server } = versions[0]!;
  yield json('header.json', {
    ...{ format: 'tombola-backup', version: 1, createdAt: now.toISOString(), server, migrations, tables },
  });
  const summary: Summary = { tables: {}, sequences: {} };
  for (const [index, table] of tables.entries()) {
    summary.tables[table.name] = yield* tableMembers(client, table, folderOf(index, table.name));
  }
  // Later than the rows: no number is given out twice.
  summary.sequences = await listSequences(client);
  yield json('summary.json', summary);
  await client.query('commit');
  outcome.tables = tables.length;
  outcome.rows = Object.values(summary.tables).reduce((sum, { rows }) => sum + rows, 0);
}

async function* tableMembers(
  client: PoolClient,
  table: Header['tables'][number],
  folder: string,
): AsyncGenerator<Member, Summary['tables'][string]> {
  const hash = createHash('sha256');
  let [rows, bytes, count] = [0, 0, 0];
  let held: Buffer[] = [];
  let size = 0;
  const flush = (): Member => {
    const member = { name: `${folder}${String(++count).padStart(6, '0')}.copy`, bytes: Buffer.concat(held) };
    [held, size] = [[], 0];
    return member;
  };
  const stream = client.query(copyTo(`copy ${copyTarget(table)} to stdout`));
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
    // Those inside values are written as \n.
    for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, at + 1)) rows += 1;
    held.push(chunk);
    size += chunk.length;
    if (size >= chunkSize) yield flush();
  }
  if (size > 0) yield flush();
  return { rows, bytes, sha256: hash.digest('hex') };
}
