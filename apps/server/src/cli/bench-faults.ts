import { Command } from 'commander';
import { countOption } from './bench-options';
import type { Context } from './context';
import type { Output } from './output';
import type { Shell } from './shell';

/** `tombola bench faults`: a study while everything is killed now and then. */
export function faultsCommand(shell: Shell): Command {
  return new Command('faults')
    .description('the same study twice, once while workers, server and database are killed: the bits must agree')
    .addOption(countOption('--trials <n>', 'trials of two levels each', 200))
    .addOption(countOption('--workers <n>', 'workers of one slot each', 3))
    .addOption(countOption('--every <n>', 'mean seconds between two faults', 4))
    .addOption(countOption('--seed <n>', 'seed of the faults', 1))
    .addOption(countOption('--limit <n>', 'seconds after which it has failed', 3600))
    .option('--keep <dir>', 'keep databases and logs there')
    .action(shell.action(faults));
}

interface FaultFlags {
  readonly trials: number;
  readonly workers: number;
  readonly every: number;
  readonly seed: number;
  readonly limit: number;
  readonly keep?: string;
}

async function faults(context: Context, flags: FaultFlags): Promise<Output> {
  const { benchFaults } = await import('../bench/faults/faults');
  const { faultText } = await import('../bench/faults/text');
  const progress = context.progress('faults');
  const value = await benchFaults({
    ...flags,
    script: context.script('main'),
    signal: context.signal,
    ...(context.data === undefined ? {} : { data: context.data }),
    onProgress: (done, total) => progress.update(done, total, 'levels'),
  }).finally(() => progress.finish());
  return { value, failed: value.problems.length > 0, text: () => faultText(value) };
}
