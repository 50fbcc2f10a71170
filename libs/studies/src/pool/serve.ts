import { InterruptedError } from '@tombola/nn';
import { exportLevel } from '../ship';
import type { Job } from '../trial/job';
import { runLevel } from '../trial/level';
import { Results } from '../trial/results';
import { Workbench, type WorkbenchOptions } from '../trial/workbench';
import { failureOf, type Order, type Report } from './messages';

/**
 * The main loop of a trial process: does the jobs that it is sent, one after the other. It ends when it is told to or
 * when the process that started it is gone; a training in hand writes its checkpoint first.
 *
 * @param options.readingThread the script of its threads that read images: a file that calls `serveImages()`.
 */
export function serveTrials(options: Pick<WorkbenchOptions, 'readingThread'> = {}): void {
  let setup: { results: Results; workbench: Workbench; checkpointEvery: number | undefined } | undefined;
  let working: Promise<void> = Promise.resolve();
  let inHand: AbortController | undefined;
  let stopping = false;

  const tell = (report: Report) => {
    if (process.connected) process.send!(report);
  };
  const train = async (key: string, job: Job, signal: AbortSignal): Promise<Report> => {
    const { results, workbench, checkpointEvery } = setup!;
    const result = await runLevel(job, {
      results,
      workbench,
      signal,
      ...(checkpointEvery === undefined ? {} : { checkpointEvery }),
      onProgress: (step) => tell({ type: 'progress', key, step }),
      onMeasurement: (measurement) => tell({ type: 'measurement', key, measurement }),
      onCheckpoint: (step, file) => tell({ type: 'checkpoint', key, step, file }),
    });
    return { type: 'done', key, result };
  };
  const ship = async (key: string, job: Job): Promise<Report> => {
    const { results, workbench } = setup!;
    return { type: 'exported', key, ...(await exportLevel(job, results, workbench)) };
  };
  /** One job after the other, each with a signal of its own. */
  const work = (key: string, task: (signal: AbortSignal) => Promise<Report>) => {
    working = working.then(async () => {
      inHand = new AbortController();
      if (stopping) inHand.abort();
      try {
        tell(await task(inHand.signal));
      } catch (error) {
        if (error instanceof InterruptedError) tell({ type: 'interrupted', key, step: error.step });
        else tell({ type: 'failed', key, error: failureOf(error) });
      } finally {
        inHand = undefined;
      }
    });
  };
  const stop = () => {
    stopping = true;
    inHand?.abort();
    void working.then(() => process.exit(0));
  };

  process.on('message', (order: Order) => {
    switch (order.type) {
      case 'setup': {
        const { results, data, threads, provider, checkpointEvery } = order;
        const workbench = new Workbench({
          ...options,
          threads,
          ...(data === undefined ? {} : { data }),
          ...(provider === undefined ? {} : { provider }),
        });
        setup = { results: new Results(results), workbench, checkpointEvery };
        return tell({ type: 'ready' });
      }
      case 'run':
        return work(order.key, (signal) => train(order.key, order.job, signal));
      case 'export':
        return work(order.key, () => ship(order.key, order.job));
      case 'interrupt':
        return inHand?.abort();
      case 'stop':
        return stop();
    }
  });
  process.on('disconnect', stop);
  // Ctrl-C reaches every process of the terminal; the one that started this decides what it means.
  process.on('SIGINT', () => {});
}
