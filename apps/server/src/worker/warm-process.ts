import { constants, setPriority } from 'node:os';
import type { Provider } from '@tombola/engine';
import { TrialProcess, type Failure, type Job, type Report, type TrialProcessExit } from '@tombola/studies';
import { LogTail } from './log-tail';

export interface WarmProcessOptions {
  /** The script of the process. */
  readonly entry: string;
  /** Its results folder. */
  readonly results: string;
  readonly data?: string;
  readonly threads?: number;
  readonly provider?: Provider;
  /** Most milliseconds between two checkpoints. */
  readonly checkpointEvery: number;
}

/** How a job ended. */
export type Outcome =
  | Extract<Report, { type: 'done' | 'exported' | 'interrupted' | 'failed' }>
  | { readonly type: 'died'; readonly how: TrialProcessExit };

export type Listener = (report: Extract<Report, { type: 'progress' | 'measurement' | 'checkpoint' }>) => void;

/** A trial process that is kept between jobs: data and compiled programs stay in its memory. */
export class WarmProcess {
  readonly results: string;
  /** Whether it came up; `false` when it died before. */
  readonly ready: Promise<boolean>;
  /** Resolves when it is gone. */
  readonly gone: Promise<void>;
  /** Jobs that it was given. */
  jobs = 0;
  private readonly child: TrialProcess;
  private readonly tail = new LogTail();
  private readonly left: Promise<TrialProcessExit>;
  private dead = false;
  private current: { key: string; listener: Listener; end: (outcome: Outcome) => void } | undefined;

  constructor(options: WarmProcessOptions) {
    this.results = options.results;
    let comeUp!: (ready: boolean) => void;
    let leave!: (how: TrialProcessExit) => void;
    this.ready = new Promise((resolve) => (comeUp = resolve));
    this.left = new Promise((resolve) => (leave = resolve));
    this.gone = this.left.then(() => undefined);
    this.child = new TrialProcess({
      ...options,
      onReport: (report) => (report.type === 'ready' ? comeUp(true) : this.hear(report)),
      onLog: (text) => this.tail.add(text),
      onExit: (how) => {
        this.dead = true;
        comeUp(false);
        leave(how);
        this.current?.end({ type: 'died', how });
      },
    });
    yieldTo(this.child.pid);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get alive(): boolean {
    return !this.dead;
  }

  /** The end of what it printed since its job began. */
  get log(): string {
    return this.tail.text;
  }

  /** @param key names the job among those of this process */
  train(key: string, job: Job, listener: Listener): Promise<Outcome> {
    return this.do(key, listener, () => this.child.run(key, job));
  }

  export(key: string, job: Job): Promise<Outcome> {
    return this.do(
      key,
      () => {},
      () => this.child.export(key, job),
    );
  }

  /** Ends the training in hand with a checkpoint; the process stays. */
  interrupt(): void {
    this.child.interrupt();
  }

  kill(): void {
    this.child.kill();
  }

  /** Ends the process; one that does not go is killed. */
  async end(patience = 2000): Promise<void> {
    if (this.dead) return;
    this.child.stop();
    const timer = setTimeout(() => this.child.kill(), patience);
    await this.gone;
    clearTimeout(timer);
  }

  private async do(key: string, listener: Listener, order: () => void): Promise<Outcome> {
    this.jobs += 1;
    this.tail.clear();
    if (this.dead) return { type: 'died', how: await this.left };
    return new Promise((resolve) => {
      const end = (outcome: Outcome) => {
        this.current = undefined;
        resolve(outcome);
      };
      this.current = { key, listener, end };
      order();
    });
  }

  private hear(report: Exclude<Report, { type: 'ready' }>): void {
    if (this.current?.key !== report.key) return;
    switch (report.type) {
      case 'progress':
      case 'measurement':
      case 'checkpoint':
        return this.current.listener(report);
      default:
        return this.current.end(report);
    }
  }
}

/** A death in words. */
export function deathOf({ code, signal, error }: TrialProcessExit): Failure {
  const how = error?.message ?? (signal === null ? `exit code ${code}` : `signal ${signal}`);
  return { name: 'ProcessDied', message: `the trial process died (${how})` };
}

/** Trainings take what is left: on a machine that also has the server, people do not wait for them. */
function yieldTo(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system has no such thing: it trains all the same.
  }
}
