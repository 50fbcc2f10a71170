import type { StabilityReport } from '@tombola/studies';
import { Command } from 'commander';
import { nonNegativeInteger, oneOf, positiveInteger } from './arguments';
import type { Context } from './context';
import type { Output } from './output';
import type { Group } from './shell';

interface Flags {
  readonly rewind?: number;
  readonly orders: number;
  readonly statistics: 'recompute' | 'interpolate' | 'nearest';
  readonly batches: number;
  readonly points: number;
  readonly pruning?: boolean;
}

/** `tombola stability`: instability analysis of a finished level. */
export const stabilityCommand: Group = (shell) =>
  new Command('stability')
    .description('train copies of a level in other orders of its examples, and measure the line between them')
    .argument('<level>', 'RECIPE/seed-S/level-L, or RECIPE/seed-S for its last finished level')
    .option(
      '--rewind <step>',
      'start copies at this step of the dense training (default: where the level starts)',
      nonNegativeInteger,
    )
    .option('--orders <n>', 'copies; every two of them are compared', positiveInteger, 2)
    .option(
      '--statistics <treatment>',
      'what batch norm does between copies: recompute, interpolate or nearest',
      oneOf(['recompute', 'interpolate', 'nearest'] as const),
      'recompute',
    )
    .option('--batches <n>', 'training batches that statistics are recomputed on', positiveInteger, 100)
    .option('--points <n>', 'points on a line, its ends among them', positiveInteger, 30)
    .option('--pruning', 'also train the dense network from there: stability to pruning')
    .action(shell.action(stability));

async function stability(context: Context, flags: Flags, name: string): Promise<Output> {
  const { analyseStability, findLevel, Results, Workbench } = await import('@tombola/studies');
  const { job } = await findLevel(context.resultsFolder, name);
  const workbench = new Workbench({
    readingThread: context.script('reading-thread'),
    ...(context.data === undefined ? {} : { data: context.data }),
  });
  const progress = context.progress('stability');
  let done = 0;
  try {
    const report = await analyseStability(job, {
      ...flags,
      results: new Results(context.resultsFolder),
      workbench,
      signal: context.signal,
      onProgress: (gained, total) => progress.update((done += gained), total, 'steps'),
    });
    progress.finish();
    return { value: report, text: () => stabilityText(report) };
  } finally {
    await workbench.dispose();
  }
}

function stabilityText({ level, from, steps, density, statistics, pairs, pruning }: StabilityReport): string {
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  const lines = pairs.map(
    ({ orders, errors, instability, stable, distance, angle, disagreement }) =>
      `  orders ${orders.join(' and ')}: instability ${percent(instability)} (${stable ? 'stable' : 'not stable'}), ` +
      `errors ${percent(errors.at(-1)!)} and ${percent(errors[0]!)}, disagreement ${percent(disagreement)}, ` +
      `distance ${distance.toFixed(3)}, angle ${angle.toFixed(1)}°`,
  );
  return [
    `${level}, ${percent(density)} of its weights, from step ${from} of ${steps}; batch norm: ${statistics}`,
    ...lines,
    ...(pruning === undefined
      ? []
      : [`  to pruning: distance ${pruning.distance.toFixed(3)}, angle ${pruning.angle.toFixed(1)}°`]),
  ].join('\n');
}
