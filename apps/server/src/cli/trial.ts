import { Command } from 'commander';
import { columns } from './columns';
import type { Context } from './context';
import { onServer } from './on-server';
import type { Output } from './output';
import type { Group } from './shell';

const remote = () => import('../remote/trial');

/** `tombola trial`: single trials of a results folder, or of a server. */
export const trialCommand: Group = (shell) => {
  const trial = new Command('trial').description('single trials: one recipe, one seed');
  const add = (name: string, description: string) => trial.command(`${name} <trial>`).description(description);
  add(
    'show',
    'recipe and levels of a trial: RECIPE (every seed of it) or RECIPE/seed-S; on a server also RECIPE-sS',
  ).action(
    shell.action(
      showTrial,
      onServer(async () => (await remote()).showTrial),
    ),
  );
  add('pause', 'with --server: stop a trial for a while, in all its studies').action(
    shell.serverAction(onServer(async () => (await remote()).pauseTrial)),
  );
  add('resume', 'with --server: a trial that was paused or cancelled goes on')
    .option('--failed', 'levels that failed are tried again, too')
    .action(shell.serverAction(onServer(async () => (await remote()).resumeTrial)));
  add('cancel', 'with --server: stop a trial in all its studies; what is done stays').action(
    shell.serverAction(onServer(async () => (await remote()).cancelTrial)),
  );
  return trial;
};

async function showTrial(context: Context, _options: Record<never, never>, name: string): Promise<Output> {
  const { findTrials } = await import('@tombola/studies');
  const { minimalRecipe } = await import('@tombola/shared');
  const trials = await findTrials(context.resultsFolder, name);
  const value = trials.map(({ recipe, hash, seed, levels }) => ({
    recipe: minimalRecipe(recipe),
    hash,
    seed,
    levels: levels.map(({ level, key, result }) => ({
      level,
      key,
      done: result !== undefined,
      ...(result === undefined
        ? {}
        : { density: result.density, layers: result.layers, metrics: result.metrics, record: result.record }),
    })),
  }));
  return {
    value,
    text: () =>
      trials
        .map(({ hash, seed, recipe, levels }) => {
          const rows = levels.map(({ level, key, result }) =>
            result === undefined
              ? [level, 'not trained', '', '', '', '']
              : [
                  level,
                  (result.density * 100).toFixed(2),
                  ((result.metrics.testAccuracyAtEarlyStop ?? NaN) * 100).toFixed(2),
                  ((result.metrics.testAccuracyAtEnd ?? NaN) * 100).toFixed(2),
                  result.metrics.earlyStopIteration ?? '',
                  key,
                ],
          );
          const head = ['level', 'weights %', 'test % at early stop', 'test % at end', 'early stop', 'stored as'];
          return [`${hash}/seed-${seed}`, JSON.stringify(minimalRecipe(recipe)), columns(head, rows)].join('\n');
        })
        .join('\n\n'),
  };
}
