import { datasetNames, type DatasetName } from '@tombola/datasets';
import type { DataShape, Network } from '@tombola/nn';
import { Command, Option } from 'commander';
import { imageShape, oneOf, positiveInteger } from './arguments';
import { columns } from './columns';
import { describeModelCommand } from './describe-model';
import type { Context } from './context';
import type { Output } from './output';
import type { Shell } from './shell';

interface NetworkOptions {
  readonly dataset?: DatasetName;
  readonly input?: readonly [number, number, number];
  readonly classes?: number;
}

/** `tombola describe`: what something consists of. */
export function describeCommand(shell: Shell): Command {
  const describe = new Command('describe').description('what a network or an exported file consists of');
  describe
    .command('network')
    .description('layers, parameters and multiply-accumulates of a network')
    .argument('<name>', 'lenet-300-100, or mlp-300-100 and the like by the widths of the hidden layers')
    .addOption(new Option('--dataset <name>', 'for this data set (default: mnist)').argParser(oneOf(datasetNames)))
    .addOption(
      new Option('--input <c,h,w>', 'for images of this shape instead').argParser(imageShape).conflicts('dataset'),
    )
    .addOption(
      new Option('--classes <n>', 'with --input (default: 10)').argParser(positiveInteger).conflicts('dataset'),
    )
    .action(shell.action(network));
  describe.addCommand(describeModelCommand(shell));
  return describe;
}

async function network(_: Context, options: NetworkOptions, name: string): Promise<Output> {
  const [{ networkByName }, { buildNetwork }] = await Promise.all([import('./network'), import('@tombola/nn')]);
  const value = summary(buildNetwork(networkByName(name), await dataShape(options)));
  return { value, text: () => table(value) };
}

async function dataShape({ dataset = 'mnist', input, classes }: NetworkOptions): Promise<DataShape> {
  if (input !== undefined) return { inputShape: input, classes: classes ?? 10 };
  const { listDatasets } = await import('@tombola/datasets');
  const status = listDatasets().find((each) => each.name === dataset)!;
  return { inputShape: status.shape, classes: classes ?? status.classes.length };
}

type Summary = ReturnType<typeof summary>;

/** Counts as the lottery-ticket papers count: MACs of one example without biases, prunable weights without biases. */
function summary({ name, inputShape, classes, layers }: Network) {
  const rows = layers.map((layer) => ({
    name: layer.name,
    kind: layer.kind,
    shape: layer.parameters.find(({ role }) => role === 'weights')?.shape ?? [],
    parameters: sum(layer.parameters.map(({ shape }) => size(shape))),
    prunable: sum(layer.parameters.filter(({ prunable }) => prunable).map(({ shape }) => size(shape))),
    macs: layer.macs,
    output: layer.output,
  }));
  const total = (key: 'parameters' | 'prunable' | 'macs') => sum(rows.map((row) => row[key]));
  return {
    network: name,
    input: inputShape,
    classes,
    layers: rows,
    totals: { parameters: total('parameters'), prunable: total('prunable'), macs: total('macs') },
  };
}

function table({ network, input, classes, layers, totals }: Summary): string {
  const rows = layers.map(({ name, kind, shape, parameters, prunable, macs }) => [
    name,
    kind,
    shape.join(' x '),
    parameters,
    prunable,
    macs,
  ]);
  const last = ['total', '', '', totals.parameters, totals.prunable, totals.macs];
  const text = columns(['layer', 'kind', 'weights', 'parameters', 'prunable', 'MACs'], [...rows, last]);
  return `${network}: ${input.join(' x ')} to ${classes} classes\n${text}`;
}

function size(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
