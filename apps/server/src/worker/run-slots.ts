import type { Provider } from '@tombola/engine';
import { sql } from 'drizzle-orm';
import { change } from '../ledger/change';
import { signOff, type WorkerIdentity } from '../ledger/workers';
import { takeCare } from './caretaker';
import { claimWork } from './claim-work';
import { notLongAfter, TooLateError, within } from './ending';
import { ExportTask } from './export-task';
import { Heartbeat } from './heartbeat';
import { LevelTask } from './level-task';
import { databasePasses } from './passing';
import { persist, sleep } from './persist';
import { openScratch, type Scratch } from './scratch';
import { Slot } from './slot';
import { releaseStrays } from './strays';
import { Supply } from './supply';
import type { Task } from './task';
import type { WarmProcessOptions } from './warm-process';
import type { WorkerOptions } from './worker';
import type { Workplace } from './workplace';

/** Registers a worker and does what the queue brings, in as many slots as it has, until the options' signal fires. */
export async function runSlots(
  place: Workplace,
  identity: WorkerIdentity,
  options: WorkerOptions & { readonly provider: Provider },
): Promise<void> {
  const { signal, config } = options;
  const { worker, db, logger, deadline } = place;
  const scratch = await openScratch(config.home, worker, (other) => isGone(place, other));
  const tasks = new Set<Task>();
  const supply = new Supply({ signal, logger, claim: () => claimTask(place, identity, tasks, signal) });
  const slots = Array.from({ length: options.slots }, (_, number) => {
    const process = processOptions(options, scratch, number);
    return new Slot({ process, supply, signal, logger: logger.child({ slot: number }), onEnd: (t) => tasks.delete(t) });
  });
  const heart = new Heartbeat(place, {
    identity,
    tasks,
    pids: () => slots.flatMap(({ pid }) => pid ?? []),
    stopping: () => signal.aborted,
  });
  const stop = () => tasks.forEach((task) => task.stop('stopping'));
  const kill = () => slots.forEach((slot) => slot.kill());
  const end = new AbortController();
  signal.addEventListener('abort', stop);
  deadline.addEventListener('abort', kill);
  try {
    await persist(() => heart.tell(), { passes: databasePasses, signal });
    logger.info({ name: identity.name, device: identity.device, slots: options.slots }, 'the worker is ready');
    const beside = Promise.all([
      beatUntil(heart, config.heartbeatSeconds * 1000, signal, end.signal),
      takeCare(place, config, () => supply.alone(() => releaseStrays(place, tasks)), signal),
    ]);
    await notLongAfter(deadline, 1000, Promise.all(slots.map((slot) => slot.run()))).catch((err: unknown) => {
      if (!(err instanceof TooLateError)) throw err;
      logger.warn('not everything could be given back: others find it');
    });
    end.abort();
    await within(1000, beside);
    const leave = change(db, (current) => signOff(current, worker));
    await within(2000, leave).catch((err: unknown) => logger.warn({ err }, 'the end could not be written down'));
    logger.info('the worker has stopped');
  } finally {
    end.abort();
    signal.removeEventListener('abort', stop);
    deadline.removeEventListener('abort', kill);
    await scratch.remove().catch((err: unknown) => logger.warn({ err }, 'scratch files could not be removed'));
  }
}

async function claimTask(
  place: Workplace,
  { device }: WorkerIdentity,
  tasks: Set<Task>,
  signal: AbortSignal,
): Promise<Task | undefined> {
  const work = await claimWork(place, device);
  if (work === undefined) return undefined;
  const task = 'level' in work ? new LevelTask(place, work.level) : new ExportTask(place, work.export);
  tasks.add(task);
  if (signal.aborted) task.stop('stopping');
  return task;
}

function processOptions(options: Parameters<typeof runSlots>[2], scratch: Scratch, slot: number): WarmProcessOptions {
  const { entry, data, threads, config, provider } = options;
  return {
    entry,
    provider,
    results: scratch.slot(slot),
    checkpointEvery: config.checkpointSeconds * 1000,
    ...(data === undefined ? {} : { data }),
    ...(threads === undefined ? {} : { threads }),
  };
}

/** Beats at once when the worker begins to stop, so that everybody knows. */
async function beatUntil(
  heart: Heartbeat,
  milliseconds: number,
  stopping: AbortSignal,
  end: AbortSignal,
): Promise<void> {
  const either = AbortSignal.any([stopping, end]);
  while (!end.aborted) {
    await heart.beat();
    await sleep(milliseconds, stopping.aborted ? end : either);
  }
}

/** Whether a worker of another machine that shares the home has been silent for a day. */
async function isGone({ db }: Workplace, worker: string): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select 1 from workers where id = ${worker} and heartbeat_at > now() - interval '1 day'`);
  return rows.length === 0;
}
