import { sql, type SQL } from 'drizzle-orm';

/** Work in batches stops between two of them. */
export interface BatchOptions {
  readonly signal?: AbortSignal | undefined;
  /** Rows of one transaction; the default holds nothing locked for longer than a moment. */
  readonly batch?: number | undefined;
}

/**
 * Does work in batches until one of them has done nothing.
 *
 * @param work answers how much it did
 * @returns the sum
 */
export async function inBatches(signal: AbortSignal | undefined, work: () => Promise<number>): Promise<number> {
  for (let sum = 0; ;) {
    signal?.throwIfAborted();
    const count = await work();
    if (count === 0) return sum;
    sum += count;
  }
}

/** The moment so many days ago, by the database's clock. */
export function daysAgo(days: number): SQL {
  return sql`(now() - ${days}::float8 * interval '1 day')`;
}
