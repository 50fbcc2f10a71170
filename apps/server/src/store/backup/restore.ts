import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError, parse } from '@tombola/shared';
import { DatabaseError, escapeIdentifier, type ClientBase, type Pool } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyTarget, listTables, qualified } from './catalogue';
import { explainFile } from './file-errors';
import { folderOf, headerSchema, summarySchema, textSettings, type Header, type Summary } from './format';
import { Members, TableRows } from './members';
import { ProgramSchema } from './program-schema';
import { damaged, readTar, type Member } from './tar';
import { makeRoom, refuseInUse } from './target';

export interface RestoreOptions {
  /** The folder of this program's migrations. */
  readonly migrations: string;
  /** Replaces what is in the database. */
  readonly replace?: boolean;
}

export interface Restored {
  /** When the backup was made. */
  readonly createdAt: string;
  readonly tables: number;
  readonly rows: number;
  /** Tables of the backup that no version of the schema knows: somebody else's, left out. */
  readonly skipped: readonly string[];
}

/**
 * Puts a backup into a database: all of it, checked, or nothing. The schema is made as it was when the backup was; what
 * this program adds to it since is for the migrations that follow. Foreign keys are made last, which checks every row of
 * them, whatever order the tables came in.
 *
 * @throws {InputError} when the file is damaged or made by a newer program, or the database is in use, not empty or not
 *   Tombola's.
 */
export async function restoreDatabase(
  pool: Pool,
  file: string,
  { migrations, replace = false }: RestoreOptions,
): Promise<Restored> {
  const schema = new ProgramSchema(migrations);
  const client = await pool.connect();
  const members = new Members(readTar(file));
  let failure: Error | undefined;
  try {
    const header = await readHeader(members, file);
    checkMigrations(header, schema);
    await refuseInUse(client, pool);
    await client.query('begin');
    await client.query(`${textSettings} set local lock_timeout = '15s'`);
    await makeRoom(client, schema, replace);
    await schema.make(client, header.migrations.length);
    const restored = await fill(client, schema, members, header, file);
    await client.query('commit');
    // So that the first queries are planned for what is there now.
    await client.query('analyze');
    return restored;
  } catch (error) {
    failure = error as Error;
    throw explain(error, file);
  } finally {
    await members.close();
    // Ends the transaction too, and a COPY that was left in the middle.
    client.release(failure);
  }
}

async function readHeader(members: Members, file: string): Promise<Header> {
  return readJson(
    await members.take(),
    'header.json',
    (value) => parse(headerSchema, value, `the header of ${file}`),
    file,
  );
}

function readJson<T>(member: Member | undefined, name: string, check: (value: unknown) => T, file: string): T {
  if (member?.name !== name) throw damaged(file, `it has no ${name} where one belongs`);
  let value: unknown;
  try {
    value = JSON.parse(member.bytes.toString('utf8'));
  } catch {
    throw damaged(file, `its ${name} is no JSON`);
  }
  return check(value);
}

function checkMigrations(header: Header, schema: ProgramSchema): void {
  const known = schema.moments;
  if (header.migrations.every((moment, index) => moment === known[index])) return;
  throw new InputError({
    what: 'the backup was made by a newer or another version of Tombola',
    value: `${header.migrations.length} migrations, the last of ${new Date(header.migrations.at(-1)!).toISOString()}`,
    expected: `at most the ${known.length} that this version knows`,
    mend: 'Restore it with the version that made it, or a newer one.',
  });
}

async function fill(
  client: ClientBase,
  schema: ProgramSchema,
  members: Members,
  header: Header,
  file: string,
): Promise<Restored> {
  const there = await listTables(client);
  const made = new Set(there.map(({ name }) => name).filter((name) => schema.tables.has(name)));
  const keys = await takeForeignKeys(client, [...made]);
  for (const name of made) {
    await client.query(`alter table ${qualified(name)} disable trigger user`);
    // Rows that the migrations put there.
    await client.query(`delete from ${qualified(name)}`);
  }
  const found: Summary['tables'] = {};
  for (const [index, table] of header.tables.entries()) {
    const rows = new TableRows(members, folderOf(index, table.name));
    if (made.has(table.name)) {
      const stream = client.query(copyFrom(`copy ${copyTarget(table)} from stdin`));
      await pipeline(Readable.from(rows.read()), stream).catch((error: unknown) => {
        throw rows.failure ?? error;
      });
      found[table.name] = rows.sum(stream.rowCount);
    } else {
      await rows.skip();
    }
  }
  const check = (value: unknown) => parse(summarySchema, value, `the summary of ${file}`);
  const summary = readJson(await members.take(), 'summary.json', check, file);
  if ((await members.take()) !== undefined) throw damaged(file, 'something follows its summary');
  for (const { name } of header.tables) {
    const [expected, got] = [summary.tables[name], found[name]];
    if (!made.has(name)) continue;
    if (expected?.rows === got?.rows && expected?.bytes === got?.bytes && expected?.sha256 === got?.sha256) continue;
    throw damaged(file, `the table ${name} has not the rows that it had`);
  }
  for (const { table, name, definition } of keys) {
    await client.query(`alter table ${qualified(table)} add constraint ${escapeIdentifier(name)} ${definition}`);
  }
  for (const name of made) await client.query(`alter table ${qualified(name)} enable trigger user`);
  await setSequences(client, summary.sequences);
  return {
    createdAt: header.createdAt,
    tables: Object.keys(found).length,
    rows: Object.values(found).reduce((sum, { rows }) => sum + rows, 0),
    skipped: header.tables.map(({ name }) => name).filter((name) => !made.has(name)),
  };
}

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** Drops the foreign keys of tables. @returns what makes them again */
async function takeForeignKeys(client: ClientBase, tables: readonly string[]): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select t.relname::text as table, c.conname::text as name, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c join pg_class t on t.oid = c.conrelid
    where c.contype = 'f' and t.relnamespace = 'public'::regnamespace and t.relname = any ($1)`,
    [tables],
  );
  for (const { table, name } of rows) {
    await client.query(`alter table ${qualified(table)} drop constraint ${escapeIdentifier(name)}`);
  }
  return rows;
}

async function setSequences(client: ClientBase, sequences: Summary['sequences']): Promise<void> {
  for (const [name, { value, called }] of Object.entries(sequences)) {
    // Those of tables that are not ours are not there.
    await client.query(
      `select setval(s.oid::regclass, $2::bigint, $3) from pg_class s
       where s.relname = $1 and s.relkind = 'S' and s.relnamespace = 'public'::regnamespace`,
      [name, value, called],
    );
  }
}

/** Wrong data, broken keys, other columns: the file does not fit the schema that its migrations make. */
const unfit = /^(22|23|42703|42P01|42804)/;

function explain(error: unknown, file: string): unknown {
  if (!(error instanceof DatabaseError)) return explainFile(error, file, 'Name the file of a backup.');
  if (error.code === '55P03') {
    return new InputError(
      { what: 'the database is in use', value: error.message, expected: 'a database that nobody writes to' },
      { cause: error },
    );
  }
  return unfit.test(error.code ?? '') ? damaged(file, error.message) : error;
}
