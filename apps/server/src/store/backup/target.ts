import { setTimeout as pause } from 'node:timers/promises';
import { InputError } from '@tombola/shared';
import type { ClientBase, Pool } from 'pg';
import { appliedMigrations, listTables, qualified } from './catalogue';
import type { ProgramSchema } from './program-schema';

/** A server or worker that goes on would write into what is restored. */
export async function refuseInUse(client: ClientBase, pool: Pool): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const { rows } = await client.query<{ name: string; own: boolean }>(`
      select application_name as name, application_name = current_setting('application_name') as own
      from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name like 'tombola%'`);
    // The other connections of this pool are idle.
    const others = [...rows.filter(({ own }) => !own), ...rows.filter(({ own }) => own).slice(pool.totalCount - 1)];
    if (others.length === 0) return;
    // Connections that were closed just now are seen for a moment.
    if (attempt === 25) {
      throw new InputError({
        what: 'the database is in use',
        value: `${others.length} connections: ${[...new Set(others.map(({ name }) => name))].join(', ')}`,
        expected: 'no server and no worker of Tombola that is connected',
        mend: 'Stop them first.',
      });
    }
    await pause(200);
  }
}

/** Leaves the database without tables of ours, if it may. */
export async function makeRoom(client: ClientBase, schema: ProgramSchema, replace: boolean): Promise<void> {
  const ours = (await listTables(client)).map(({ name }) => name).filter((name) => schema.tables.has(name));
  const [first] = await appliedMigrations(client);
  if (ours.length > 0 && first !== schema.moments[0]) {
    throw new InputError({
      what: 'the database has tables of another program',
      value: ours.join(', '),
      expected: 'a database for Tombola alone',
      mend: 'Make one, and name it in DATABASE_URL.',
    });
  }
  for (const name of ours) {
    if (replace || schema.seeded.has(name)) continue;
    const { rows } = await client.query(`select 1 from ${qualified(name)} limit 1`);
    if (rows.length === 0) continue;
    throw new InputError({
      what: 'the database is not empty',
      value: `rows in ${name}`,
      expected: 'an empty database',
      mend: 'Make a backup of it, then replace what is there with `--replace`.',
    });
  }
  await schema.drop(client);
}
