import { setMaxListeners } from 'node:events';
import { hostname } from 'node:os';
import { sql } from 'drizzle-orm';
import type { Device } from '@tombola/shared';
import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import packageJson from '../../package.json';
import { openArtifactStore } from '../artifacts/open';
import type { ArtifactStore } from '../artifacts/store';
import type { ServerConfig } from '../config/config';
import { openQueue } from '../ledger/queue';
import type { WorkerIdentity } from '../ledger/workers';
import { openStore } from '../store/connect';
import { drawId } from '../store/ids';
import { Ending, within } from './ending';
import { databasePasses, storagePasses } from './passing';
import { persist } from './persist';
import { runtimeFor } from './runtime';
import { runSlots } from './run-slots';

export interface WorkerOptions {
  readonly config: ServerConfig;
  readonly databaseUrl: string;
  /** Trainings at a time. */
  readonly slots: number;
  readonly device: Device;
  /** For people; the name of the machine when left out. */
  readonly name?: string;
  /** A folder to look for data sets in first. */
  readonly data?: string;
  /** Threads of each training. Default 1. */
  readonly threads?: number;
  /** The script of a trial process. */
  readonly entry: string;
  readonly logger: Logger;
  /** Instead of the configured one. */
  readonly artifacts?: ArtifactStore;
  /** Ends the worker: trainings write checkpoints and go back to the queue. */
  readonly signal: AbortSignal;
}

/**
 * A worker: takes levels and exports from the queue and does them in trial processes, until the signal fires; then it
 * resolves within `config.stopSeconds`. A database or an artifact store that goes away is waited for.
 *
 * @throws {InputError} when this machine lacks the device, or the configuration is wrong.
 */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const { config, databaseUrl, device, entry, signal, slots } = options;
  const id = drawId('wrk');
  const logger = options.logger.child({ worker: id });
  const host = hostname();
  const { provider, name: runtime } = await runtimeFor(device, entry);
  const named = { id, name: options.name ?? host, host, pid: process.pid, version: packageJson.version };
  const identity: WorkerIdentity = { ...named, device, provider: runtime, slots };
  const ending = new Ending(config.stopSeconds, signal);
  // Every slot and every training listens to both.
  setMaxListeners(0, signal, ending.deadline);
  const onError = (err: Error) => logger.debug({ err }, 'a connection to the database broke');
  const store = openStore(databaseUrl, { connections: Math.min(10, slots + 3), name: 'tombola-worker', onError });
  const waitFor = <T>(what: string, passes: (error: unknown) => boolean, work: () => Promise<T>) =>
    persist(work, { passes, signal, onWait: (err) => logger.warn({ err }, `waiting for ${what}`) });
  let boss: PgBoss | undefined;
  try {
    await waitFor('the database', databasePasses, () => store.db.execute(sql`select 1`));
    const open = () => openArtifactStore(config.artifacts);
    const artifacts = options.artifacts ?? (await waitFor('the artifact store', storagePasses, open));
    boss = await waitFor('the queue', databasePasses, () => openQueue(databaseUrl, onError));
    const place = { worker: id, db: store.db, boss, artifacts, logger, deadline: ending.deadline };
    await runSlots(place, identity, { ...options, provider });
  } catch (error) {
    // Told to stop while it waited to begin.
    if (!signal.aborted || !(databasePasses(error) || storagePasses(error))) throw error;
  } finally {
    ending.dispose();
    if (boss !== undefined) await within(2000, boss.stop({ graceful: false }));
    await within(2000, store.close());
  }
}
