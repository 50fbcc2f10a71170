import { columns } from '../cli/columns';
import type { Output } from '../cli/output';
import type { ServerContext } from '../cli/shell';
import type { LevelOut, TrialDetail, TrialOut } from '../client/api';
import type { Client } from '../client/client';
import { findTrials, trialOf } from './names';

/** `trial show` on a server: recipe and levels of a trial, or of every seed of a recipe. */
export async function showTrial(client: Client, _context: ServerContext, _: object, name: string): Promise<Output> {
  const trials = await findTrials(client, name);
  const value = trials.map((trial) => ({
    ...trial,
    hash: trial.recipeHash,
    levels: trial.tree.map((level) => ({ ...level, key: keyOf(level.id), done: level.state === 'done' })),
    tree: undefined,
  }));
  return { value, text: () => trials.map(describe).join('\n\n') };
}

/** As results folders have it. */
function keyOf(id: string): string {
  return id.replace('-s', '/seed-').replace('-l', '/level-');
}

function describe({ id, state, recipe, studies, tree }: TrialDetail): string {
  const head = ['level', 'state', 'weights %', 'test % at early stop', 'test % at end', 'early stop', 'id'];
  return [
    `${id}  ${state}  ${studies.map(({ study }) => study).join(', ')}`,
    JSON.stringify(recipe),
    columns(head, tree.map(row)),
  ].join('\n');
}

function row({ level, state, step, steps, density, metrics, error, id }: LevelOut): (string | number)[] {
  const percent = (value: number | null | undefined) => (value == null ? '' : (value * 100).toFixed(2));
  const word = state === 'running' ? `${Math.floor((100 * step) / Math.max(1, steps))} %` : state;
  return [
    level,
    error === null ? word : `${state}: ${error.message.split('\n')[0]!.slice(0, 80)}`,
    percent(density),
    percent(metrics?.['testAccuracyAtEarlyStop']),
    percent(metrics?.['testAccuracyAtEnd']),
    metrics?.['earlyStopIteration'] ?? '',
    id,
  ];
}

/** `trial cancel`: it stops in all its studies. */
export async function cancelTrial(client: Client, _context: ServerContext, _: object, name: string): Promise<Output> {
  return changed(await client.trials.cancel.mutate({ trial: await trialOf(client, name) }));
}

/** `trial pause`: it stops for a while in all its studies. */
export async function pauseTrial(client: Client, _context: ServerContext, _: object, name: string): Promise<Output> {
  return changed(await client.trials.pause.mutate({ trial: await trialOf(client, name) }));
}

/** `trial resume`: it goes on; with --failed what failed is tried again. */
export async function resumeTrial(
  client: Client,
  _context: ServerContext,
  { failed = false }: { readonly failed?: boolean },
  name: string,
): Promise<Output> {
  return changed(await client.trials.resume.mutate({ trial: await trialOf(client, name), failed }));
}

function changed(value: TrialOut): Output {
  const { id, state, levelsDone, levels } = value;
  return { value, text: () => `${id} is ${state}, ${levelsDone} of ${levels} levels done.` };
}
