import { fork, type ChildProcess } from 'node:child_process';
import type { Provider } from '@tombola/engine';
import type { Job } from '../trial/job';
import { trainingEnvironment } from './environment';
import type { Order, Report } from './messages';

export interface TrialProcessOptions {
  /** The script of the process: a file that calls `serveTrials()`. */
  readonly entry: string;
  readonly results: string;
  readonly data?: string;
  /** Threads inside one op. Default 1. */
  readonly threads?: number;
  /** What runs the trainings; one that this machine lacks is replaced by `cpu`. */
  readonly provider?: Provider;
  /** Most milliseconds between two checkpoints of a training. */
  readonly checkpointEvery?: number;
  readonly onReport: (report: Report) => void;
  /** What it writes on stdout and stderr, in pieces as they come. Without it stderr is that of this process. */
  readonly onLog?: (text: string) => void;
  /** Called once, after its last report and the last of its log. */
  readonly onExit: (how: TrialProcessExit) => void;
}

/** How a process ended: with a code or by a signal; with neither it could not be started, and `error` says why. */
export interface TrialProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
  readonly error?: Error;
}

/**
 * A child process that trains, one job at a time. It is started at once, and orders may be given before it is ready.
 * When this process is gone it writes the checkpoint of the training in hand and ends.
 */
export class TrialProcess {
  private readonly child: ChildProcess;

  constructor(options: TrialProcessOptions) {
    const { entry, results, data, threads = 1, provider, checkpointEvery, onReport, onLog, onExit } = options;
    const piped = onLog !== undefined;
    this.child = fork(entry, [], {
      env: trainingEnvironment(),
      serialization: 'advanced',
      stdio: ['ignore', piped ? 'pipe' : 'ignore', piped ? 'pipe' : 'inherit', 'ipc'],
    });
    this.child.on('message', (report: Report) => onReport(report));
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => onLog?.(text));
    }
    this.watch(onExit);
    this.tell({
      type: 'setup',
      results,
      threads,
      ...(data === undefined ? {} : { data }),
      ...(provider === undefined ? {} : { provider }),
      ...(checkpointEvery === undefined ? {} : { checkpointEvery }),
    });
  }

  /** Undefined when it could not be started. */
  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Trains a level. Reports with this key follow; the last is `done`, `interrupted` or `failed`. */
  run(key: string, job: Job): void {
    this.tell({ type: 'run', key, job });
  }

  /** Writes `model.onnx` beside a finished level's other files and verifies it; `exported` or `failed` follows. */
  export(key: string, job: Job): void {
    this.tell({ type: 'export', key, job });
  }

  /** Ends the training in hand with a checkpoint and the report `interrupted`; the process stays for the next job. */
  interrupt(): void {
    this.tell({ type: 'interrupt' });
  }

  /** Interrupts the training in hand, then ends the process. */
  stop(): void {
    this.tell({ type: 'stop' });
  }

  /** Ends the process at once: what it did since its last checkpoint is lost. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** A process has left when its streams and its channel are closed: what it said last may come after its end. */
  private watch(onExit: TrialProcessOptions['onExit']): void {
    const { child } = this;
    let how: TrialProcessExit | undefined;
    let left = false;
    const leave = () => {
      if (how === undefined || child.connected || left) return;
      left = true;
      onExit(how);
    };
    child.on('close', (code, signal) => {
      how ??= { code, signal };
      leave();
    });
    child.on('disconnect', leave);
    child.on('error', (error) => {
      // Other errors are of messages that came too late; the process ends by itself then.
      if (child.pid !== undefined) return;
      how ??= { code: null, signal: null, error };
      if (child.connected) child.disconnect();
      leave();
    });
  }

  private tell(order: Order): void {
    if (this.child.connected) this.child.send(order, () => {});
  }
}
