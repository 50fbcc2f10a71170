import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = join(__dirname, '../../../../..');
const command = join(root, 'apps/server/bin/tombola.mjs');

export interface Account {
  readonly email: string;
  readonly name: string;
  readonly role: 'viewer' | 'editor' | 'admin';
  readonly password: string;
}

export interface StackOptions {
  /** People sign in; without it everybody is the owner. */
  readonly accounts?: readonly Account[];
  /** Trainings at a time. */
  readonly slots?: number;
}

/**
 * The real thing: database, server and worker as processes of their own, as somebody would start them, in a home that is
 * removed afterwards.
 */
export class Stack {
  private server: ChildProcess | undefined;
  private worker: ChildProcess | undefined;

  private constructor(
    private readonly home: string,
    private readonly port: number,
    private readonly options: StackOptions,
  ) {}

  static async open(options: StackOptions = {}): Promise<Stack> {
    const stack = new Stack(mkdtempSync(join(tmpdir(), 'tombola-portal-')), await freePort(), options);
    try {
      for (const { email, name, role, password } of options.accounts ?? [])
        await stack.run(['user', 'create', email, '--name', name, '--role', role], `${password}\n`);
      await stack.startServer();
      stack.startWorker();
      return stack;
    } catch (error) {
      await stack.close();
      throw error;
    }
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when it answers. */
  async startServer(): Promise<void> {
    const host = this.options.accounts === undefined ? '127.0.0.1' : '0.0.0.0';
    const url = this.options.accounts === undefined ? [] : ['--public-url', this.url];
    this.server = this.start('server', ['serve', '--host', host, '--port', String(this.port), ...url]);
    for (const until = Date.now() + 120_000; Date.now() < until; await pause(100)) {
      if (this.server.exitCode !== null) break;
      const ready = await fetch(`${this.url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (ready) return;
    }
    throw new Error(`the server does not answer: see ${this.home}/server.out`);
  }

  async stopServer(): Promise<void> {
    await end(this.server);
  }

  startWorker(): void {
    this.worker = this.start('worker', ['worker', '--slots', String(this.options.slots ?? 1), '--name', 'bench']);
  }

  /** Asks the REST API. */
  async api<T>(path: string, body?: unknown): Promise<T> {
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${this.url}/api/v1${path}`, body === undefined ? {} : json);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Launches a study of the literature, at its smallest unless told otherwise, and waits until it is done. @returns its id */
  async trained(
    changes: Record<string, unknown> = {},
    seeds: readonly number[] = [0, 1],
    scale: 'smoke' | 'quick' = 'smoke',
    preset = 'lth',
  ): Promise<string> {
    return this.finished({ from: 'preset', preset, scale, seeds, changes });
  }

  /** Launches a study from wherever it is described, and waits until it is done. @returns its id */
  async finished(source: object): Promise<string> {
    const { id } = await this.api<{ id: string }>('/studies', { source });
    for (const until = Date.now() + 600_000; Date.now() < until; await pause(250)) {
      const { state } = await this.api<{ state: string }>(`/studies/${id}`);
      if (state === 'done') return id;
      if (state === 'failed' || state === 'cancelled') break;
    }
    throw new Error(`the study ${id} is not done: see ${this.home}`);
  }

  /** A dense training that takes longer than any test, with a point of its curves every 50 steps. */
  readonly long = {
    network: { name: 'lenet-300-100' },
    dataset: { name: 'glyphs', limit: 2000 },
    optimizer: { name: 'adam', learningRate: 0.0012 },
    steps: 100_000,
    evaluateEvery: 50,
  };

  /** Exports a level and waits until the file has been verified. @returns the export's id */
  async exported(level: string): Promise<string> {
    const { id } = await this.api<{ id: string }>('/exports', { level });
    for (const until = Date.now() + 120_000; Date.now() < until; await pause(250)) {
      const { state, verified } = await this.api<{ state: string; verified: boolean | null }>(`/exports/${id}`);
      if (state === 'done' && verified === true) return id;
      if (state === 'failed') break;
    }
    throw new Error(`the export ${id} is not verified: see ${this.home}`);
  }

  async close(): Promise<void> {
    await end(this.worker);
    await end(this.server);
    rmSync(this.home, { recursive: true, force: true });
  }

  private start(name: string, args: readonly string[]): ChildProcess {
    const child = spawn(process.execPath, [command, ...args, '--home', this.home], {
      cwd: this.home,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = createWriteStream(join(this.home, `${name}.out`), { flags: 'a' });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    return child;
  }

  /** Runs a command to its end. */
  private async run(args: readonly string[], input: string): Promise<void> {
    const child = spawn(process.execPath, [command, ...args, '--home', this.home], {
      cwd: this.home,
      env: environment(),
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    child.stdin.end(input);
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`tombola ${args[0]} failed: ${complaints}`);
  }
}

/** What a shell of somebody else has set is not for these. */
function environment(): NodeJS.ProcessEnv {
  const others = /^(TOMBOLA_(?!DATA$)|DATABASE_URL$|NODE_ENV$|JEST_)/;
  const own = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || others.test(name) ? [] : [[name, value] as const],
    ),
  );
  // The portal that was built for the tests: not built again when somebody changes a source meanwhile.
  return { ...own, NODE_ENV: 'production', TOMBOLA_PORTAL: join(root, 'apps/web/out') };
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await gone;
  clearTimeout(late);
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
