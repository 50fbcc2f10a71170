import { appendEvents, type NewEvent } from '../events/append';
import type { Database, Transaction } from '../store/connect';
import { transact } from '../store/transact';
import { refreshStudies } from './refresh';

/** A transaction that changes levels or studies. What it notes is written at its end, studies' counters included. */
export class Change {
  private readonly events: NewEvent[] = [];
  private readonly levels = new Set<number>();
  private readonly studies = new Set<string>();

  constructor(readonly tx: Transaction) {}

  /** An event to append. */
  tell(event: NewEvent): void {
    this.events.push(event);
  }

  /** A level that changed: the counters of its studies follow. */
  touch(...levels: readonly number[]): void {
    for (const no of levels) this.levels.add(no);
  }

  touchStudy(...studies: readonly string[]): void {
    for (const id of studies) this.studies.add(id);
  }

  /** Locks come in one order everywhere: levels by number, then studies by id, then the event counter. */
  async settle(): Promise<void> {
    this.events.push(...(await refreshStudies(this.tx, [...this.levels], [...this.studies])));
    await appendEvents(this.tx, this.events);
  }
}

/** Runs a change as one transaction: all of it or nothing. */
export function change<T>(db: Database, work: (change: Change) => Promise<T>): Promise<T> {
  return transact(db, async (tx) => {
    const current = new Change(tx);
    const value = await work(current);
    await current.settle();
    return value;
  });
}
