import { Command } from 'commander';
import { countOption } from './bench-options';
import { columns } from './columns';
import type { Context } from './context';
import type { Output } from './output';
import type { Shell } from './shell';

/** `tombola bench load`: a full server under many clients. */
export function loadCommand(shell: Shell): Command {
  return new Command('load')
    .description('a server full of studies under many clients and live streams, while a trial trains')
    .addOption(countOption('--studies <n>', 'finished studies', 1000))
    .addOption(countOption('--trials <n>', 'trials of each', 10))
    .addOption(countOption('--series <n>', 'metric series of each trial', 100))
    .addOption(countOption('--points <n>', 'points of each series', 50))
    .addOption(countOption('--clients <n>', 'clients at a time, each asking without pause', 50))
    .addOption(countOption('--subscribers <n>', 'live streams at a time', 200))
    .addOption(countOption('--seconds <n>', 'length of each measurement', 20))
    .option('--keep <dir>', 'a home that is kept, and used again when it is full already')
    .action(shell.action(load));
}

interface LoadFlags {
  readonly studies: number;
  readonly trials: number;
  readonly series: number;
  readonly points: number;
  readonly clients: number;
  readonly subscribers: number;
  readonly seconds: number;
  readonly keep?: string;
}

async function load(context: Context, flags: LoadFlags): Promise<Output> {
  const { benchLoad } = await import('../bench/load/load');
  const progress = context.progress('seeding');
  const value = await benchLoad({
    ...flags,
    script: context.script('main'),
    signal: context.signal,
    ...(context.data === undefined ? {} : { data: context.data }),
    onProgress: (done, total) => progress.update(done, total, 'studies'),
  }).finally(() => progress.finish());
  const rows = Object.entries({ ...value.requests, 'live point': value.live.delay }).map(([what, each]) => [
    what,
    each.n,
    each.p50,
    each.p95,
    each.p99,
    each.max,
    each.failures,
  ]);
  return {
    value,
    text: () =>
      [
        `${value.studies} studies, ${value.metricRows.toLocaleString('en-US')} rows of metrics; ${value.clients} clients, ${value.requestsPerSecond} requests/s; ${value.live.subscribers} streams, ${value.live.incomplete} incomplete`,
        columns(['ms', 'n', 'p50', 'p95', 'p99', 'max', 'failed'], rows),
      ].join('\n'),
  };
}
