import type { Output } from '../cli/output';
import type { ServerContext } from '../cli/shell';
import type { RunFlags } from '../cli/study-server';
import type { StudyEstimate } from '../client/api';
import type { Client } from '../client/client';
import { sourceOf } from './study-source';

/** `study estimate`: what running a study would take. Nothing is launched. */
export async function estimateStudy(
  client: Client,
  _context: ServerContext,
  flags: RunFlags,
  name: string,
): Promise<Output> {
  const value = await client.studies.estimate.mutate(await sourceOf(name, flags));
  return { value, text: () => describe(value) };
}

function describe({ trials, levels, levelsStored, steps, flops, minutes, slots, basis }: StudyEstimate): string {
  const count = (value: number) => Math.round(value).toLocaleString('en-US');
  const time =
    minutes === null
      ? 'How long that takes is not known: this server has trained nothing like it.'
      : `About ${minutes < 10 ? minutes.toPrecision(2) : count(minutes)} minutes on ${Math.max(1, slots)} ` +
        `${slots === 1 ? 'slot' : 'slots'}, going by trainings of ${basis === 'same network' ? 'the same network' : 'other networks'}.`;
  return [
    `${count(trials)} trials, ${count(levels)} levels, of which ${count(levelsStored)} are done already.`,
    `${count(steps)} optimizer steps to do, ${flops.toExponential(1)} floating-point operations.`,
    time,
    ...(slots === 0 ? ['No worker is running: `tombola worker`.'] : []),
  ].join('\n');
}
