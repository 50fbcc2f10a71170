import type { DistributeOptions, PrunableLayer, SparsityChoice } from '@tombola/pruning';
import { InputError } from '@tombola/shared';
import { Command, Option } from 'commander';
import { collectNumber, decimal, oneOf, positiveInteger, positiveNumber } from './arguments';
import type { Context } from './context';
import { jsonIn } from './json-file';
import { dataShape, networkForms, withDataOptions, type DataOptions } from './network-options';
import type { Output } from './output';
import type { Shell } from './shell';
import { sparsityText } from './sparsity-text';

const distributions = ['uniform', 'er', 'erk', 'smart-ratio'] as const;

interface SparsityOptions extends DataOptions {
  readonly network: string;
  readonly distribution: (typeof distributions)[number];
  readonly sparsity: number;
  readonly power?: number;
  readonly zeros?: 'real' | 'whole';
  readonly outputDensity?: number;
  readonly denseFirst?: boolean;
  readonly denseDepthwise?: boolean;
  readonly fixed: Readonly<Record<string, number>>;
  readonly minKeep?: number;
  readonly updateEvery?: number;
  readonly backwardSparsity?: number;
  readonly trainingLength?: number;
}

/** `tombola describe sparsity`: what a sparsity comes to, layer by layer, and what it saves. */
export function describeSparsityCommand(shell: Shell): Command {
  const command = new Command('sparsity')
    .description('how a sparsity is spread over the layers of a network, and what that costs')
    .requiredOption('--network <name>', `${networkForms}; also a list of shapes: [[784,300],[300,10]]`)
    .addOption(
      new Option('--distribution <name>', `${distributions.join(', ')}`).default('erk').argParser(oneOf(distributions)),
    )
    .requiredOption('--sparsity <share>', 'share of the weights that is 0, from 0 to less than 1', decimal)
    .option('--power <x>', 'of er and erk: exponent of the raw factor; 0 is uniform (default: 1)', decimal)
    .addOption(
      new Option('--zeros <count>', 'of er and erk: real or whole zeros in the budget (default: real)').argParser(
        oneOf(['real', 'whole']),
      ),
    )
    .option('--output-density <share>', 'of smart-ratio: of the output layer (default: 0.3)', decimal)
    .option('--dense-first', 'keep the first layer dense (default: with uniform)')
    .option('--no-dense-first', 'prune the first layer like the others')
    .option('--dense-depthwise', 'keep depthwise convolutions dense')
    .addOption(
      new Option('--fixed <layer=share>', 'the sparsity of a layer, which is left out of the others’ (repeatable)')
        .default({}, 'none')
        .argParser(collectNumber),
    )
    .option('--min-keep <n>', 'weights that every layer keeps at least (default: 0)', positiveInteger)
    .option('--update-every <steps>', 'RigL: steps between updates of the mask (default: 100)', positiveInteger)
    .option('--backward-sparsity <share>', 'Top-KAST: sparsity of the backward pass', decimal)
    .option('--training-length <times>', 'how many times as long sparse networks train (default: 1)', positiveNumber);
  return withDataOptions(command).action(shell.action(describeSparsity));
}

async function describeSparsity(_: Context, options: SparsityOptions): Promise<Output> {
  const { sparsityReport } = await import('@tombola/pruning');
  const { layers, ...about } = await layersOf(options);
  const { updateEvery, backwardSparsity, trainingLength: length } = options;
  const report = sparsityReport(layers, distributionOf(options), distributeOptions(options), {
    updateEvery,
    backwardSparsity,
    length,
  });
  const value = { ...about, ...report };
  return { value, text: () => sparsityText(value) };
}

/** The layers of a network by name or in a file, or of a list of shapes in a file. */
async function layersOf(options: SparsityOptions): Promise<{
  readonly network: string;
  readonly input?: readonly number[];
  readonly classes?: number;
  readonly layers: readonly PrunableLayer[];
}> {
  const { network: named } = options;
  const { networkByName, networkIn } = await import('./network');
  const file = named.endsWith('.json') ? await jsonIn(named, 'this network') : undefined;
  if (Array.isArray(file)) {
    needNoData(options);
    const { layersOfShapes } = await import('./layer-shapes');
    return { network: named, layers: layersOfShapes(file, named) };
  }
  const [{ networkStructure }, { prunableLayers }] = await Promise.all([
    import('@tombola/nn'),
    import('@tombola/pruning'),
  ]);
  const recipe = file === undefined ? networkByName(named) : networkIn(file, named);
  const structure = networkStructure(recipe, await dataShape(recipe.name, options));
  const { name, inputShape, classes } = structure;
  return { network: name, input: inputShape, classes, layers: prunableLayers(structure) };
}

function needNoData(options: DataOptions): void {
  const given = (['dataset', 'input', 'classes'] as const).find((name) => options[name] !== undefined);
  if (given === undefined) return;
  throw new InputError({
    what: 'a list of shapes is for no data',
    value: `--${given}`,
    expected: 'the list alone',
    mend: 'Give positions or macs with the shapes of convolutions.',
  });
}

function distributionOf(options: SparsityOptions): SparsityChoice {
  const { distribution: name, sparsity, power, zeros, outputDensity } = options;
  const graphs = name === 'er' || name === 'erk';
  refuse('--power', power, graphs, 'er and erk');
  refuse('--zeros', zeros, graphs, 'er and erk');
  refuse('--output-density', outputDensity, name === 'smart-ratio', 'smart-ratio');
  if (graphs) return { name, sparsity, power: power ?? 1, zeros: zeros ?? 'real' };
  if (name === 'smart-ratio') return { name, sparsity, outputDensity: outputDensity ?? 0.3 };
  return { name, sparsity };
}

function refuse(option: string, value: unknown, known: boolean, distributions: string): void {
  if (value === undefined || known) return;
  throw new InputError({ what: `${option} has no meaning here`, value, expected: `it with ${distributions} only` });
}

function distributeOptions(options: SparsityOptions): DistributeOptions {
  const { fixed, denseFirst, denseDepthwise, minKeep } = options;
  return { fixed, denseFirst, denseDepthwise, minKeep };
}
