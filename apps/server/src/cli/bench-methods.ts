import { Command, Option } from 'commander';
import { countOption, networkOption } from './bench-options';
import { columns } from './columns';
import type { Context } from './context';
import type { Output } from './output';
import type { Shell } from './shell';

/** `tombola bench methods`: what each method of pruning costs a step. */
export function methodsCommand(shell: Shell): Command {
  return new Command('methods')
    .description('time of a step under each method of pruning, against a masked step')
    .argument('[methods...]', 'only these')
    .addOption(networkOption())
    .addOption(new Option('--sparsity <share>', 'what the methods are asked for').argParser(Number).default(0.9))
    .addOption(countOption('--steps <n>', 'steps of a training', 1000))
    .addOption(countOption('--repeats <n>', 'trainings of each, of which the medians count', 5))
    .addOption(new Option('--here', 'in this very process').hideHelp())
    .action(shell.action(methods));
}

interface MethodsOptions {
  readonly network: string;
  readonly sparsity: number;
  readonly steps: number;
  readonly repeats: number;
  readonly here?: true;
}

async function methods(context: Context, { here, ...options }: MethodsOptions, only: string[]): Promise<Output> {
  const { benchMethods, benchMethodsInChild } = await import('../bench/methods');
  const asked = { ...options, ...(only.length > 0 && { methods: only }) };
  const value = here === true ? await benchMethods(asked) : await benchMethodsInChild(asked, context);
  const rows = value.map(({ method, ms_median, ratio }) => [method, ms_median, ratio]);
  return { value, text: () => columns(['method', 'ms a step', 'ratio'], rows) };
}
