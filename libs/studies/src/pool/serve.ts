import { InterruptedError } from '@tombola/nn';
import { runLevel } from '../trial/level';
import { Results } from '../trial/results';
import { Workbench } from '../trial/workbench';
import type { Order, Report } from './messages';

/**
 * The main loop of a trial process: does the jobs that the pool sends, one after the other. It ends when it is told
 * to or when the pool is gone; a training in hand writes its checkpoint first.
 */
export function serveTrials(): void {
  const abort = new AbortController();
  let results: Results | undefined;
  let workbench: Workbench | undefined;
  let working: Promise<void> = Promise.resolve();

  const tell = (report: Report) => {
    if (process.connected) process.send!(report);
  };
  const run = async ({ key, job }: Extract<Order, { type: 'run' }>) => {
    try {
      await runLevel(job, {
        results: results!,
        workbench: workbench!,
        signal: abort.signal,
        onProgress: (step) => tell({ type: 'progress', key, step }),
        onMeasurement: (measurement) => tell({ type: 'measurement', key, measurement }),
      });
      tell({ type: 'done', key });
    } catch (error) {
      if (error instanceof InterruptedError) return tell({ type: 'interrupted', key, step: error.step });
      const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
      tell({ type: 'failed', key, error: { name, message, ...(stack === undefined ? {} : { stack }) } });
    }
  };
  const stop = () => {
    abort.abort();
    void working.then(() => process.exit(0));
  };

  process.on('message', (order: Order) => {
    if (order.type === 'setup') {
      results = new Results(order.results);
      workbench = new Workbench({ threads: order.threads, ...(order.data === undefined ? {} : { data: order.data }) });
      tell({ type: 'ready' });
    } else if (order.type === 'run') {
      working = working.then(() => run(order));
    } else {
      stop();
    }
  });
  process.on('disconnect', stop);
  // Ctrl-C reaches every process of the terminal; the pool decides what it means.
  process.on('SIGINT', () => {});
}
