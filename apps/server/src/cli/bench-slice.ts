import { Command, Option } from 'commander';
import type { SliceBenchOptions } from '../bench/slice';
import { integer, positiveIntegers, positiveNumber } from './arguments';
import { countOption } from './bench-options';
import { columns } from './columns';
import type { Context } from './context';
import type { Output } from './output';
import type { Shell } from './shell';

/** `tombola bench slice`: how fast a network is cut into its linear regions. */
export function sliceCommand(shell: Shell): Command {
  return new Command('slice')
    .description('the exact linear regions of a network of random weights in a square of its two inputs')
    .addOption(
      new Option('--widths <list>', 'inputs, hidden units, outputs')
        .argParser(positiveIntegers)
        .default([2, 300, 100, 10], '2,300,100,10'),
    )
    .addOption(new Option('--half <x>', 'half the width of the square').argParser(positiveNumber).default(4.4))
    .addOption(new Option('--seed <n>', 'of the weights').argParser(integer).default(0))
    .addOption(countOption('--repeats <n>', 'slices; their least and median count', 5))
    .action(shell.action(slice));
}

async function slice(_: Context, options: SliceBenchOptions): Promise<Output> {
  const [{ benchSlice }, { quantile }] = await Promise.all([import('../bench/slice'), import('@tombola/shared')]);
  const value = { ...options, ...benchSlice(options) };
  const times = (seconds: readonly number[]) =>
    `${Math.min(...seconds).toFixed(3)}, ${quantile(seconds, 0.5).toFixed(3)}`;
  const text = () =>
    columns(
      [
        'network',
        'cells',
        'corners a cell',
        'seconds: least, median',
        'of the processor',
        'cells a second',
        'peak MiB',
      ],
      [
        [
          options.widths.join('-'),
          value.counts.activation,
          value.corners,
          times(value.seconds),
          times(value.processorSeconds),
          Math.round(value.rate),
          Math.round(value.peakMemory / 2 ** 20),
        ],
      ],
    );
  return { value, text };
}
