import { escapeIdentifier, type ClientBase } from 'pg';
import type { Header, Summary } from './format';

/** The name of a table, sequence or constraint of the schema `public`, for a statement. */
export function qualified(name: string): string {
  return `public.${escapeIdentifier(name)}`;
}

/** The words that COPY names a table and its columns with. */
export function copyTarget({ name, columns }: Header['tables'][number]): string {
  return `${qualified(name)} (${columns.map((column) => escapeIdentifier(column)).join(', ')})`;
}

/** The tables of the schema `public` with their columns, but those that are computed and those of extensions. */
export async function listTables(client: ClientBase): Promise<Header['tables']> {
  const { rows } = await client.query<Header['tables'][number]>(`
    select c.relname::text as name, array(
      select a.attname::text from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum
    ) as columns
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by c.relname`);
  return rows;
}

/** The values of the schema's sequences: those of the snapshot or later ones, as sequences know no transactions. */
export async function listSequences(client: ClientBase): Promise<Summary['sequences']> {
  const { rows } = await client.query<{ name: string }>(`
    select relname::text as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname`);
  const values: Summary['sequences'] = {};
  for (const { name } of rows) {
    const { rows: found } = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${qualified(name)}`,
    );
    values[name] = found[0]!;
  }
  return values;
}

/** The moments of the migrations that a database has, in order; none when Tombola never was there. */
export async function appliedMigrations(client: ClientBase): Promise<number[]> {
  const { rows: found } = await client.query<{ there: boolean }>(
    `select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
  );
  if (!found[0]!.there) return [];
  const { rows } = await client.query<{ at: string }>(
    'select created_at::text as at from drizzle.__drizzle_migrations order by created_at',
  );
  return rows.map(({ at }) => Number(at));
}
