import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { ClientBase } from 'pg';
import { qualified } from './catalogue';

/** What a folder of drizzle's migrations makes. */
export class ProgramSchema {
  private readonly migrations;
  /** Names of the tables, and of the enumerated types, of any version. */
  readonly tables: ReadonlySet<string>;
  private readonly enums: ReadonlySet<string>;
  private readonly functions: readonly string[];
  /** Tables that the migrations themselves put rows into. */
  readonly seeded: ReadonlySet<string>;

  constructor(folder: string) {
    this.migrations = readMigrationFiles({ migrationsFolder: folder });
    const snapshots = this.migrations.map((_, index) => readSnapshot(folder, index));
    const names = (part: 'tables' | 'enums') => new Set(snapshots.flatMap((snapshot) => namesOf(snapshot[part])));
    this.tables = names('tables');
    this.enums = names('enums');
    const statements = this.migrations.flatMap(({ sql }) => sql).join(';');
    const named = (words: string) =>
      [...statements.matchAll(new RegExp(`${words}\\s+(?:"?public"?\\.)?"?(\\w+)`, 'gi'))].map(([, name]) => name!);
    this.seeded = new Set(named('insert\\s+into'));
    this.functions = named('create\\s+(?:or\\s+replace\\s+)?(?:function|procedure)');
  }

  /** The moments of the migrations, in order. */
  get moments(): readonly number[] {
    return this.migrations.map(({ folderMillis }) => folderMillis);
  }

  /** Removes all that any version of the schema has, and nothing else. */
  async drop(client: ClientBase): Promise<void> {
    for (const name of this.tables) await client.query(`drop table if exists ${qualified(name)} cascade`);
    for (const name of this.enums) await client.query(`drop type if exists ${qualified(name)} cascade`);
    const { rows } = await client.query<{ signature: string }>(
      `select oid::regprocedure::text as signature from pg_proc
       where pronamespace = 'public'::regnamespace and proname = any ($1)`,
      [this.functions],
    );
    for (const { signature } of rows) await client.query(`drop routine if exists ${signature} cascade`);
    await client.query('drop table if exists drizzle.__drizzle_migrations');
  }

  /** Makes the schema as it was after so many migrations, and notes them as drizzle does. */
  async make(client: ClientBase, count: number): Promise<void> {
    await client.query('create schema if not exists drizzle');
    await client.query(
      'create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
    );
    for (const { sql, hash, folderMillis } of this.migrations.slice(0, count)) {
      for (const statement of sql) await client.query(statement);
      const note = 'insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)';
      await client.query(note, [hash, folderMillis]);
    }
  }
}

/** What drizzle-kit writes beside each migration. */
interface Snapshot {
  readonly tables: Readonly<Record<string, { name: string; schema: string }>>;
  readonly enums: Readonly<Record<string, { name: string; schema: string }>>;
}

function readSnapshot(folder: string, index: number): Snapshot {
  const name = `${String(index).padStart(4, '0')}_snapshot.json`;
  return JSON.parse(readFileSync(join(folder, 'meta', name), 'utf8')) as Snapshot;
}

function namesOf(part: Snapshot['tables']): string[] {
  return Object.values(part)
    .filter(({ schema }) => schema === '' || schema === 'public')
    .map(({ name }) => name);
}
