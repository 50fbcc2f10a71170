import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { randomStream, type RandomStream } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import { openQueue } from '../../ledger/queue';
import { readDatabaseFile } from '../../postgres/database-file';
import { connectStore } from '../../serve/database';
import { freePort, Programs } from '../programs/programs';
import { ask } from './clients';
import { seedStudies } from './seed';
import { subscribe, type Subscribed } from './subscribers';

export interface LoadOptions {
  readonly script: string;
  readonly studies: number;
  readonly trials: number;
  readonly series: number;
  readonly points: number;
  readonly clients: number;
  readonly subscribers: number;
  /** Of each of the two measurements. */
  readonly seconds: number;
  readonly data?: string;
  /** A home that is seeded already, or is kept after. */
  readonly keep?: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface LoadReport {
  readonly studies: number;
  readonly metricRows: number;
  readonly clients: number;
  readonly seconds: number;
  readonly requests: Awaited<ReturnType<typeof ask>>;
  readonly requestsPerSecond: number;
  readonly live: Subscribed;
}

/** A full house: lists, study pages and comparisons for many clients while a trial trains, then many live streams. */
export async function benchLoad(options: LoadOptions): Promise<LoadReport> {
  const { script, clients, subscribers, seconds, data } = options;
  const home = options.keep ?? (await mkdtemp(join(tmpdir(), 'tombola-load-')));
  await mkdir(home, { recursive: true, mode: 0o755 });
  const programs = new Programs({
    script,
    home,
    port: await freePort(),
    environment: { TOMBOLA_LOG_LEVEL: 'warn', ...(data === undefined ? {} : { TOMBOLA_DATA: data }) },
  });
  try {
    programs.startServer();
    await programs.ready();
    const { studies, metricRows, trials } = await fill(home, options);
    const training = await train(programs, home);
    const pick = <T>(values: readonly T[], random: RandomStream) =>
      values[Math.floor(random.uniform() * values.length)]!;
    const asked = {
      list: (random: RandomStream) =>
        pick(
          [
            '/api/v1/studies?limit=50',
            '/api/v1/studies?limit=50&sort=name',
            '/api/v1/studies?limit=50&states=done&tag=team-3',
            '/api/v1/studies?limit=50&search=99',
          ],
          random,
        ),
      page: (random: RandomStream) => `/api/v1/studies/${pick(studies, random)}/page`,
      compare: (random: RandomStream) =>
        `/api/v1/compare?trials=${Array.from({ length: 20 }, () => pick(trials, random)).join(',')}`,
    };
    const streams = (client: number) => randomStream(client, 'load');
    // Until everything has been used once.
    await ask(programs.url, asked, clients, streams, AbortSignal.timeout(3000));
    const requests = await ask(programs.url, asked, clients, streams, AbortSignal.timeout(seconds * 1000));
    const live = await subscribe(programs.url, training, subscribers, AbortSignal.timeout(seconds * 1000));
    const total = Object.values(requests).reduce((sum, { n }) => sum + n, 0);
    return {
      studies: studies.length,
      metricRows,
      clients,
      seconds,
      requests,
      requestsPerSecond: Math.round(total / seconds),
      live,
    };
  } finally {
    await programs.stop();
    if (options.keep === undefined) await rm(home, { recursive: true, force: true });
  }
}

async function fill(home: string, options: LoadOptions) {
  const { url } = (await readDatabaseFile(home))!;
  const store = await connectStore(url, 10_000);
  try {
    const count = async () =>
      (await store.pool.query<{ id: string }>(`select id from studies where id like 'load-%'`)).rows;
    if ((await count()).length < options.studies) {
      const queue = await openQueue(url, () => {});
      try {
        await seedStudies(store, queue, {
          ...options,
          onProgress: (done) => options.onProgress?.(done, options.studies),
        });
      } finally {
        await queue.stop({ graceful: false });
      }
    }
    const { rows: trials } = await store.pool.query<{ id: string }>(
      `select distinct trial_id as id from study_trials where study_id like 'load-%' order by 1 limit 2000`,
    );
    const { rows } = await store.db.execute<{ n: number }>(sql`select count(*)::int as n from metric_chunks`);
    return { studies: (await count()).map(({ id }) => id), trials: trials.map(({ id }) => id), metricRows: rows[0]!.n };
  } finally {
    await store.close();
  }
}

/** A training that goes on for as long as anybody measures, with a worker for it. @returns its study */
async function train(programs: Programs, home: string): Promise<string> {
  const json = { 'content-type': 'application/json' };
  // Of a run before this one.
  const before = await fetch(`${programs.url}/api/v1/studies?search=Training%20under&states=queued,running`);
  for (const { id } of ((await before.json()) as { items: { id: string }[] }).items)
    await fetch(`${programs.url}/api/v1/studies/${id}/cancel`, { method: 'POST', headers: json, body: '{}' });
  const response = await fetch(`${programs.url}/api/v1/studies`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({
      name: 'Training under load',
      source: {
        from: 'recipe',
        recipe: {
          network: { name: 'lenet-300-100' },
          dataset: { name: 'glyphs', testLimit: 1000, validation: 1000 },
          optimizer: { name: 'adam', learningRate: 0.0012 },
          steps: 1_000_000,
          evaluateEvery: 50,
        },
        seeds: [Math.floor(Date.now() / 1000)],
      },
    }),
  });
  const { id } = (await response.json()) as { id?: string };
  if (!response.ok || id === undefined) throw new Error('the training was refused');
  programs.startWorker(0);
  for (let waited = 0; waited < 120_000; waited += 500) {
    const events = (await (await fetch(`${programs.url}/api/v1/studies/${id}`)).json()) as { stepsDone?: number };
    if ((events.stepsDone ?? 0) > 0) return id;
    await pause(500);
  }
  throw new Error(`no step was trained within two minutes: see the logs in ${home}`);
}
