import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql, type SQL } from 'drizzle-orm';
import { pino, type Logger } from 'pino';
import { readConfig, type ServerConfig } from '../../config/config';
import { openBench, type Bench } from '../../ledger/testing/bench';
import { runWorker, type WorkerOptions } from '../worker';

export const entry = join(__dirname, '../../../dist/trial-process.js');
export const program = join(__dirname, '../../../bin/tombola.mjs');

/** Times that make faults quick. */
const quick = {
  TOMBOLA_HEARTBEAT_SECONDS: '0.2',
  TOMBOLA_LEASE_SECONDS: '1.5',
  TOMBOLA_GRACE_SECONDS: '0.5',
  TOMBOLA_CHECKPOINT_SECONDS: '0.1',
  TOMBOLA_STOP_SECONDS: '20',
};

/** A worker of this process. */
export interface RunningWorker {
  /** What it logged, one object an entry. */
  readonly log: Record<string, unknown>[];
  /** Stops it and waits for its end. */
  stop(): Promise<void>;
}

/** A database, a home and the workers that a test starts. */
export class Site {
  private readonly folder = mkdtempSync(join(tmpdir(), 'tombola-worker-'));
  private readonly running = new Set<RunningWorker>();

  private constructor(
    readonly bench: Bench,
    readonly url: string,
  ) {}

  static async open(): Promise<Site> {
    // The command builds itself, and the trial process with it, when a source is newer.
    spawnSync(process.execPath, [program, '--version']);
    const bench = await openBench();
    return new Site(bench, bench.store.url);
  }

  get db() {
    return this.bench.store.db;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  environment(extra: Record<string, string> = {}): Record<string, string> {
    return { ...quick, TOMBOLA_HOME: this.path('home'), DATABASE_URL: this.url, ...extra };
  }

  config(extra: Record<string, string> = {}): ServerConfig {
    return readConfig(this.environment(extra));
  }

  start(options: Partial<WorkerOptions> = {}): RunningWorker {
    const log: Record<string, unknown>[] = [];
    const abort = new AbortController();
    const done = runWorker({
      config: this.config(),
      databaseUrl: this.url,
      slots: 2,
      device: 'cpu',
      entry,
      logger: loggerInto(log),
      signal: abort.signal,
      ...options,
    });
    const worker = {
      log,
      stop: async () => {
        abort.abort();
        this.running.delete(worker);
        await done;
      },
    };
    this.running.add(worker);
    return worker;
  }

  async close(): Promise<void> {
    await Promise.all([...this.running].map((worker) => worker.stop()));
    await this.bench.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async rows<T extends Record<string, unknown>>(query: SQL): Promise<T[]> {
    return (await this.db.execute(query)).rows as T[];
  }

  /** Resolves when a query answers with rows, and with them. */
  async until<T extends Record<string, unknown>>(query: SQL, seconds = 60): Promise<T[]> {
    for (const end = Date.now() + seconds * 1000; ; await pause(30)) {
      const rows = await this.rows<T>(query).catch(() => []);
      if (rows.length > 0) return rows;
      if (Date.now() > end) throw new Error(`waited in vain for ${JSON.stringify(await this.levels())}`);
    }
  }

  async ended(study: string, state = 'done', seconds = 90): Promise<void> {
    await this.until(sql`select 1 from studies where id = ${study} and state = ${state}`, seconds);
  }

  levels(): Promise<Record<string, unknown>[]> {
    return this.rows(sql`select id, state, attempt, step, steps, error from levels order by no`);
  }
}

function loggerInto(log: Record<string, unknown>[]): Logger {
  return pino(
    { level: 'debug' },
    { write: (line: string) => void log.push(JSON.parse(line) as Record<string, unknown>) },
  );
}
