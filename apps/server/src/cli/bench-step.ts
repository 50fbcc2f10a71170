import type { Provider } from '@tombola/engine';
import { Command, Option } from 'commander';
import type { StepBench } from '../bench/step';
import { positiveInteger, positiveIntegers } from './arguments';
import { countOption, networkOption, providerOption } from './bench-options';
import { columns } from './columns';
import type { Context } from './context';
import type { Output } from './output';
import type { Shell } from './shell';

/** `tombola bench step`: the time of a training step. */
export function stepCommand(shell: Shell): Command {
  return new Command('step')
    .description('time of one masked training step')
    .addOption(networkOption())
    .addOption(new Option('--threads <list>', 'threads inside one step').argParser(positiveIntegers).default([1], '1'))
    .addOption(providerOption())
    .addOption(
      new Option('--batch <n>', 'examples a batch (default: 60, with batch norm 128)').argParser(positiveInteger),
    )
    .addOption(countOption('--repeats <n>', 'measurements; their least and median count', 5))
    .addOption(
      new Option('--steps <n>', 'steps a measurement (default: about a second of them)').argParser(positiveInteger),
    )
    .addOption(new Option('--here', 'in this very process').hideHelp())
    .action(shell.action(step));
}

interface StepOptions {
  readonly network: string;
  readonly provider: Provider;
  readonly threads: readonly number[];
  readonly batch?: number;
  readonly repeats: number;
  readonly steps?: number;
  readonly here?: true;
}

async function step(context: Context, { threads: counts, here, ...options }: StepOptions): Promise<Output> {
  const { benchStep, benchStepInChild } = await import('../bench/step');
  const results: StepBench[] = [];
  for (const threads of counts) {
    context.signal.throwIfAborted();
    const one = { ...options, threads };
    results.push(here === true ? await benchStep(one) : await benchStepInChild(one, context));
  }
  const head = ['network', 'engine', 'threads', 'batch', 'ms_min', 'ms_median'] as const;
  return {
    value: results.length === 1 ? results[0] : results,
    text: () =>
      columns(
        head,
        results.map((result) => head.map((key) => result[key])),
      ),
  };
}
