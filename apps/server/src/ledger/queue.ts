import type { Device } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import { fromDrizzle, PgBoss } from 'pg-boss';
import type { Transaction } from '../store/connect';
import { list } from '../store/sql';
import type { Change } from './change';

export type QueueName = `train-${Device}` | 'export-cpu';
export const queueNames: readonly QueueName[] = ['train-cpu', 'train-gpu', 'export-cpu'];

/** What the queue brings to a worker: a level or an export, and the delivery that it must still be waiting for. */
export interface Delivery {
  readonly id: string;
  readonly delivery: string;
}

/** Of the database's error, in words; the queue goes on by itself. */
export type QueueErrorListener = (error: Error) => void;

/**
 * The queue: it brings work to workers in the order of priorities, nothing more. Whether a level runs, and whose it is,
 * is written in its own row, so a job that comes twice, late or never does no harm (see reconcile.ts).
 */
export async function openQueue(url: string, onError: QueueErrorListener): Promise<PgBoss> {
  const boss = new PgBoss({ connectionString: url, max: 2, schedule: false, application_name: 'tombola-queue' });
  boss.on('error', onError);
  await boss.start();
  // Claiming takes milliseconds: a worker that dies in between leaves its job to the next one after a minute.
  const options = { retryLimit: 5, expireInSeconds: 60, retentionSeconds: 90 * 24 * 3600, deleteAfterSeconds: 3600 };
  for (const name of queueNames) await boss.createQueue(name, options);
  return boss;
}

interface Waiting extends Record<string, unknown> {
  readonly no: number;
  readonly id: string;
  readonly device: Device;
  readonly delivery: string;
  readonly priority: number;
  readonly height: number;
}

/** Makes levels `queued` and puts them into the queue, in the same transaction. */
export async function enqueueLevels(change: Change, boss: PgBoss, levels: readonly number[]): Promise<void> {
  if (levels.length === 0) return;
  const { rows } = await change.tx.execute<Waiting>(sql`
    update levels set state = 'queued', delivery = gen_random_uuid(), worker_id = null, stop_requested = null,
      updated_at = now()
    where no = any(${list(levels)}::bigint[])
    returning no, id, device, delivery, priority, height`);
  await deliver(change.tx, boss, rows);
  for (const { no, id } of rows) {
    change.touch(no);
    change.tell({ type: 'level.changed', level: { no, id }, data: { state: 'queued' } });
  }
}

/** Puts levels that are `queued` into the queue. */
export async function deliver(tx: Transaction, boss: PgBoss, levels: readonly Waiting[]): Promise<void> {
  for (const device of new Set(levels.map((level) => level.device))) {
    const jobs = levels
      .filter((level) => level.device === device)
      .map(({ id, delivery, priority, height }) => ({
        id: delivery,
        data: { id, delivery } satisfies Delivery,
        // Deep chains first: they are the longest way to the end of a study.
        priority: priority * 100 + Math.min(height, 99),
      }));
    await boss.insert(`train-${device}` satisfies QueueName, jobs, { db: fromDrizzle(tx, sql) });
  }
}
