import { columns } from '../cli/columns';
import type { Output } from '../cli/output';
import { presetsText } from '../cli/presets-text';
import type { ServerContext } from '../cli/shell';
import type { ListFlags } from '../cli/study-server';
import type { StudyOut } from '../client/api';
import type { Client } from '../client/client';

/** `study list` on a server: its studies, newest first, or those of the literature that it can run. */
export async function listStudies(client: Client, _context: ServerContext, flags: ListFlags): Promise<Output> {
  if (flags.presets === true) return listPresets(client);
  const studies = await readStudies(client, flags);
  return {
    value: studies,
    text: () =>
      studies.length === 0
        ? 'No study yet. `tombola study run lth` begins one.'
        : columns(
            ['study', 'name', 'state', 'levels', 'steps %', 'created'],
            studies.map(({ id, name, state, levels, levelsDone, steps, stepsDone, createdAt }) => [
              id,
              name,
              state,
              `${levelsDone} of ${levels}`,
              String(Math.floor((100 * stepsDone) / Math.max(1, steps))),
              createdAt.slice(0, 16).replace('T', ' '),
            ]),
          ),
  };
}

async function listPresets(client: Client): Promise<Output> {
  const { items } = await client.presets.list.query();
  return {
    value: items,
    text: () =>
      presetsText(
        items.map(({ scales, ...preset }) => ({
          ...preset,
          scales: Object.fromEntries(Object.entries(scales).map(([name, { description }]) => [name, description])),
        })),
      ),
  };
}

const PAGE = 200;

async function readStudies(client: Client, { state, search, limit }: ListFlags): Promise<StudyOut[]> {
  const studies: StudyOut[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await client.studies.list.query({
      limit: Math.min(PAGE, limit - studies.length),
      ...(state.length === 0 ? {} : { states: [...state] }),
      ...(search === undefined ? {} : { search }),
      ...(typeof cursor === 'string' ? { cursor } : {}),
    });
    studies.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && studies.length < limit);
  return studies;
}
