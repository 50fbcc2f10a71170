import type { ServerConfig } from '../config/config';
import type { Store } from '../store/connect';
import { migrateStore } from '../store/migrate';
import { connectStore, openDatabase } from './database';

/**
 * Works with the database of a server, whether it runs or not: the embedded one is started for the purpose, and stopped
 * again unless a server has it.
 */
export async function withDatabase<T>(
  config: ServerConfig,
  log: (line: string) => void,
  work: (store: Store) => Promise<T>,
  options: { readonly migrations?: string } = {},
): Promise<T> {
  const database = await openDatabase(config, log);
  try {
    const store = await connectStore(database.url, 10_000, { connections: 4 });
    try {
      if (options.migrations !== undefined) await migrateStore(store, options.migrations);
      return await work(store);
    } finally {
      await store.close();
    }
  } finally {
    if (!database.adopted) await database.stop();
  }
}
