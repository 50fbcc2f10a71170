import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { trainingEnvironment } from '@tombola/studies';

export interface LocalWorkerOptions {
  /** The `tombola` script. */
  readonly script: string;
  readonly home: string;
  readonly slots: number;
  readonly data?: string;
  readonly logger: Logger;
  /** Milliseconds that it has to stop in. */
  readonly stopMs: number;
}

const CALM_MS = 60_000;

/** A worker beside the server, as a process of its own that is started again when it dies. */
export class LocalWorker {
  private child: ChildProcess | undefined;
  private stopping = false;
  private again: NodeJS.Timeout | undefined;
  private delayMs = 500;

  constructor(private readonly options: LocalWorkerOptions) {
    this.start();
  }

  /** Trainings write checkpoints and go back to the queue; then the worker ends. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.again);
    const { child } = this;
    if (child === undefined) return;
    const exited = once(child, 'exit');
    const timer = setTimeout(() => child.kill('SIGKILL'), this.options.stopMs);
    child.kill('SIGTERM');
    await exited;
    clearTimeout(timer);
  }

  /** Ends it at once; whoever comes next takes up its trainings from their last checkpoints. */
  kill(): void {
    this.child?.kill('SIGKILL');
  }

  private start(): void {
    const { script, home, slots, data, logger } = this.options;
    const started = Date.now();
    const log = openSync(join(home, 'worker.log'), 'a');
    const args = ['worker', '--slots', String(slots), '--home', home, ...(data === undefined ? [] : ['--data', data])];
    const child = fork(script, args, { env: trainingEnvironment(), stdio: ['ignore', 'ignore', log, 'ipc'] });
    closeSync(log);
    this.child = child;
    const leave = (how: string) => {
      if (this.child !== child) return;
      this.child = undefined;
      if (this.stopping) return;
      this.delayMs = Date.now() - started > CALM_MS ? 500 : Math.min(30_000, this.delayMs * 2);
      logger.error({ how, again: this.delayMs }, 'the worker ended: it is started again');
      this.again = setTimeout(() => this.start(), this.delayMs);
    };
    child.on('error', (error) => leave(error.message));
    child.on('exit', (code, signal) => leave(signal ?? `exit code ${code}`));
  }
}
