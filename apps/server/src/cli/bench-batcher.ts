import { Command } from 'commander';
import { batchOption, countOption } from './bench-options';
import type { Context } from './context';
import type { Output } from './output';
import type { Shell } from './shell';

/** `tombola bench batcher`: how fast batches are made. */
export function batcherCommand(shell: Shell): Command {
  return new Command('batcher')
    .description('time of making one batch')
    .addOption(batchOption())
    .addOption(countOption('--repeats <n>', 'epochs; their least and median count', 5))
    .action(shell.action(batcher));
}

async function batcher(_: Context, options: { batch: number; repeats: number }): Promise<Output> {
  const { benchBatcher } = await import('../bench/batcher');
  const value = benchBatcher(options);
  const { shape, batch, ms_median, images_per_second } = value;
  const text = `${batch} images of ${shape.join(' x ')}: ${ms_median} ms, ${images_per_second.toLocaleString('en-US')} images/s`;
  return { value, text: () => text };
}
