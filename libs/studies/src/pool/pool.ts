import { fork, type ChildProcess } from 'node:child_process';
import type { Measurement } from '@tombola/nn';
import { jobKey, parentOf, type Job } from '../trial/job';
import { Results } from '../trial/results';
import { trainingEnvironment } from './environment';
import type { Order, Report } from './messages';

export interface PoolOptions {
  /** The script of a trial process: a file that calls `serveTrials()`. */
  readonly entry: string;
  readonly results: string;
  readonly data?: string;
  /** Trial processes at a time. */
  readonly slots: number;
  /** Threads inside each of them. */
  readonly threads?: number;
  readonly onEvent?: (event: PoolEvent) => void;
  /** Stops every training with a checkpoint. */
  readonly signal?: AbortSignal;
}

export type PoolEvent =
  | { readonly type: 'planned'; readonly jobs: number; readonly stored: number; readonly steps: number }
  | { readonly type: 'started'; readonly job: Job }
  | { readonly type: 'progress'; readonly job: Job; readonly step: number; readonly gained: number }
  | { readonly type: 'measurement'; readonly job: Job; readonly measurement: Measurement }
  | { readonly type: 'done'; readonly job: Job }
  | { readonly type: 'failed'; readonly job: Job; readonly error: Failure };

export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

export interface PoolOutcome {
  readonly failures: readonly { readonly job: Job; readonly error: Failure }[];
  /** Jobs that could not run because a job they need failed. */
  readonly blocked: readonly Job[];
  readonly interrupted: boolean;
}

/** A process that dies without a word is given the same job once more. */
const ATTEMPTS = 2;

interface Entry {
  readonly job: Job;
  readonly key: string;
  readonly parent: string | undefined;
  state: 'waiting' | 'running' | 'done' | 'failed';
  /** How many jobs, one needing the other, hang on this one. */
  height: number;
  attempts: number;
  step: number;
}

/** Runs jobs, and the jobs that they need, in child processes; finished ones are found in the results folder. */
export async function runJobs(jobs: readonly Job[], options: PoolOptions): Promise<PoolOutcome> {
  const results = new Results(options.results);
  const entries = await collect(jobs, results);
  const waiting = [...entries.values()].filter(({ state }) => state === 'waiting');
  const emit = (event: PoolEvent) => options.onEvent?.(event);
  emit({
    type: 'planned',
    jobs: entries.size,
    stored: entries.size - waiting.length,
    steps: waiting.reduce((sum, { job }) => sum + job.recipe.steps, 0),
  });
  const failures: { job: Job; error: Failure }[] = [];
  const next = (): Entry | undefined =>
    [...entries.values()]
      .filter(
        ({ state, parent }) => state === 'waiting' && (parent === undefined || entries.get(parent)!.state === 'done'),
      )
      .sort((a, b) => b.height - a.height || a.job.seed - b.job.seed)[0];
  const fail = (entry: Entry, error: Failure) => {
    entry.state = 'failed';
    failures.push({ job: entry.job, error });
    emit({ type: 'failed', job: entry.job, error });
  };

  await new Promise<void>((resolve) => {
    const running = new Map<ChildProcess, Entry | undefined>();
    let stopping = false;

    const assign = (child: ChildProcess) => {
      const entry = stopping ? undefined : next();
      running.set(child, entry);
      if (entry === undefined) return settle();
      entry.state = 'running';
      entry.attempts += 1;
      emit({ type: 'started', job: entry.job });
      tell(child, { type: 'run', key: entry.key, job: entry.job });
    };
    /** Wakes idle processes while there is work, and ends them when none can come any more. */
    const settle = () => {
      const idle = [...running].filter(([, entry]) => entry === undefined).map(([child]) => child);
      const busy = running.size - idle.length;
      if (!stopping && next() !== undefined) {
        if (idle.length > 0) assign(idle[0]!);
        else if (running.size < options.slots) start();
      } else if (busy === 0) {
        idle.forEach((child) => tell(child, { type: 'stop' }));
        if (running.size === 0) resolve();
      }
    };
    const hear = (child: ChildProcess, report: Report) => {
      if (report.type === 'ready') return assign(child);
      const entry = entries.get(report.key)!;
      switch (report.type) {
        case 'progress':
          emit({ type: 'progress', job: entry.job, step: report.step, gained: Math.max(0, report.step - entry.step) });
          entry.step = Math.max(entry.step, report.step);
          return;
        case 'measurement':
          return emit({ type: 'measurement', job: entry.job, measurement: report.measurement });
        case 'done':
          entry.state = 'done';
          emit({ type: 'done', job: entry.job });
          break;
        case 'failed':
          fail(entry, report.error);
          break;
        case 'interrupted':
          entry.state = 'waiting';
          break;
      }
      assign(child);
      settle();
    };
    const start = () => {
      const child = fork(options.entry, [], {
        env: trainingEnvironment(),
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      running.set(child, undefined);
      child.on('message', (report: Report) => hear(child, report));
      child.on('exit', (code, signal) => {
        const entry = running.get(child);
        running.delete(child);
        if (entry?.state === 'running') {
          if (entry.attempts < ATTEMPTS && !stopping) entry.state = 'waiting';
          else
            fail(entry, { name: 'ProcessDied', message: `the trial process died (${signal ?? `exit code ${code}`})` });
        }
        settle();
        if (running.size === 0 && (stopping || next() === undefined)) resolve();
      });
      tell(child, {
        type: 'setup',
        results: options.results,
        threads: options.threads ?? 1,
        ...(options.data === undefined ? {} : { data: options.data }),
      });
    };
    const stop = () => {
      stopping = true;
      for (const child of running.keys()) tell(child, { type: 'stop' });
      if (running.size === 0) resolve();
    };
    if (options.signal?.aborted === true) return resolve();
    options.signal?.addEventListener('abort', stop, { once: true });
    if (waiting.length === 0) return resolve();
    const slots = Math.min(options.slots, waiting.length);
    for (let slot = 0; slot < slots; slot++) start();
  });

  return {
    failures,
    blocked: [...entries.values()].filter(({ state }) => state === 'waiting').map(({ job }) => job),
    interrupted: options.signal?.aborted === true,
  };
}

/** The jobs and all that they need, by key, each with its height. */
async function collect(jobs: readonly Job[], results: Results): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  const add = async (job: Job): Promise<void> => {
    const key = jobKey(job);
    if (entries.has(key)) return;
    const parent = parentOf(job);
    const state = (await results.isDone(job)) ? 'done' : 'waiting';
    const parentKey = parent === undefined ? undefined : jobKey(parent);
    entries.set(key, { job, key, parent: parentKey, state, height: 0, attempts: 0, step: 0 });
    if (parent !== undefined && state === 'waiting') await add(parent);
  };
  for (const job of jobs) await add(job);
  for (const entry of entries.values()) {
    let height = 0;
    for (
      let at: Entry | undefined = entry;
      at !== undefined;
      at = at.parent === undefined ? undefined : entries.get(at.parent)
    ) {
      at.height = Math.max(at.height, height++);
    }
  }
  return entries;
}

function tell(child: ChildProcess, order: Order): void {
  if (child.connected) child.send(order);
}
