import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster, type Cluster } from '../cluster';

/** A cluster for the tests of one file, in a folder of its own that `stop` removes. */
export async function temporaryCluster(): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'tombola-cluster-'));
  // Such folders are closed to others: as root the data would have a stand-in elsewhere, and stay there.
  chmodSync(folder, 0o755);
  // No test crashes the machine.
  const cluster = await startCluster({ folder: join(folder, 'postgres'), settings: { fsync: 'off' } });
  const stop = async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...cluster, stop };
}
