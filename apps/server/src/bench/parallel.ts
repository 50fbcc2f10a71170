import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { trainingEnvironment } from '@tombola/studies';
import { prepare, round } from './step';

export interface ParallelBenchOptions {
  readonly network: string;
  readonly threads: number;
  readonly batch: number;
  readonly processes: number;
  readonly seconds: number;
  /** The script of the command itself: the processes are commands too. */
  readonly script: string;
  readonly signal: AbortSignal;
}

export interface ParallelBench {
  readonly network: string;
  readonly threads: number;
  readonly batch: number;
  readonly processes: number;
  /** Steps a second of one process alone, and of all side by side together. */
  readonly alone: number;
  readonly together: number;
  /** together / alone; `processes` would be perfect. */
  readonly ratio: number;
}

const STEPS_A_CALL = 50;

/** How much more work processes side by side do than one: what running trials in parallel gains on this machine. */
export async function benchParallel(options: ParallelBenchOptions): Promise<ParallelBench> {
  const { network, threads, batch, processes } = options;
  const alone = await throughput(1, options);
  const together = await throughput(processes, options);
  return {
    network,
    threads,
    batch,
    processes,
    alone: round(alone),
    together: round(together),
    ratio: round(together / alone),
  };
}

/** Steps a second of some processes that work at the same time: none begins before all are ready. */
async function throughput(count: number, { script, signal, ...options }: ParallelBenchOptions): Promise<number> {
  const { network, threads, batch, seconds } = options;
  const args = ['bench', 'worker', network, `${threads}`, `${batch}`, `${seconds}`];
  const children = Array.from({ length: count }, () => fork(script, args, { signal, env: trainingEnvironment() }));
  try {
    await Promise.all(children.map(message));
    const results = children.map(message);
    for (const child of children) child.send('go');
    const rates = (await Promise.all(results)) as number[];
    return rates.reduce((sum, rate) => sum + rate, 0);
  } catch (error) {
    // Ctrl-C reaches the children too: that they ended is no fault of theirs.
    signal.throwIfAborted();
    throw error;
  } finally {
    for (const child of children) child.kill();
  }
}

async function message(child: ChildProcess): Promise<unknown> {
  const gone = new AbortController();
  try {
    const exit = once(child, 'exit', { signal: gone.signal }).then(([code]) => {
      throw new Error(`a process of the benchmark ended early, with exit code ${code}`);
    });
    const [received] = (await Promise.race([once(child, 'message', { signal: gone.signal }), exit])) as [unknown];
    return received;
  } finally {
    gone.abort();
  }
}

/** One of the processes: says when it is ready, waits for all, works for the given time, reports its steps a second. */
export async function benchWorker(options: { network: string; threads: number; batch: number; seconds: number }) {
  const training = await prepare(options);
  await training.advance(STEPS_A_CALL);
  process.send?.('ready');
  if (process.connected) await once(process, 'message');
  const start = performance.now();
  let steps = 0;
  while (performance.now() - start < options.seconds * 1000) {
    await training.advance(STEPS_A_CALL);
    steps += STEPS_A_CALL;
  }
  const rate = (steps / (performance.now() - start)) * 1000;
  await training.dispose();
  await new Promise<void>((resolve) => (process.send ? process.send(rate, () => resolve()) : resolve()));
  return rate;
}
