import { join, resolve } from 'node:path';
import { InputError } from '@tombola/shared';
import type { ConnectReport } from '@tombola/studies';
import { Command } from 'commander';
import { oneOf, positiveInteger, positiveNumber } from './arguments';
import type { Context } from './context';
import type { Output } from './output';
import type { Group } from './shell';
import { writeTextFile } from './write-file';

interface Flags {
  readonly steps: number;
  readonly learningRate: number;
  readonly statistics: 'recompute' | 'interpolate' | 'nearest';
  readonly batches: number;
  readonly points: number;
  readonly out?: string;
}

/** `tombola connect`: losses on paths between two solutions. */
export const connectCommand: Group = (shell) =>
  new Command('connect')
    .description('training losses between two finished levels: straight, and on trained curves, sparse and dense')
    .argument('<from>', 'RECIPE/seed-S/level-L, or RECIPE/seed-S for its last finished level')
    .argument('<to>', 'another one, of the same network and data')
    .argument('[more...]', 'further pairs, such as those of other seeds')
    .option('--steps <n>', 'steps of gradient descent on the middle of a curve', positiveInteger, 1000)
    .option('--learning-rate <rate>', 'their learning rate', positiveNumber, 0.1)
    .option(
      '--statistics <treatment>',
      'what batch norm does between them: recompute, interpolate or nearest',
      oneOf(['recompute', 'interpolate', 'nearest'] as const),
      'recompute',
    )
    .option('--batches <n>', 'training batches that losses and statistics are of', positiveInteger, 100)
    .option('--points <n>', 'points on a path, its ends among them', positiveInteger, 25)
    .option('--out <folder>', 'write figure.svg, report.md and report.json there')
    .action(shell.action<[string, string, string[]], Flags>(connectLevels));

async function connectLevels(
  context: Context,
  { out, ...flags }: Flags,
  from: string,
  to: string,
  more: string[],
): Promise<Output> {
  const names = pairsOf([from, to, ...more]);
  const { connect, connectFiles, findLevel, Results, Workbench } = await import('@tombola/studies');
  const found = await Promise.all(
    names.map((pair) => Promise.all(pair.map(async (name) => (await findLevel(context.resultsFolder, name)).job))),
  );
  const workbench = new Workbench({
    readingThread: context.script('reading-thread'),
    ...(context.data === undefined ? {} : { data: context.data }),
  });
  const pairs: ConnectReport[] = [];
  try {
    const { signal } = context;
    const results = new Results(context.resultsFolder);
    for (const [a, b] of found) pairs.push(await connect(a!, b!, { ...flags, results, workbench, signal }));
  } finally {
    await workbench.dispose();
  }
  const text = pairs.map(connectText).join('\n');
  if (out === undefined) return { value: { pairs }, text: () => text };
  const folder = resolve(out);
  const heading = { title: 'Paths between solutions', command: commandLine(names.flat(), flags) };
  for (const [name, content] of Object.entries(connectFiles(pairs, heading))) {
    await writeTextFile(join(folder, name), content);
  }
  return { value: { pairs, folder }, text: () => `${text}\nFigure and report: ${folder}` };
}

function pairsOf(names: readonly string[]): string[][] {
  if (names.length % 2 === 0) return Array.from({ length: names.length / 2 }, (_, i) => names.slice(2 * i, 2 * i + 2));
  throw new InputError({
    what: 'a level has no other one to be connected with',
    value: names.at(-1),
    expected: 'levels in pairs: from, to, from, to',
  });
}

function commandLine(names: readonly string[], flags: Omit<Flags, 'out'>): string {
  const { steps, learningRate, statistics, batches, points } = flags;
  return [
    `tombola connect ${names.join(' ')}`,
    `--steps ${steps} --learning-rate ${learningRate} --statistics ${statistics} --batches ${batches} --points ${points}`,
  ].join(' ');
}

function connectText({ levels, linear, sparse, dense }: ConnectReport): string {
  const paths = { 'straight line': linear, 'curve within the masks': sparse, 'curve through all weights': dense };
  const ends = [linear.losses[0]!, linear.losses.at(-1)!].map((loss) => loss.toFixed(4));
  return [
    `${levels.join(' to ')}: losses ${ends.join(' and ')}`,
    ...Object.entries(paths).map(
      ([name, { losses, barrier }]) =>
        `  ${name}: at most ${Math.max(...losses).toFixed(4)}, a barrier of ${barrier.toFixed(4)}`,
    ),
  ].join('\n');
}
