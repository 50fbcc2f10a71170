import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { randomStream } from '@tombola/shared';
import { readDatabaseFile } from '../../postgres/database-file';
import { connectStore } from '../../serve/database';
import { rage, type Faults } from './chaos';
import { followAll, type Followed } from './follower';
import { outcomeOf, type Outcome } from './outcome';
import { freePort, Programs } from '../programs/programs';

export interface FaultOptions {
  /** The `tombola` script. */
  readonly script: string;
  readonly trials: number;
  readonly workers: number;
  /** Mean seconds between two faults. */
  readonly every: number;
  readonly seed: number;
  /** Seconds after which it has failed. */
  readonly limit: number;
  readonly data?: string;
  /** Keeps the two homes, with their logs, for whoever wants to look. */
  readonly keep?: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface FaultReport {
  readonly trials: number;
  readonly levels: number;
  readonly workers: number;
  readonly seconds: { readonly quiet: number; readonly faulty: number };
  readonly faults: Faults;
  readonly attempts: number;
  readonly lostAttempts: number;
  readonly follower: { readonly events: number; readonly reconnects: number };
  /** What must not be: none of it is there when all is well. */
  readonly problems: readonly string[];
}

/**
 * The same study twice: once left alone, once while workers, server and database are killed at random. Every level must
 * end once, with every point of its metrics once, and with the same bits.
 */
export async function benchFaults(options: FaultOptions): Promise<FaultReport> {
  const root = options.keep ?? (await mkdtemp(join(tmpdir(), 'tombola-faults-')));
  try {
    const quiet = await run(join(root, 'quiet'), options, 0);
    const faulty = await run(join(root, 'faulty'), options, options.every);
    const levels = [...faulty.outcome.levels.values()];
    const sum = (key: 'attempts' | 'lost') => levels.reduce((total, level) => total + level[key], 0);
    return {
      trials: options.trials,
      levels: levels.length,
      workers: options.workers,
      seconds: { quiet: quiet.seconds, faulty: faulty.seconds },
      faults: faulty.faults,
      attempts: sum('attempts'),
      lostAttempts: sum('lost'),
      follower: { events: faulty.followed.events, reconnects: faulty.followed.reconnects },
      problems: [
        ...problemsOf('quiet', quiet),
        ...problemsOf('faulty', faulty),
        ...differences(quiet.outcome, faulty.outcome),
      ],
    };
  } finally {
    if (options.keep === undefined) await rm(root, { recursive: true, force: true });
  }
}

interface Run {
  readonly outcome: Outcome;
  readonly followed: Followed;
  readonly faults: Faults;
  readonly seconds: number;
}

async function run(home: string, options: FaultOptions, every: number): Promise<Run> {
  const { script, trials, workers, seed, limit, data, onProgress } = options;
  await mkdir(home, { recursive: true, mode: 0o755 });
  const programs = new Programs({
    script,
    home,
    port: await freePort(),
    // What takes seconds in earnest, so that a short run meets all of it.
    environment: {
      TOMBOLA_CHECKPOINT_SECONDS: '0.3',
      TOMBOLA_HEARTBEAT_SECONDS: '0.5',
      TOMBOLA_LEASE_SECONDS: '3',
      TOMBOLA_GRACE_SECONDS: '4',
      TOMBOLA_STOP_SECONDS: '10',
      ...(data === undefined ? {} : { TOMBOLA_DATA: data }),
    },
  });
  const calm = new AbortController();
  const ended = AbortSignal.any([options.signal, AbortSignal.timeout(limit * 1000)]);
  try {
    programs.startServer();
    await programs.ready();
    for (let i = 0; i < workers; i++) programs.startWorker(i);
    const started = performance.now();
    const study = await launch(programs.url, trials);
    let last = Infinity;
    const following = followAll(programs.url, ended, () => last);
    const raging =
      every > 0
        ? rage(programs, randomStream(seed, 'faults'), every, AbortSignal.any([calm.signal, ended]))
        : Promise.resolve<Faults>({
            workerKills: 0,
            workerStops: 0,
            serverKills: 0,
            serverRestarts: 0,
            databaseKills: 0,
          });
    await untilEnded(programs.url, study, ended, onProgress);
    calm.abort();
    const faults = await raging;
    const seconds = Math.round(performance.now() - started) / 1000;
    await programs.ready();
    const store = await connectStore((await readDatabaseFile(home))!.url, 10_000);
    try {
      const outcome = await outcomeOf(store);
      last = outcome.lastEvent;
      return { outcome, followed: await following, faults, seconds };
    } finally {
      await store.close();
    }
  } finally {
    calm.abort();
    await programs.stop();
  }
}

/** Short trainings of tickets: a dense level and a pruned one each. */
async function launch(url: string, trials: number): Promise<string> {
  const response = await fetch(`${url}/api/v1/studies`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Faults',
      source: {
        from: 'recipe',
        recipe: {
          network: { name: 'mlp', hidden: [64] },
          dataset: { name: 'glyphs', limit: 2000, validation: 500, testLimit: 500 },
          optimizer: { name: 'adam', learningRate: 0.001 },
          steps: 600,
          evaluateEvery: 25,
          method: { name: 'imp', levels: 1 },
        },
        seeds: Array.from({ length: trials }, (_, seed) => seed),
      },
    }),
  });
  const answer = (await response.json()) as { id?: string };
  if (!response.ok || answer.id === undefined) throw new Error(`the study was refused: ${JSON.stringify(answer)}`);
  return answer.id;
}

async function untilEnded(
  url: string,
  study: string,
  ended: AbortSignal,
  onProgress: FaultOptions['onProgress'],
): Promise<void> {
  for (;;) {
    ended.throwIfAborted();
    try {
      const response = await fetch(`${url}/api/v1/studies/${study}`);
      const { state, levels, levelsDone } = (await response.json()) as Record<'levels' | 'levelsDone', number> & {
        state?: string;
      };
      if (response.ok) onProgress?.(levelsDone, levels);
      if (state === 'done' || state === 'failed' || state === 'cancelled') return;
    } catch {
      // Killed; it comes back.
    }
    await pause(300);
  }
}

function problemsOf(name: string, { outcome, followed }: Run): string[] {
  const problems: string[] = [];
  const points = 600 / 25 + 1;
  for (const [id, level] of outcome.levels) {
    if (level.state !== 'done') problems.push(`${name}: ${id} is ${level.state}`);
    if (level.done !== 1) problems.push(`${name}: ${id} was finished ${level.done} times`);
    if (level.points !== points || level.rows !== 1)
      problems.push(`${name}: ${id} has ${level.points} points in ${level.rows} rows instead of ${points} in one`);
    const seen = followed.points.get(`${id} validation.loss`) ?? 0;
    if (seen !== points) problems.push(`${name}: the follower saw ${seen} of ${points} points of ${id}`);
  }
  if (outcome.events !== outcome.lastEvent)
    problems.push(`${name}: ${outcome.events} events, and the last has the id ${outcome.lastEvent}`);
  if (followed.faults > 0) problems.push(`${name}: the follower saw ${followed.faults} gaps or doubles`);
  return problems;
}

function differences(quiet: Outcome, faulty: Outcome): string[] {
  const ids = new Set([...quiet.levels.keys(), ...faulty.levels.keys()]);
  return [...ids]
    .filter((id) => quiet.levels.get(id)?.bits !== faulty.levels.get(id)?.bits)
    .map((id) => `${id} has other bits than in the quiet run`);
}
