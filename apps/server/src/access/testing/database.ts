import { join } from 'node:path';
import { temporaryCluster } from '../../postgres/testing/temporary-cluster';
import { openStore, type Store } from '../../store/connect';
import { migrateStore } from '../../store/migrate';

/** A migrated database for the tests of one file; `close` stops and removes it. */
export async function openTestStore(): Promise<Store> {
  const cluster = await temporaryCluster();
  const store = openStore(cluster.url);
  await migrateStore(store, join(__dirname, '../../../migrations'));
  const close = async () => {
    await store.close();
    await cluster.stop();
  };
  return { ...store, close };
}
