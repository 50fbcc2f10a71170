import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Masks, OneShotCriterion } from '@tombola/pruning';
import { Command, Option } from 'commander';
import writeFileAtomic from 'write-file-atomic';
import { decimal, integer, oneOf, positiveInteger } from './arguments';
import { columns } from './columns';
import type { Context } from './context';
import { networkForms, withDataOptions } from './network-options';
import type { Output } from './output';
import type { ModelOptions } from './saved-model';
import type { Group } from './shell';

/** As `oneShotCriteria` of the pruning library, which is loaded only when something is pruned. */
const criteria = [
  'magnitude',
  'lamp',
  'random',
  'snip',
  'gradient',
  'grasp',
  'synflow',
] as const satisfies readonly OneShotCriterion[];
const distributions = ['uniform', 'er', 'erk', 'smart-ratio'] as const;

interface PruneOptions extends ModelOptions {
  readonly criterion: OneShotCriterion;
  readonly sparsity: number;
  readonly scope: 'global' | 'layer';
  readonly distribution: (typeof distributions)[number];
  readonly minKeep?: number;
  readonly rounds?: number;
  readonly invert?: boolean;
  readonly output?: string;
}

/** `tombola prune`: a saved model pruned by any criterion that needs no training. */
export const pruneCommand: Group = (shell) => {
  const command = new Command('prune')
    .description('prune a saved model to a sparsity by a criterion that needs no training')
    .argument('<model>', 'a finished level, RECIPE/seed-S/level-L, or a .safetensors file: a ticket or trained weights')
    .addOption(new Option('--criterion <name>', criteria.join(', ')).default('magnitude').argParser(oneOf(criteria)))
    .requiredOption('--sparsity <share>', 'share of the prunable weights to remove, from 0 to less than 1', decimal)
    .addOption(
      new Option('--scope <scope>', 'global or layer: where weights compete')
        .default('global')
        .argParser(oneOf(['global', 'layer'])),
    )
    .addOption(
      new Option('--distribution <name>', `with --scope layer: ${distributions.join(', ')}`)
        .default('uniform')
        .argParser(oneOf(distributions)),
    )
    .option('--min-keep <n>', 'weights that every layer keeps at least (default: 0)', positiveInteger)
    .option('--rounds <n>', 'rounds by equal ratios (default: 1, of synflow 100)', positiveInteger)
    .option('--invert', 'a control: what the criterion would keep longest goes first')
    .option('--examples <n>', 'training examples that snip, gradient and grasp look at (default: 100)', positiveInteger)
    .option('--seed <n>', 'of random scores, and of which examples (default: 0)', integer)
    .addOption(
      new Option('--weights <which>', 'of a level: trained, or start: those that it started from')
        .default('trained')
        .argParser(oneOf(['trained', 'start'])),
    )
    .option('--network <name>', `of a file: ${networkForms}`)
    .option('-o, --output <file>', 'write the pruned model as a ticket, FILE.safetensors (default: only count)');
  return withDataOptions(command).action(shell.action(prune));
};

async function prune(context: Context, options: PruneOptions, name: string): Promise<Output> {
  const { budgetOf, encodeTicket, makeTicket, pruneOneShot } = await import('@tombola/pruning');
  const { openModel } = await import('./saved-model');
  const { criterion, sparsity, scope, distribution, minKeep = 0, seed = 0, examples = 100, invert = false } = options;
  const rounds = options.rounds ?? (criterion === 'synflow' ? 100 : 1);
  const model = await openModel(name, criterion, options, context);
  try {
    const { network, parameters } = model;
    const budget = budgetOf(network, sparsity, { scope, distribution, minKeep });
    const masks = await pruneOneShot({ ...model, criterion, budget, rounds, inverted: invert, seed, examples });
    const report = { model: model.name, criterion, sparsity, ...(await count(masks)) };
    const provenance = { ...model.provenance, pruned_by: criterion, density: String(report.totals.density) };
    const output = options.output === undefined ? undefined : resolve(options.output);
    if (output !== undefined) {
      await mkdir(dirname(output), { recursive: true });
      await writeFileAtomic(output, Buffer.from(encodeTicket(makeTicket(masks, parameters, provenance))));
    }
    const value = { ...report, ...(output !== undefined && { output }) };
    return { value, text: () => describe(value) };
  } finally {
    await model.close();
  }
}

type Report = Awaited<ReturnType<typeof count>> & {
  readonly model: string;
  readonly criterion: string;
  readonly output?: string;
};

/** What is left, layer by layer; biases and batch norm are never pruned and not counted. */
async function count(masks: Masks) {
  const { collapsedLayers, countMask, countMasks } = await import('@tombola/pruning');
  return {
    layers: Object.entries(masks).map(([name, mask]) => ({ name, ...countMask(mask) })),
    totals: countMasks(masks),
    collapsed: collapsedLayers(masks),
  };
}

function describe({ model, criterion, layers, totals, collapsed, output }: Report): string {
  const row = ({ kept, total, density }: Report['totals']) => [kept, total, (density * 100).toFixed(3)];
  return [
    `${model}, pruned by ${criterion}`,
    columns(
      ['weights', 'kept', 'of', 'density %'],
      [...layers.map(({ name, ...counts }) => [name, ...row(counts)]), ['total', ...row(totals)]],
    ),
    ...(collapsed.length === 0
      ? []
      : [`Warning: nothing is left of ${collapsed.join(', ')}, so nothing passes there. --min-keep 1 prevents it.`]),
    ...(output === undefined ? [] : [output]),
  ].join('\n\n');
}
