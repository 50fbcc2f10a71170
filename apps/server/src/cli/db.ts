import { join, resolve } from 'node:path';
import { Command } from 'commander';
import type { Flags } from '../config/config';
import type { Context } from './context';
import type { Output } from './output';
import { configFrom, migrationsOf, withSettings } from './settings';
import type { Group } from './shell';

/** `tombola db`: care for the database, whether a server runs or not. */
export const dbCommand: Group = (shell) => {
  const db = new Command('db').description('the database: migrations, backup, restore');
  const settings = ['home', 'databaseUrl'] as const;
  withSettings(
    db.command('migrate').description('bring the schema up to date (servers do so when they start)'),
    settings,
  ).action(shell.action(migrate));
  withSettings(
    db
      .command('backup')
      .description('write everything but the files of artifacts into one file, consistent, while servers run')
      .argument('[file]', 'default: HOME/backups/tombola-TIME.tar.gz'),
    settings,
  ).action(shell.action(backup));
  withSettings(
    db
      .command('restore')
      .description('read a backup into an empty database')
      .argument('<file>')
      .option('--replace', 'throw away what the database holds'),
    settings,
  ).action(shell.action(restore));
  return db;
};

const quiet = () => {};

async function migrate(context: Context, flags: Flags): Promise<Output> {
  const { withDatabase } = await import('../serve/beside');
  const { migrateStore, pendingMigrations } = await import('../store/migrate');
  const folder = migrationsOf(context);
  const applied = await withDatabase(await configFrom(flags), quiet, async (store) => {
    const pending = await pendingMigrations(store, folder);
    await migrateStore(store, folder);
    return pending;
  });
  return {
    value: { applied },
    text: () =>
      applied === 0 ? 'The schema was up to date.' : `Applied ${applied} migration${applied === 1 ? '' : 's'}.`,
  };
}

async function backup(context: Context, flags: Flags, file?: string): Promise<Output> {
  const { mkdir } = await import('node:fs/promises');
  const { withDatabase } = await import('../serve/beside');
  const { backupDatabase, backupName } = await import('../store/backup/backup');
  const config = await configFrom(flags);
  const path = file === undefined ? join(config.home, 'backups', backupName(new Date())) : resolve(file);
  if (file === undefined) await mkdir(join(config.home, 'backups'), { recursive: true });
  const value = await withDatabase(config, quiet, (store) => backupDatabase(store.pool, path), {
    migrations: migrationsOf(context),
  });
  return { value, text: () => `${path}\nBack up the folder or bucket of artifacts with it: ${config.artifacts}` };
}

async function restore(context: Context, flags: Flags & { replace?: boolean }, file: string): Promise<Output> {
  const { withDatabase } = await import('../serve/beside');
  const { restoreDatabase } = await import('../store/backup/restore');
  const { replace = false, ...settings } = flags;
  const { migrateStore } = await import('../store/migrate');
  const migrations = migrationsOf(context);
  const value = await withDatabase(await configFrom(settings), quiet, async (store) => {
    const restored = await restoreDatabase(store.pool, resolve(file), { replace, migrations });
    await migrateStore(store, migrations);
    return restored;
  });
  return {
    value,
    text: () => `Restored ${value.rows} rows of ${value.tables} tables, as they were at ${value.createdAt}.`,
  };
}
