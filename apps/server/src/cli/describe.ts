import type { Layer, NetworkStructure } from '@tombola/nn';
import { InputError, type Recipe } from '@tombola/shared';
import { Command, Option } from 'commander';
import { columns } from './columns';
import { describeModelCommand } from './describe-model';
import { describeSparsityCommand } from './describe-sparsity';
import type { Context } from './context';
import { dataShape, networkForms, withDataOptions, type DataOptions } from './network-options';
import type { Output } from './output';
import type { Shell } from './shell';

interface NetworkOptions extends DataOptions {
  readonly file?: string;
}

/** `tombola describe`: what something consists of. */
export function describeCommand(shell: Shell): Command {
  const describe = new Command('describe').description('what a network, its sparsity or an exported file consists of');
  const network = describe
    .command('network')
    .description('layers, parameters and multiply-accumulates of a network')
    .argument('[name]', networkForms)
    .addOption(new Option('--file <path>', 'a network of your own: {"name": ..., "nodes": [...]}'));
  withDataOptions(network).action(shell.action(describeNetwork));
  describe.addCommand(describeSparsityCommand(shell));
  describe.addCommand(describeModelCommand(shell));
  return describe;
}

async function describeNetwork(_: Context, options: NetworkOptions, name: string | undefined): Promise<Output> {
  const { networkStructure } = await import('@tombola/nn');
  const recipe = await networkOf(name, options);
  const value = summary(networkStructure(recipe, await dataShape(recipe.name, options)));
  return { value, text: () => table(value) };
}

async function networkOf(name: string | undefined, { file }: NetworkOptions): Promise<Recipe['network']> {
  const { networkInFile, readNetwork } = await import('./network');
  if (file !== undefined && name === undefined) return networkInFile(file);
  if (name !== undefined && file === undefined) return readNetwork(name);
  throw new InputError({
    what: name === undefined ? 'no network is given' : 'two networks are given',
    value: name === undefined ? undefined : `${name} and ${file}`,
    expected: networkForms,
  });
}

type Summary = ReturnType<typeof summary>;

/** Counts as the lottery-ticket papers count: MACs of one example without biases, prunable weights without biases. */
function summary({ name, inputShape, classes, layers, nodes }: NetworkStructure) {
  const outputShapes = new Map(nodes.map((node) => [node.name, node.outputShape]));
  const rows = layers.map((layer) => ({
    name: layer.name,
    kind: layer.kind,
    shape: layer.parameters[0]!.shape,
    makes: outputShapes.get(layer.name)!,
    parameters: sum(layer.parameters.map(({ shape }) => size(shape))),
    prunable: sum(layer.parameters.filter(({ prunable }) => prunable).map(({ shape }) => size(shape))),
    macs: layer.macs,
    output: layer.output,
  }));
  const total = (key: 'parameters' | 'prunable' | 'macs', kind?: Layer['kind']) =>
    sum(rows.filter((row) => kind === undefined || row.kind === kind).map((row) => row[key]));
  return {
    network: name,
    input: inputShape,
    classes,
    layers: rows,
    totals: {
      parameters: total('parameters'),
      prunable: total('prunable'),
      /** Of the prunable ones. */
      convolutional: total('prunable', 'conv'),
      macs: total('macs'),
      /** Running means and variances of batch norm: state that is no parameter. */
      statistics: sum(layers.flatMap(({ statistics }) => statistics.map(({ shape }) => size(shape)))),
    },
  };
}

function table({ network, input, classes, layers, totals }: Summary): string {
  const rows = layers.map(({ name, kind, shape, makes, parameters, prunable, macs }) => [
    name,
    kind,
    shape.join(' x '),
    makes.join(' x '),
    parameters,
    prunable,
    macs,
  ]);
  const last = ['total', '', '', '', totals.parameters, totals.prunable, totals.macs];
  const head = ['layer', 'kind', 'weights', 'makes', 'parameters', 'prunable', 'MACs'];
  return `${network}: ${input.join(' x ')} to ${classes} classes\n${columns(head, [...rows, last])}`;
}

function size(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
