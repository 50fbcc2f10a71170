import type { Logger } from 'pino';
import { jittered, sleep } from './persist';
import type { Supply } from './supply';
import type { Task } from './task';
import { WarmProcess, type WarmProcessOptions } from './warm-process';

/** Jobs after which a trial process is replaced, whatever it may have gathered by then. */
const MOST_JOBS = 200;
/** A process that does not come up in this time is killed: the machine may be busy, so it is long. */
const START_MS = 60_000;
const MOST_MS = 30_000;

export interface SlotOptions {
  readonly process: WarmProcessOptions;
  readonly supply: Supply<Task>;
  readonly onEnd: (task: Task) => void;
  readonly logger: Logger;
  /** Ends the slot after what it does. */
  readonly signal: AbortSignal;
}

/** One place for one training at a time, with a trial process of its own. */
export class Slot {
  private process: WarmProcess | undefined;

  constructor(private readonly options: SlotOptions) {}

  /** The trial process, for the accounts of memory. */
  get pid(): number | undefined {
    return this.process?.alive === true ? this.process.pid : undefined;
  }

  /** Takes work until the signal fires. */
  async run(): Promise<void> {
    const { supply, signal, onEnd } = this.options;
    while (!signal.aborted) {
      const process = await this.ready();
      if (process === undefined) break;
      const task = await supply.take();
      if (task === undefined) break;
      // Somebody may have killed it while it waited, which is no fault of the level.
      await task.run(process.alive ? process : ((await this.ready()) ?? process));
      onEnd(task);
    }
    await this.process?.end();
  }

  kill(): void {
    this.process?.kill();
  }

  /** A process that is up: work is taken for one only, so what is wrong with this machine is no level's fault. */
  private async ready(): Promise<WarmProcess | undefined> {
    const { logger, signal } = this.options;
    if (this.process !== undefined && this.process.jobs >= MOST_JOBS) await this.process.end();
    if (this.process?.alive === true) return this.process;
    for (let most = 1000; !signal.aborted; most = Math.min(MOST_MS, 2 * most)) {
      this.process = new WarmProcess(this.options.process);
      if (await comesUp(this.process, signal)) return this.process;
      if (signal.aborted) break;
      this.process.kill();
      logger.error({ log: this.process.log.slice(-2000) }, 'a trial process cannot be started');
      await sleep(jittered(most), signal);
    }
    return undefined;
  }
}

/** Whether a process says that it is ready, in time and before the signal. */
function comesUp(process: WarmProcess, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const decide = (up: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      resolve(up);
    };
    const giveUp = () => decide(false);
    const timer = setTimeout(giveUp, START_MS);
    signal.addEventListener('abort', giveUp);
    void process.ready.then(decide);
  });
}
