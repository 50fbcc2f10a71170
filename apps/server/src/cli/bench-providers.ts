import type { Provider } from '@tombola/engine';
import { Argument, Command, Option } from 'commander';
import type { ProviderCase, ProvidersBench } from '../bench/compare-providers';
import { positiveInteger } from './arguments';
import { providers } from './bench-options';
import { columns } from './columns';
import type { Context } from './context';
import type { Output } from './output';
import type { Shell } from './shell';

/** Small and large batches of a small network, and a network of convolutions with batch norm. */
const usual: readonly ProviderCase[] = [
  { network: 'lenet-300-100', batch: 60 },
  { network: 'lenet-300-100', batch: 1024 },
  { network: 'resnet-20', batch: 128 },
];

/** `tombola bench providers`: whether a GPU trains right, and whether it pays. */
export function providersCommand(shell: Shell): Command {
  return new Command('providers')
    .description('the same training on cpu and on another provider of onnxruntime: time of a step, and how far apart')
    .addArgument(new Argument('[provider]', 'compared with cpu').choices(providers).default('webgpu'))
    .option('--network <name>', 'only this one (default: LeNet-300-100 and ResNet-20)')
    .addOption(new Option('--batch <n>', 'examples a batch, with --network').argParser(positiveInteger))
    .addOption(new Option('--threads <n>', 'threads of cpu').argParser(positiveInteger).default(1))
    .addOption(new Option('--steps <n>', 'steps compared').argParser(positiveInteger).default(20))
    .addOption(
      new Option('--repeats <n>', 'measurements; their least and median count').argParser(positiveInteger).default(5),
    )
    .addOption(new Option('--here', 'in this very process').hideHelp())
    .action(shell.action(compare));
}

interface Options {
  readonly network?: string;
  readonly batch?: number;
  readonly threads: number;
  readonly steps: number;
  readonly repeats: number;
  readonly here?: true;
}

async function compare(context: Context, options: Options, provider: Provider): Promise<Output> {
  const { benchProviders, benchProvidersInChild } = await import('../bench/compare-providers');
  const { network, batch, here, ...numbers } = options;
  const cases = network === undefined ? usual : [{ network, ...(batch !== undefined && { batch }) }];
  const asked = { provider, cases, ...numbers };
  const value = here === true ? await benchProviders(asked) : await benchProvidersInChild(asked, context);
  const keys = ['network', 'batch', 'engine', 'first', 'ms_min', 'ms_median', 'loss_apart', 'apart'] as const;
  return {
    value,
    text: () =>
      columns(
        keys,
        value.map((row) => keys.map((key) => shown(key, row))),
      ),
  };
}

/** Distances may be tiny. */
function shown(key: keyof ProvidersBench, row: ProvidersBench): string | number {
  const value = row[key];
  return key.endsWith('apart') && typeof value === 'number' && value > 0 ? value.toExponential(1) : value;
}
