import type { Device } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import { fromDrizzle } from 'pg-boss';
import { change } from '../ledger/change';
import { claimLevel, type Claim } from '../ledger/claim';
import { claimExport, type ExportClaim } from '../ledger/exports';
import type { Delivery, QueueName } from '../ledger/queue';
import type { Workplace } from './workplace';

/** What a worker may be given. */
export type Work = { readonly level: Claim } | { readonly export: ExportClaim };

/**
 * Takes the next work of a device class, exports first: somebody waits for them. Taking it out of the queue and claiming
 * it is one transaction, so a worker that dies in it leaves everything as it was.
 */
export async function claimWork(place: Workplace, device: Device): Promise<Work | undefined> {
  const { db, boss, worker } = place;
  const take = <T>(queue: QueueName, claim: (...args: Parameters<typeof claimLevel>) => Promise<T | undefined>) =>
    change(db, async (current) => {
      const options = { db: fromDrizzle(current.tx, sql) };
      const [job] = await boss.fetch<Delivery>(queue, options);
      if (job === undefined) return { empty: true };
      await boss.complete(queue, job.id, null, options);
      return { empty: false, claim: await claim(current, worker, job.data) };
    });

  // A stale delivery is no work, but there may be others behind it.
  if (device === 'cpu') {
    for (;;) {
      const { empty, claim } = await take('export-cpu', claimExport);
      if (claim !== undefined) return { export: claim };
      if (empty) break;
    }
  }
  for (;;) {
    const { empty, claim } = await take(`train-${device}`, claimLevel);
    if (claim !== undefined) return { level: claim };
    if (empty) return undefined;
  }
}
