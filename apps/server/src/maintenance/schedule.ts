import type { MaintenanceReport } from '@tombola/shared';
import { maintain, type MaintenanceParts } from './maintain';

export interface ScheduleOptions {
  /** Between the end of a run and the next: an hour unless told. */
  readonly everyMs?: number;
  /** Before the first: five minutes unless told, so that a start is not held up. */
  readonly firstMs?: number;
  readonly onReport?: (report: MaintenanceReport) => void;
  /** Told of a run that could not begin or write its report: the database is away. */
  readonly onError?: (error: unknown) => void;
}

/** Runs that go on until they are stopped. */
export interface MaintenanceSchedule {
  /** Ends the run under way between two batches, and waits for it. */
  stop(): Promise<void>;
}

/** Runs the maintenance once in a while. Of several servers on one database, one at a time does it. */
export function scheduleMaintenance(parts: MaintenanceParts, options: ScheduleOptions = {}): MaintenanceSchedule {
  const { everyMs = 3_600_000, firstMs = 300_000, onReport = () => {}, onError = () => {} } = options;
  const stopping = new AbortController();
  let current: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const run = async () => {
    try {
      const report = await maintain(parts, { signal: stopping.signal });
      if (report !== undefined) onReport(report);
    } catch (error) {
      onError(error);
    }
    if (!stopping.signal.aborted) wait(everyMs);
  };
  const wait = (milliseconds: number) => {
    timer = setTimeout(() => {
      current = run();
    }, milliseconds);
    timer.unref();
  };
  wait(firstMs);
  return {
    stop: () => {
      stopping.abort();
      clearTimeout(timer);
      return current;
    },
  };
}
