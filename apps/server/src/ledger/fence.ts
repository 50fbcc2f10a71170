import { sql } from 'drizzle-orm';
import type { Transaction } from '../store/connect';

/** A worker's hold on a level: all its writes name it. */
export interface Hold {
  readonly level: string;
  readonly attempt: number;
  readonly worker: string;
}

/** The level is another's by now: the worker was silent too long, or somebody stopped the level. */
export class LostLevelError extends Error {
  constructor({ level, attempt }: Hold) {
    super(`attempt ${attempt} at ${level} is over: the level was taken from this worker`);
    this.name = 'LostLevelError';
  }
}

export interface HeldLevel extends Record<string, unknown> {
  readonly no: number;
  readonly id: string;
  readonly trialId: string;
  readonly level: number;
  readonly parentId: string | null;
  readonly metricsStep: number;
  readonly step: number;
  readonly steps: number;
  readonly crashes: number;
  readonly stopRequested: 'paused' | 'cancelled' | null;
}

/** Locks the level for the rest of the transaction. @throws {LostLevelError} when the hold is over. */
export async function fence(tx: Transaction, hold: Hold): Promise<HeldLevel> {
  const { rows } = await tx.execute<HeldLevel>(sql`
    select no, id, trial_id as "trialId", level, parent_id as "parentId", metrics_step as "metricsStep", step, steps,
      crashes, stop_requested as "stopRequested"
    from levels
    where id = ${hold.level} and attempt = ${hold.attempt} and worker_id = ${hold.worker} and state = 'running'
    for update`);
  if (rows[0] === undefined) throw new LostLevelError(hold);
  return rows[0];
}
