import type { DatasetChoice, PlanarChoice, PointsChoice } from '@tombola/datasets';
import { canonicalJson } from '@tombola/shared';
import type { Context } from './context';

type StoredChoice = Exclude<DatasetChoice, PlanarChoice | PointsChoice>;

/** Draws or finds data sets once, so that no two processes do it at a time, and a missing one is said at once. */
export async function prepareData(context: Context, choices: Iterable<DatasetChoice>): Promise<void> {
  const { isPlanar, loadDataset } = await import('@tombola/datasets');
  // Points of a plane are drawn in every process, in milliseconds.
  const stored = [...choices].filter((choice): choice is StoredChoice => !isPlanar(choice));
  for (const choice of distinct(stored)) {
    const { name } = choice;
    const progress = context.progress(name);
    const { notes } = await loadDataset(choice, {
      ...(context.data === undefined ? {} : { data: context.data }),
      onProgress: (done, total) => progress.update(done, total, 'images'),
    });
    progress.finish();
    if (!context.quiet && !context.json) for (const note of notes) process.stderr.write(`${name}: ${note}\n`);
  }
}

/** What recipes say of the data itself, each once, however much of it they take. */
function distinct(choices: readonly StoredChoice[]): StoredChoice[] {
  const data = choices.map((choice): StoredChoice => {
    if (choice.name === 'images') {
      const { name, folder, classes, size } = choice;
      return { name, folder, classes, size };
    }
    return choice.name === 'cifar-10' ? { name: choice.name, test: choice.test ?? 'official' } : { name: choice.name };
  });
  return [...new Map(data.map((choice) => [canonicalJson(choice), choice])).values()];
}
