import { datasetNames, type DatasetName } from '@tombola/datasets';
import { InputError } from '@tombola/shared';
import { Argument, Command } from 'commander';
import { oneOf } from './arguments';
import { columns } from './columns';
import type { Context } from './context';
import type { Output } from './output';
import { FailedError } from './problem';
import type { Shell } from './shell';

/** `tombola data`: which data sets there are, and how they get here. */
export function dataCommand(shell: Shell): Command {
  const data = new Command('data').description('data sets: which there are, and fetching them');
  data.command('list').description('every data set, and where it is').action(shell.action(list));
  data
    .command('get')
    .description('fetch a data set from its official address and check its digests; glyphs is drawn')
    .addArgument(new Argument('<name>', datasetNames.join(', ')).argParser(oneOf(datasetNames)))
    .option('--into <dir>', 'the folder to put it in (default: the cache)')
    .action(shell.action(get));
  return data;
}

async function list({ data }: Context): Promise<Output> {
  const { listDatasets } = await import('@tombola/datasets');
  const datasets = listDatasets(data === undefined ? {} : { data });
  return {
    value: datasets,
    text: () => {
      const rows = datasets.map(({ name, shape, classes, counts, available, folder, notes }) => [
        name,
        shape.join(' x '),
        classes.length,
        counts.train,
        counts.test,
        available ? (folder ?? 'when needed') : 'no',
        notes.join(' '),
      ]);
      return columns(['name', 'shape', 'classes', 'train', 'test', 'here', ''], rows);
    },
  };
}

async function get(context: Context, { into }: { into?: string }, name: DatasetName): Promise<Output> {
  const { downloadDataset } = await import('@tombola/datasets');
  const progress = context.progress(name);
  try {
    const folder = await downloadDataset(name, {
      ...(into === undefined ? {} : { into }),
      signal: context.signal,
      onProgress: ({ done, total, unit }) => progress.update(done, total, unit),
    });
    return { value: { name, folder }, text: () => `${name} is in ${folder}` };
  } catch (error) {
    // The name is known to be right: what went wrong is the fetching.
    throw error instanceof InputError ? new FailedError(error.problem, { cause: error }) : error;
  } finally {
    progress.finish();
  }
}
