import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql, type SQL } from 'drizzle-orm';
import { pino, type Logger } from 'pino';
import { readConfig, type ServerConfig } from '../../config/config';
import { change, type Change } from '../../ledger/change';
import { openQueue } from '../../ledger/queue';
import type { Bench } from '../../ledger/testing/bench';
import { startCluster, type Cluster } from '../../postgres/cluster';
import { openStore } from '../../store/connect';
import { migrateStore } from '../../store/migrate';
import { runWorker, type WorkerOptions } from '../worker';

const root = join(__dirname, '../../..');
export const entry = join(root, 'dist/trial-process.js');

/** Times that make faults quick. */
const quick = {
  TOMBOLA_HEARTBEAT_SECONDS: '0.2',
  TOMBOLA_LEASE_SECONDS: '3',
  TOMBOLA_GRACE_SECONDS: '1',
  TOMBOLA_CHECKPOINT_SECONDS: '0.1',
  TOMBOLA_STOP_SECONDS: '30',
};

/** A worker of this process. */
export interface RunningWorker {
  /** What it logged. */
  readonly log: readonly { readonly msg: string; readonly [name: string]: unknown }[];
  /** Resolves when it has logged an entry with this text. */
  said(text: string): Promise<void>;
  /** Stops it and waits for its end. */
  stop(): Promise<void>;
}

/** A database, a home, and the workers that tests start there. */
export class Site {
  private readonly running = new Set<RunningWorker>();
  private readonly children = new Set<ChildProcess>();
  private closed = false;

  private constructor(
    private readonly folder: string,
    private cluster: Cluster,
    readonly bench: Bench,
  ) {}

  static async open(): Promise<Site> {
    // The command builds itself, and the trial process with it, when a source is newer.
    spawnSync(process.execPath, [join(root, 'bin/tombola.mjs'), '--version']);
    const folder = mkdtempSync(join(tmpdir(), 'tombola-worker-'));
    // Such folders are closed to others: as root the data would have a stand-in elsewhere, and stay there.
    chmodSync(folder, 0o755);
    const cluster = await startDatabase(folder);
    const errors: Error[] = [];
    const onError = (error: Error) => void errors.push(error);
    const store = openStore(cluster.url, { onError });
    await migrateStore(store, join(root, 'migrations'));
    const queue = await openQueue(cluster.url, onError);
    const close = async () => {
      await queue.stop({ graceful: false });
      await store.close();
    };
    return new Site(folder, cluster, { store, queue, errors, close });
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  config(): ServerConfig {
    return readConfig(this.environment());
  }

  private environment(): Record<string, string> {
    return { ...quick, TOMBOLA_HOME: this.path('home'), DATABASE_URL: this.cluster.url };
  }

  start(options: Partial<WorkerOptions> = {}): RunningWorker {
    const log: { msg: string }[] = [];
    const abort = new AbortController();
    const done = runWorker({
      config: this.config(),
      databaseUrl: this.cluster.url,
      slots: 1,
      device: 'cpu',
      entry,
      logger: loggerInto(log),
      signal: abort.signal,
      ...options,
    });
    const worker: RunningWorker = {
      log,
      said: async (text) => {
        while (!this.closed && !log.some(({ msg }) => msg.includes(text))) await pause(20);
      },
      stop: async () => {
        abort.abort();
        this.running.delete(worker);
        await done;
      },
    };
    this.running.add(worker);
    return worker;
  }

  /** A worker as a process of its own, as the command starts it. */
  spawn(...args: string[]): ChildProcess {
    const child = spawn(process.execPath, [join(root, 'dist/main.js'), 'worker', '--slots', '1', ...args], {
      env: { ...process.env, ...this.environment() },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.children.add(child);
    return child;
  }

  async restartDatabase(): Promise<void> {
    await this.cluster.stop();
    this.cluster = await startDatabase(this.folder);
  }

  /** Stops all workers and forgets all studies and files. */
  async clear(): Promise<void> {
    await Promise.all([...this.running].map((worker) => worker.stop()));
    for (const child of this.children) child.kill('SIGKILL');
    await this.rows(sql`truncate studies, arms, trials, study_trials, levels, study_levels, attempts, metric_chunks,
      artifacts, artifact_parents, tickets, exports, workers, tags, events cascade`);
    await this.rows(sql`update event_counter set last = 0`);
    await this.rows(sql`delete from pgboss.job`);
    rmSync(this.path('home'), { recursive: true, force: true });
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.clear();
    await this.bench.close();
    await this.cluster.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  change<T>(work: (change: Change) => Promise<T>): Promise<T> {
    return change(this.bench.store.db, work);
  }

  async rows<T extends Record<string, unknown>>(query: SQL): Promise<T[]> {
    return (await this.bench.store.db.execute(query)).rows as T[];
  }

  /** The rows of a query as soon as there are any. */
  async until<T extends Record<string, unknown>>(query: SQL): Promise<T[]> {
    for (;;) {
      const rows = await this.rows<T>(query).catch(() => []);
      if (rows.length > 0) return rows;
      if (this.closed) throw new Error('the site is closed');
      await pause(30);
    }
  }

  async untilStudy(id: string, state: string): Promise<void> {
    await this.until(sql`select 1 from studies where id = ${id} and state = ${state}`);
  }

  /** A training that is under way, with a checkpoint and measurements stored. */
  async untilTraining(): Promise<void> {
    await this.until(sql`select 1 from levels where state = 'running' and checkpoint_step > 0 and metrics_step > 0`);
  }
}

function startDatabase(folder: string): Promise<Cluster> {
  // No test crashes the machine.
  return startCluster({ folder: join(folder, 'postgres'), settings: { fsync: 'off' } });
}

function loggerInto(log: { msg: string }[]): Logger {
  return pino({ level: 'debug' }, { write: (line: string) => void log.push(JSON.parse(line) as { msg: string }) });
}
