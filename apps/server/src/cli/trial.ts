import { Command } from 'commander';
import { columns } from './columns';
import type { Context } from './context';
import type { Output } from './output';
import type { Group } from './shell';

/** `tombola trial`: single trials of a results folder. */
export const trialCommand: Group = (shell) => {
  const trial = new Command('trial').description('single trials: one recipe, one seed');
  trial
    .command('show <trial>')
    .description('recipe and levels of a trial: RECIPE (every seed of it) or RECIPE/seed-S')
    .action(shell.action(showTrial));
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
