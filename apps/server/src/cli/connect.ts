import type { ConnectReport } from '@tombola/studies';
import { Command } from 'commander';
import { oneOf, positiveInteger, positiveNumber } from './arguments';
import type { Context } from './context';
import type { Output } from './output';
import type { Group } from './shell';

interface Flags {
  readonly steps: number;
  readonly learningRate: number;
  readonly statistics: 'recompute' | 'interpolate' | 'nearest';
  readonly batches: number;
  readonly points: number;
}

/** `tombola connect`: losses on paths between two solutions. */
export const connectCommand: Group = (shell) =>
  new Command('connect')
    .description('training losses between two finished levels: straight, and on trained curves, sparse and dense')
    .argument('<from>', 'RECIPE/seed-S/level-L, or RECIPE/seed-S for its last finished level')
    .argument('<to>', 'another one, of the same network and data')
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
    .action(shell.action<[string, string], Flags>(connectLevels));

async function connectLevels(context: Context, flags: Flags, from: string, to: string): Promise<Output> {
  const { connect, findLevel, Results, Workbench } = await import('@tombola/studies');
  const [a, b] = [await findLevel(context.resultsFolder, from), await findLevel(context.resultsFolder, to)];
  const workbench = new Workbench({
    readingThread: context.script('reading-thread'),
    ...(context.data === undefined ? {} : { data: context.data }),
  });
  try {
    const { signal } = context;
    const results = new Results(context.resultsFolder);
    const report = await connect(a.job, b.job, { ...flags, results, workbench, signal });
    return { value: report, text: () => connectText(report) };
  } finally {
    await workbench.dispose();
  }
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
