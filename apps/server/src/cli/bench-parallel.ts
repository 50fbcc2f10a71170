import { Command } from 'commander';
import { positiveInteger } from './arguments';
import { batchOption, countOption, networkOption } from './bench-options';
import type { Context } from './context';
import type { Output } from './output';
import type { Shell } from './shell';

/** `tombola bench parallel`: what trials side by side gain. */
export function parallelCommand(shell: Shell): Command {
  return new Command('parallel')
    .description('throughput of trials side by side against one alone')
    .addOption(networkOption())
    .addOption(countOption('--threads <n>', 'threads inside each process', 1))
    .addOption(batchOption())
    .addOption(countOption('--processes <n>', 'processes side by side', 2))
    .addOption(countOption('--seconds <n>', 'length of each measurement', 3))
    .action(shell.action(parallel));
}

/** One of its processes, a command too. */
export function workerCommand(shell: Shell): Command {
  return new Command('worker')
    .description('a process of `bench parallel`')
    .argument('<network>')
    .argument('<threads>', '', positiveInteger)
    .argument('<batch>', '', positiveInteger)
    .argument('<seconds>', '', positiveInteger)
    .action(shell.action(worker));
}

interface ParallelOptions {
  readonly network: string;
  readonly threads: number;
  readonly batch: number;
  readonly processes: number;
  readonly seconds: number;
}

async function parallel({ script, signal }: Context, options: ParallelOptions): Promise<Output> {
  const { benchParallel } = await import('../bench/parallel');
  const value = await benchParallel({ ...options, script: script('main'), signal });
  const { network, processes, alone, together, ratio } = value;
  const text = `${network}: ${alone} steps/s alone, ${together} steps/s in ${processes} processes: ${ratio} times as many`;
  return { value, text: () => text };
}

async function worker(_: Context, __: object, network: string, threads: number, batch: number, seconds: number) {
  const { benchWorker } = await import('../bench/parallel');
  return { value: await benchWorker({ network, threads, batch, seconds }), text: () => '' };
}
