import { change } from '../ledger/change';
import { reap, type Patience } from '../ledger/reap';
import { reconcile } from '../ledger/reconcile';
import { databasePasses } from './passing';
import { jittered, sleep } from './persist';
import type { Workplace } from './workplace';

const RECONCILE_MS = 30_000;

/** What any worker does for all, every now and then, until the signal fires. */
export async function takeCare(
  place: Workplace,
  patience: Patience,
  releaseStrays: () => Promise<unknown>,
  signal: AbortSignal,
): Promise<void> {
  const { db, boss, logger } = place;
  const every = async (milliseconds: number, what: string, work: () => Promise<unknown>) => {
    while (!signal.aborted) {
      await sleep(jittered(milliseconds), signal);
      if (signal.aborted) return;
      await work().catch((err: unknown) => {
        logger[databasePasses(err) ? 'debug' : 'error']({ err }, `${what} failed`);
      });
    }
  };
  await Promise.all([
    every(patience.leaseSeconds * 500, 'looking for lost workers', async () => {
      const lost = await change(db, (current) => reap(current, boss, patience));
      if (lost.length > 0) logger.warn({ lost }, 'workers are lost: others take what they held');
    }),
    every(patience.leaseSeconds * 500, 'looking for what nobody works on', releaseStrays),
    every(RECONCILE_MS, 'looking for what is not in the queue', async () => {
      const found = await change(db, (current) => reconcile(current, boss));
      if (found > 0) logger.warn({ found }, 'work that was not in the queue is in it again');
    }),
  ]);
}
