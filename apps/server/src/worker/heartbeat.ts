import { sql } from 'drizzle-orm';
import { change } from '../ledger/change';
import { beat, registerWorker, type WorkerIdentity } from '../ledger/workers';
import { memoryOf } from './memory';
import { databasePasses } from './passing';
import type { Task } from './task';
import type { Workplace } from './workplace';

export interface HeartbeatOptions {
  readonly identity: WorkerIdentity;
  readonly tasks: ReadonlySet<Task>;
  readonly pids: () => readonly number[];
  readonly stopping: () => boolean;
}

/** Tells that the worker lives, and hears which of its levels are to stop. */
export class Heartbeat {
  private away = false;

  constructor(
    private readonly place: Workplace,
    private readonly options: HeartbeatOptions,
  ) {}

  /** One beat; rejects never. */
  async beat(): Promise<void> {
    const { logger } = this.place;
    try {
      await this.tell();
      if (this.away) logger.info('the database is back');
      this.away = false;
    } catch (err) {
      const passes = databasePasses(err);
      if (!passes) logger.error({ err }, 'a heartbeat failed');
      else if (!this.away) logger.warn({ err }, 'the database is away: trainings go on, what they give is kept');
      this.away = passes;
    }
  }

  /** The same, with the error of the database. A worker that the database does not know is registered. */
  async tell(): Promise<void> {
    const { db, worker } = this.place;
    const { identity, tasks, pids, stopping } = this.options;
    const held = [...tasks].flatMap((task) => (typeof task.hold === 'string' ? [] : [{ task, hold: task.hold }]));
    const memory = await memoryOf(pids());
    const standings = await change(db, async (current) => {
      const { rows } = await current.tx.execute(sql`select 1 from workers where id = ${worker}`);
      // It is new, or the database was restored to a time before it began.
      if (rows.length === 0) await registerWorker(current, identity);
      return beat(current, worker, {
        memory,
        state: stopping() ? 'stopping' : 'live',
        holds: held.map(({ task, hold }) => ({ ...hold, step: task.step })),
      });
    });
    for (const [i, { task }] of held.entries()) {
      const standing = standings[i]!;
      if (standing !== 'held' && tasks.has(task)) task.stop(standing);
    }
  }
}
