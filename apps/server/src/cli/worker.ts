import { availableParallelism } from 'node:os';
import type { Device } from '@tombola/shared';
import { Command, Option } from 'commander';
import { oneOf, positiveInteger } from './arguments';
import type { Flags } from '../config/config';
import type { Context } from './context';
import type { Output } from './output';
import { configFrom, migrationsOf, withSettings } from './settings';
import type { Group } from './shell';

interface WorkerFlags extends Flags {
  readonly slots: number;
  readonly device: Device;
  readonly name?: string;
  readonly threads?: number;
}

/** `tombola worker`: trains what the server has queued. */
export const workerCommand: Group = (shell) =>
  withSettings(
    new Command('worker')
      .description('train what a server has queued, until it is stopped; several may run, on several machines')
      .option('--slots <n>', 'trainings at a time (default: one a core)', positiveInteger, availableParallelism())
      .addOption(
        new Option('--device <device>', 'what it trains on: cpu or gpu')
          .argParser(oneOf<Device>(['cpu', 'gpu']))
          .default('cpu'),
      )
      .option('--name <name>', 'what it is called (default: the name of the machine)')
      .option('--threads <n>', 'threads of each training', positiveInteger, 1),
    ['home', 'artifacts', 'logLevel', 'checkpointSeconds', 'stopSeconds'],
  ).action(shell.action(worker));

async function worker(context: Context, { slots, device, name, threads, ...flags }: WorkerFlags): Promise<Output> {
  const [{ createLogger }, { awaitDatabase }, { runWorker }] = await Promise.all([
    import('../http/logger'),
    import('../worker/await-database'),
    import('../worker/worker'),
  ]);
  const config = await configFrom(flags);
  const logger = createLogger({ level: context.quiet ? 'error' : config.logLevel });
  const entry = context.script('trial-process');
  const signal = AbortSignal.any([context.signal, orphaned()]);
  const databaseUrl = await awaitDatabase({ config, migrations: migrationsOf(context), signal });
  const output: Output = { value: { stopped: true }, text: () => '' };
  if (databaseUrl === undefined) return output;
  await runWorker({
    config,
    databaseUrl,
    slots,
    device,
    entry,
    logger,
    signal,
    ...(name === undefined ? {} : { name }),
    ...(context.data === undefined ? {} : { data: context.data }),
    ...(threads === undefined ? {} : { threads }),
  });
  return output;
}

/** Fires when the process that forked this one is gone. */
function orphaned(): AbortSignal {
  const gone = new AbortController();
  if (process.send !== undefined) process.once('disconnect', () => gone.abort());
  return gone.signal;
}
