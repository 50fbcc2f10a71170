import type { Measurement } from '@tombola/shared';
import { jobKey, neededBy, type Job } from '../trial/job';
import { Results } from '../trial/results';
import { stepsOf } from '../trial/steps';
import { checkWritable } from '../trial/writable';
import type { Failure, Report } from './messages';
import { TrialProcess, type TrialProcessExit } from './trial-process';

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

export interface PoolOutcome {
  readonly failures: readonly { readonly job: Job; readonly error: Failure }[];
  /** Jobs that could not run because a job they need failed. */
  readonly blocked: readonly Job[];
  readonly interrupted: boolean;
}

/** A process that dies without a word is given the same job once more. */
const ATTEMPTS = 2;

/** A trial process, whether it has said that it is ready, and the job that it does. */
interface Slot {
  readonly process: TrialProcess;
  ready: boolean;
  entry: Entry | undefined;
}

interface Entry {
  readonly job: Job;
  readonly key: string;
  /** The keys of the jobs whose files it reads. */
  readonly needs: readonly string[];
  state: 'waiting' | 'running' | 'done' | 'failed';
  /** How many jobs, one needing the other, hang on this one. */
  height: number;
  attempts: number;
  step: number;
}

/**
 * Runs jobs, and the jobs that they need, in child processes; finished ones are found in the results folder.
 *
 * @throws {InputError} when the results folder cannot be written.
 */
export async function runJobs(jobs: readonly Job[], options: PoolOptions): Promise<PoolOutcome> {
  const results = new Results(options.results);
  const entries = await collect(jobs, results);
  const waiting = [...entries.values()].filter(({ state }) => state === 'waiting');
  // Once, before there are processes that each would say it.
  if (waiting.length > 0) await checkWritable(options.results);
  const emit = (event: PoolEvent) => options.onEvent?.(event);
  emit({
    type: 'planned',
    jobs: entries.size,
    stored: entries.size - waiting.length,
    steps: waiting.reduce((sum, { job }) => sum + stepsOf(job), 0),
  });
  const failures: { job: Job; error: Failure }[] = [];
  const eligible = (): Entry[] =>
    [...entries.values()]
      .filter(({ state, needs }) => state === 'waiting' && needs.every((need) => entries.get(need)!.state === 'done'))
      .sort((a, b) => b.height - a.height || a.job.seed - b.job.seed);
  const next = (): Entry | undefined => eligible()[0];
  const fail = (entry: Entry, error: Failure) => {
    entry.state = 'failed';
    failures.push({ job: entry.job, error });
    emit({ type: 'failed', job: entry.job, error });
  };

  await new Promise<void>((resolve) => {
    const slots = new Set<Slot>();
    let stopping = false;

    /** The only place that hands out work: whatever happened, it fills what is free and ends what is not needed. */
    const schedule = () => {
      for (const slot of slots) {
        const entry = slot.ready && slot.entry === undefined && !stopping ? next() : undefined;
        if (entry === undefined) continue;
        slot.entry = entry;
        entry.state = 'running';
        entry.attempts += 1;
        emit({ type: 'started', job: entry.job });
        slot.process.run(entry.key, entry.job);
      }
      const starting = [...slots].filter(({ ready }) => !ready).length;
      const wanted = stopping ? 0 : Math.min(eligible().length - starting, options.slots - slots.size);
      for (let i = 0; i < wanted; i++) start();
      const busy = [...slots].some(({ ready, entry }) => !ready || entry !== undefined);
      if (busy) return;
      for (const { process } of slots) process.stop();
      if (slots.size === 0) resolve();
    };
    const hear = (slot: Slot, report: Report) => {
      if (report.type === 'ready') {
        slot.ready = true;
        return schedule();
      }
      const entry = entries.get(report.key)!;
      switch (report.type) {
        case 'progress':
          emit({ type: 'progress', job: entry.job, step: report.step, gained: Math.max(0, report.step - entry.step) });
          entry.step = Math.max(entry.step, report.step);
          return;
        case 'measurement':
          return emit({ type: 'measurement', job: entry.job, measurement: report.measurement });
        case 'checkpoint':
        case 'exported':
          return;
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
      slot.entry = undefined;
      schedule();
    };
    const leave = (slot: Slot, { code, signal, error }: TrialProcessExit) => {
      slots.delete(slot);
      const how = error?.message ?? signal ?? `exit code ${code}`;
      // A process that died before it was ready counts against the job that it was started for.
      const entry = slot.entry ?? (slot.ready || stopping ? undefined : next());
      if (entry !== undefined) {
        if (slot.entry === undefined) entry.attempts += 1;
        if (stopping || entry.attempts < ATTEMPTS) entry.state = 'waiting';
        else fail(entry, { name: 'ProcessDied', message: `the trial process died (${how})` });
      }
      schedule();
    };
    const start = () => {
      const slot: Slot = {
        process: new TrialProcess({
          entry: options.entry,
          results: options.results,
          ...(options.data === undefined ? {} : { data: options.data }),
          ...(options.threads === undefined ? {} : { threads: options.threads }),
          onReport: (report) => hear(slot, report),
          onExit: (how) => leave(slot, how),
        }),
        ready: false,
        entry: undefined,
      };
      slots.add(slot);
    };
    options.signal?.addEventListener(
      'abort',
      () => {
        stopping = true;
        for (const { process } of slots) process.stop();
        schedule();
      },
      { once: true },
    );
    stopping = options.signal?.aborted === true;
    schedule();
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
    const needed = neededBy(job);
    const state = (await results.isDone(job)) ? 'done' : 'waiting';
    entries.set(key, { job, key, needs: needed.map(jobKey), state, height: 0, attempts: 0, step: 0 });
    if (state === 'waiting') for (const each of needed) await add(each);
  };
  for (const job of jobs) await add(job);
  const lift = ({ needs, height }: Entry): void => {
    for (const needed of needs) {
      const entry = entries.get(needed);
      if (entry === undefined || entry.height > height) continue;
      entry.height = height + 1;
      lift(entry);
    }
  };
  for (const entry of entries.values()) lift(entry);
  return entries;
}
