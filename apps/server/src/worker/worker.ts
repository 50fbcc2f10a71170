import { hostname } from 'node:os';
import { sql } from 'drizzle-orm';
import type { Device } from '@tombola/shared';
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
import { providerOf } from './provider';
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
  const { config, databaseUrl, device, entry, signal } = options;
  const id = drawId('wrk');
  const logger = options.logger.child({ worker: id });
  const identity: WorkerIdentity = {
    id,
    name: options.name ?? hostname(),
    host: hostname(),
    pid: process.pid,
    version: packageJson.version,
    device,
    provider: await providerOf(device, entry),
    slots: options.slots,
  };
  const ending = new Ending(config.stopSeconds, signal);
  const onError = (err: Error) => logger.debug({ err }, 'a connection to the database broke');
  const store = openStore(databaseUrl, {
    connections: Math.min(10, options.slots + 3),
    name: 'tombola-worker',
    onError,
  });
  try {
    const waitFor = <T>(what: string, passes: (error: unknown) => boolean, work: () => Promise<T>) =>
      persist(work, { passes, signal, onWait: (err) => logger.warn({ err }, `waiting for ${what}`) });
    await waitFor('the database', databasePasses, () => store.db.execute(sql`select 1`));
    const artifacts =
      options.artifacts ??
      (await waitFor('the artifact store', storagePasses, () => openArtifactStore(config.artifacts)));
    const boss = await waitFor('the queue', databasePasses, () => openQueue(databaseUrl, onError));
    const place = { worker: id, db: store.db, boss, artifacts, logger, deadline: ending.deadline };
    try {
      await runSlots(place, identity, options);
    } finally {
      await within(2000, boss.stop({ graceful: false }));
    }
  } finally {
    ending.dispose();
    await within(2000, store.close());
  }
}
