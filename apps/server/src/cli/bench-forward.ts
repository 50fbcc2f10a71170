import { Command } from 'commander';
import type { ForwardBenchOptions } from '../bench/forward';
import { countOption, networkOption } from './bench-options';
import type { Context } from './context';
import type { Output } from './output';
import type { Shell } from './shell';

/** `tombola bench forward`: how fast networks are evaluated. */
export function forwardCommand(shell: Shell): Command {
  return new Command('forward')
    .description('how many images a second a network evaluates')
    .addOption(networkOption())
    .addOption(countOption('--threads <n>', 'threads inside one call', 1))
    .addOption(countOption('--batch <n>', 'images a call', 500))
    .addOption(countOption('--repeats <n>', 'calls, of which the median counts', 7))
    .action(shell.action(forward));
}

async function forward(_: Context, options: ForwardBenchOptions): Promise<Output> {
  const { benchForward } = await import('../bench/forward');
  const value = await benchForward(options);
  const { network, batch, threads, ms_median, images_per_second } = value;
  const rate = images_per_second.toLocaleString('en-US');
  return {
    value,
    text: () => `${network}: ${batch} images in ${ms_median} ms with ${threads} threads, ${rate} a second`,
  };
}
