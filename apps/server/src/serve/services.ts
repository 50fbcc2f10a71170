import type { Logger } from 'pino';
import type { Services } from '../api/context';
import { openArtifactStore } from '../artifacts/open';
import type { ServerConfig } from '../config/config';
import { openEventTail } from '../events/tail';
import { change } from '../ledger/change';
import { openQueue } from '../ledger/queue';
import { reap } from '../ledger/reap';
import { reconcile } from '../ledger/reconcile';
import { scheduleMaintenance } from '../maintenance/schedule';
import { migrateStore } from '../store/migrate';
import { isConnectionError } from '../store/transact';
import { Closers } from './closers';
import { connectStore } from './database';

export interface OpenServices extends Services {
  close(): Promise<void>;
}

export interface ServiceOptions {
  readonly config: ServerConfig;
  readonly databaseUrl: string;
  readonly migrations: string;
  readonly version: string;
  readonly logger: Logger;
}

/** Opens everything that procedures work with, and brings the database up to date. */
export async function openServices(options: ServiceOptions): Promise<OpenServices> {
  const { config, databaseUrl, migrations, version, logger } = options;
  const closers = new Closers(logger);
  const later = (what: string) => (error: unknown) =>
    logger.warn({ err: error }, `${what}${isConnectionError(error) ? ': the database is away' : ''}`);
  try {
    const store = await connectStore(databaseUrl, 30_000, {
      name: 'tombola-server',
      connections: 20,
      onError: later('a connection broke'),
    });
    closers.add('connections', () => store.close());
    await migrateStore(store, migrations);
    const artifacts = await openArtifactStore(config.artifacts);
    const queue = await openQueue(databaseUrl, later('the queue'));
    closers.add('queue', () => queue.stop({ graceful: false }));
    const events = await openEventTail(store, { onError: later('the event log') });
    closers.add('event log', () => events.close());

    // What died or was lost while no server ran, and from then on whenever it happens.
    const tend = () =>
      change(store.db, (current) => reap(current, queue, config))
        .then((lost) => lost.forEach((worker) => logger.warn({ worker }, 'a worker was lost')))
        .then(() => change(store.db, (current) => reconcile(current, queue)))
        .then((count) => {
          if (count > 0) logger.warn({ count }, 'put back into the queue');
        })
        .catch(later('tending the queue'));
    await tend();
    const timer = setInterval(() => void tend(), Math.max(500, (config.leaseSeconds * 1000) / 2));
    closers.add('tending', () => clearInterval(timer));
    const maintenance = scheduleMaintenance(
      { store, artifacts, retention: config.retention },
      {
        onReport: (report) => logger.info({ report }, 'maintenance'),
        onError: later('maintenance'),
      },
    );
    closers.add('maintenance', () => maintenance.stop());
    return { store, queue, artifacts, events, config, version, startedAt: new Date(), close: () => closers.closeAll() };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}
