import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readDatabaseFile } from '../../postgres/database-file';

export interface ProgramOptions {
  /** The `tombola` script. */
  readonly script: string;
  readonly home: string;
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** A server and its workers as processes of their own, to be killed. */
export class Programs {
  server: ChildProcess | undefined;
  readonly workers: (ChildProcess | undefined)[] = [];

  constructor(private readonly options: ProgramOptions) {}

  get url(): string {
    return `http://127.0.0.1:${this.options.port}`;
  }

  startServer(): void {
    this.server = this.start('server', ['serve', '--port', String(this.options.port)]);
  }

  startWorker(index: number): void {
    this.workers[index] = this.start(`worker-${index}`, ['worker', '--slots', '1', '--name', `worker-${index}`]);
  }

  /** Resolves when the server answers that it is ready. @throws when it does not within a minute. */
  async ready(): Promise<void> {
    for (const until = Date.now() + 60_000; Date.now() < until;) {
      const ok = await fetch(`${this.url}/readyz`).then(
        (response) => response.ok,
        () => false,
      );
      if (ok) return;
      await pause(100);
    }
    throw new Error(`the server of ${this.options.home} is not ready after a minute: see server.log there`);
  }

  async killServer(signal: NodeJS.Signals): Promise<void> {
    await end(this.server, signal);
  }

  async killWorker(index: number, signal: NodeJS.Signals): Promise<void> {
    await end(this.workers[index], signal);
  }

  /** Kills PostgreSQL outright. @returns whether it ran */
  async killDatabase(): Promise<boolean> {
    const file = await readDatabaseFile(this.options.home);
    if (file === undefined) return false;
    try {
      process.kill(file.pid, 'SIGKILL');
      return true;
    } catch {
      return false;
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.workers.map((_, index) => this.killWorker(index, 'SIGTERM')));
    await this.killServer('SIGTERM');
  }

  private start(name: string, args: readonly string[]): ChildProcess {
    const { script, home, environment } = this.options;
    const log = createWriteStream(join(home, `${name}.log`), { flags: 'a' });
    const child = spawn(process.execPath, [script, ...args, '--home', home], {
      env: { ...process.env, TOMBOLA_LOG_LEVEL: 'info', ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.pipe(log);
    return child;
  }
}

async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}

/** A port of loopback that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
