import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { Pool } from 'pg';
import type { Cluster } from '../../postgres/cluster';
import { temporaryCluster } from '../../postgres/testing/temporary-cluster';
import { openStore } from '../connect';
import { migrateStore, pendingMigrations } from '../migrate';
import { backupDatabase, backupName } from './backup';
import { restoreDatabase } from './restore';

const folder = mkdtempSync(join(tmpdir(), 'tombola-backup-'));
const at = (...names: string[]) => join(folder, ...names);

let cluster: Cluster;
const pools: Pool[] = [];
beforeAll(async () => {
  cluster = await temporaryCluster();
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
});

let databases = 0;
function open(url: string, name = 'tombola'): Pool {
  const pool = new Pool({ connectionString: url, max: 3, application_name: name });
  pool.on('error', () => {});
  pools.push(pool);
  return pool;
}

/** An empty database of its own. */
async function database(): Promise<Pool & { url: string }> {
  const name = `test_${++databases}`;
  const main = open(cluster.url, 'main');
  await main.query(`create database ${name}`);
  const url = cluster.url.replace(/\/tombola$/, `/${name}`);
  return Object.assign(open(url), { url });
}

/** Two versions of a schema that is hard to restore: keys in circles, values that the database makes itself, triggers. */
const versions = [
  `create table "a" ("no" bigint primary key generated always as identity, "text" text, "b" integer not null,
     "twice" bigint generated always as ("b" * 2) stored, "up" bigint references "a"("no"));
   --> statement-breakpoint
   create table "z Z" ("id" serial primary key, "a" bigint references "a"("no") deferrable, "at" timestamptz,
     "bytes" bytea, "real" double precision, "json" jsonb, "list" text[]);
   --> statement-breakpoint
   alter table "a" add constraint "a_z" foreign key ("b") references "z Z"("id") on delete cascade;
   --> statement-breakpoint
   create table "counter" ("one" integer primary key, "last" bigint not null);
   --> statement-breakpoint
   insert into "counter" values (1, 0);
   --> statement-breakpoint
   create function refuse() returns trigger language plpgsql as 'begin raise exception ''no''; end';
   --> statement-breakpoint
   create trigger "late" after update on "a" for each row execute function refuse();`,
  `drop function if exists refuse() cascade; alter table "a" add column "later" integer not null default 7;`,
];

function migrationsFolder(count: number, first = 1_700_000_000_000): string {
  const path = at(`migrations-${count}-${first}`);
  mkdirSync(join(path, 'meta'), { recursive: true });
  const entries = versions.slice(0, count).map((sql, idx) => {
    writeFileSync(join(path, `000${idx}_step.sql`), sql);
    const tables = Object.fromEntries(['a', 'z Z', 'counter'].map((name) => [name, { name, schema: '' }]));
    writeFileSync(join(path, 'meta', `000${idx}_snapshot.json`), JSON.stringify({ tables, enums: {} }));
    return { idx, version: '7', when: first + idx, tag: `000${idx}_step`, breakpoints: true };
  });
  writeFileSync(join(path, 'meta/_journal.json'), JSON.stringify({ version: '7', dialect: 'postgresql', entries }));
  return path;
}

/** A database with the first versions of the schema, made as the server makes it. */
async function migrated(count = 1): Promise<Pool & { url: string }> {
  const pool = await database();
  const store = openStore(pool.url);
  await migrateStore(store, migrationsFolder(count));
  await store.close();
  return pool;
}

const values = `insert into "z Z" ("at", "bytes", "real", "json", "list") values ($1, $2, $3, $4, $5) returning "id"`;

/** Everything in the tables, and what the next numbers are. */
async function contents(pool: Pool): Promise<unknown> {
  const rows = async (table: string) =>
    (await pool.query<{ row: string }>(`select t::text as row from ${table} t order by 1`)).rows.map(({ row }) => row);
  const { rows: next } = await pool.query(
    `select sequencename, last_value from pg_sequences where schemaname = 'public' order by 1`,
  );
  return { a: await rows('a'), z: await rows('"z Z"'), counter: await rows('counter'), next };
}

async function constraints(pool: Pool): Promise<unknown> {
  const { rows } = await pool.query(
    `select conrelid::regclass::text as table, conname, pg_get_constraintdef(oid) as definition, convalidated
     from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`,
  );
  return rows;
}

const cell = {
  at: fc.option(fc.date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') })),
  bytes: fc.option(fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes))),
  real: fc.option(fc.double()),
  json: fc.option(fc.json().map((text) => text.replace(/\\u0000/g, ''))),
  // The database knows no character zero and no half of a pair.
  list: fc.option(fc.array(fc.option(fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ''))))),
};

test('whatever values the tables have, a restored database has the same, bit for bit', async () => {
  const source = await migrated();
  const target = await database();
  let files = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record(cell), { minLength: 1, maxLength: 20 }), async (rows) => {
      const file = at(`law-${++files}.tar.gz`);
      for (const { at: moment, bytes, real, json, list } of rows) {
        const { rows: made } = await source.query<{ id: number }>(values, [moment, bytes, real, json, list]);
        await source.query('insert into a ("text", "b", "up") values ($1, $2, (select max("no") from a))', [
          (list ?? []).join('\t\\.\n'),
          made[0]!.id,
        ]);
      }
      await source.query('update counter set last = last + $1', [rows.length]);
      const backup = await backupDatabase(source, file);
      const restored = await restoreDatabase(target, file, { migrations: migrationsFolder(1), replace: true });
      expect(await contents(target)).toEqual(await contents(source));
      expect(await constraints(target)).toEqual(await constraints(source));
      expect(restored).toMatchObject({ tables: 3, rows: backup.rows, skipped: [] });
      expect(backup.bytes).toBe(statSync(file).size);
    }),
    { numRuns: 10 },
  );
  // Numbers go on where they were, and the triggers are there again.
  const next = 'insert into a (b) select min(id) from "z Z" returning no';
  expect((await target.query(next)).rows).toEqual((await source.query(next)).rows);
  await expect(target.query('update a set text = null')).rejects.toThrow('no');
});

test('a backup is of one moment while others write', async () => {
  const source = await migrated();
  await source.query('insert into "z Z" default values');
  let stop = false;
  const write = async () => {
    while (!stop) {
      await source.query(`with row as (insert into a (b, text) values (1, repeat(md5(random()::text), 1000)))
        update counter set last = last + 1`);
    }
  };
  const writing = write();
  const files = [1, 2, 3, 4].map((each) => at(`moment-${each}.tar.gz`));
  for (const file of files) await backupDatabase(source, file);
  stop = true;
  await writing;
  for (const file of files) {
    const target = await database();
    await restoreDatabase(target, file, { migrations: migrationsFolder(1) });
    const { rows } = await target.query('select (count(*) - (select last from counter))::integer as difference from a');
    expect(rows).toEqual([{ difference: 0 }]);
  }
});

describe('a backup of a small database', () => {
  let source: Pool;
  const file = at('small.tar.gz');
  beforeAll(async () => {
    source = await migrated();
    await source.query('insert into "z Z" default values');
    await source.query(`insert into a (b, text) select 1, i::text from generate_series(1, 50000) i`);
    expect(await backupDatabase(source, file)).toMatchObject({ file, tables: 3, rows: 50002 });
  });

  test('is for this user only, is never written over, and has a name with its time', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await expect(backupDatabase(source, file)).rejects.toThrow(/is there already/);
    expect(backupName(new Date('2026-01-02T03:04:05.678Z'))).toBe('tombola-backup-20260102T030405Z.tar.gz');
  });

  test('that cannot be written leaves nothing, and the database goes on', async () => {
    const before = readdirSync(folder);
    await expect(backupDatabase(source, join(file, 'x.tar.gz'))).rejects.toMatchObject({ name: 'InputError' });
    await expect(backupDatabase(await database(), at('nothing.tar.gz'))).rejects.toThrow(/nothing to back up/);
    const broken: Pool & { url: string } = await migrated();
    await broken.query(`insert into "z Z" (json) values ('{"long": 1}')`);
    // A table that cannot be read to its end: its type refuses to be written.
    await broken.query(
      `create function bad(double precision) returns double precision language sql immutable as 'select 1 / ($1 - $1)'`,
    );
    await broken.query(`create table x as select 1 as i; alter table x enable row level security; alter table x force row level security;
      create role reader; grant usage on schema drizzle to reader; grant select on all tables in schema public, drizzle to reader;
      create policy p on x using (bad(i) > 0)`);
    const reader = open(broken.url);
    reader.on('connect', (client) => void client.query('set role reader'));
    await expect(backupDatabase(reader, at('broken.tar.gz'))).rejects.toThrow(/division by zero/);
    expect(readdirSync(folder).filter((name) => !name.startsWith('migrations'))).toEqual(
      before.filter((name) => !name.startsWith('migrations')),
    );
    expect(await backupDatabase(source, at('after.tar.gz'))).toMatchObject({ rows: 50002 });
  });

  test('is refused by a database with rows or of another program, unless it is to be replaced and ours', async () => {
    const [empty, full, foreign] = [await migrated(), await migrated(), await database()];
    const options = { migrations: migrationsFolder(1) };
    // Migrated and nothing else is empty.
    expect(await restoreDatabase(empty, file, options)).toMatchObject({ rows: 50002 });
    await full.query('insert into "z Z" default values; insert into "z Z" default values');
    await full.query('create table mine (i integer); insert into mine values (1)');
    const before = await contents(full);
    await expect(restoreDatabase(full, file, options)).rejects.toThrow(/not empty .*"rows in z Z".*--replace/);
    expect(await contents(full)).toEqual(before);
    expect(await restoreDatabase(full, file, { ...options, replace: true })).toMatchObject({ rows: 50002 });
    expect(await contents(full)).toEqual(await contents(source));
    expect((await full.query('select * from mine')).rows).toEqual([{ i: 1 }]);
    await foreign.query('create table counter (mine integer)');
    await expect(restoreDatabase(foreign, file, { ...options, replace: true })).rejects.toThrow(/another program/);
  });

  test('is refused while somebody else is connected', async () => {
    const target = await database();
    const worker = open(target.url, 'tombola-worker');
    await worker.query('select 1');
    const restore = () => restoreDatabase(target, file, { migrations: migrationsFolder(1) });
    await expect(restore()).rejects.toThrow(/in use.*tombola-worker/);
    await worker.end();
    pools.splice(pools.indexOf(worker), 1);
    expect(await restore()).toMatchObject({ rows: 50002 });
  });

  test('that was cut short or changed anywhere changes nothing', async () => {
    const target = await migrated();
    const before = await contents(target);
    const whole = readFileSync(file);
    const restore = async (name: string, bytes: Uint8Array) => {
      writeFileSync(at(name), bytes);
      await expect(restoreDatabase(target, at(name), { migrations: migrationsFolder(1) })).rejects.toMatchObject({
        name: 'InputError',
      });
      expect(await contents(target)).toEqual(before);
    };
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), (length) => restore('cut.tar.gz', whole.subarray(0, length))),
      { numRuns: 8, examples: [[0], [whole.length - 1], [whole.length - 8]] },
    );
    const plain = gunzipSync(whole);
    const change = (from: string | RegExp, to: string) =>
      gzipSync(plain.toString('latin1').replace(from, to), { level: 1 });
    // Inside rows, inside the checks, and the wrong kind of file.
    await restore('rows.tar.gz', change('\t4711\t', '\t4712\t'));
    await restore('sum.tar.gz', change(/"sha256": "\w/, '"sha256": "x'));
    await restore('count.tar.gz', change('"rows": 50000', '"rows": 50001'));
    await restore('end.tar.gz', gzipSync(plain.subarray(0, plain.length - 1024)));
    await restore('text.tar.gz', Buffer.from('no backup'));
    await restore('other.tar.gz', gzipSync(Buffer.alloc(1024)));
    await expect(restoreDatabase(target, at('none'), { migrations: migrationsFolder(1) })).rejects.toThrow(/not there/);
  });

  test('is restored by a newer program at its own version, and a newer one is refused', async () => {
    const target = await database();
    await restoreDatabase(target, file, { migrations: migrationsFolder(2) });
    expect(await contents(target)).toEqual(await contents(source));
    const store = openStore(target.url);
    expect(await pendingMigrations(store, migrationsFolder(2))).toBe(1);
    await migrateStore(store, migrationsFolder(2));
    await store.close();
    expect((await target.query('select distinct later from a')).rows).toEqual([{ later: 7 }]);
    await backupDatabase(target, at('newer.tar.gz'));
    const old = await database();
    const restore = (migrations: string) => restoreDatabase(old, at('newer.tar.gz'), { migrations });
    await expect(restore(migrationsFolder(1))).rejects.toThrow(/newer or another version/);
    await expect(restore(migrationsFolder(2, 1_600_000_000_000))).rejects.toThrow(/newer or another version/);
    expect(await restore(migrationsFolder(2))).toMatchObject({ rows: 50002 });
  });
});

test('the tables of the program go through a backup and back', async () => {
  const migrations = join(__dirname, '../../../migrations');
  const [source, target] = [await database(), await database()];
  const store = openStore(source.url);
  await migrateStore(store, migrations);
  await source.query(`insert into trials (id, recipe_hash, seed, recipe) values ('r-s0', 'r', 0, '{}');
    insert into levels (id, trial_id, level, state, steps) values ('r-s0-l0', 'r-s0', 0, 'queued', 10);
    insert into metric_chunks select no, 'loss', 0, 9, 10, '\\x00ff', '\\x0a5c' from levels`);
  await store.close();
  const { tables } = await backupDatabase(source, at('program.tar.gz'));
  await restoreDatabase(target, at('program.tar.gz'), { migrations });
  const rows = async (pool: Pool) => ({
    levels: (await pool.query('select l::text from levels l')).rows,
    chunks: (await pool.query('select m::text from metric_chunks m')).rows,
    keys: await constraints(pool),
  });
  expect(await rows(target)).toEqual(await rows(source));
  const again = openStore(target.url);
  expect(await pendingMigrations(again, migrations)).toBe(0);
  await again.close();
  expect(tables).toBeGreaterThan(20);
});
