import type { DatasetName } from '@tombola/datasets';
import type { Context } from './context';

/** Draws or finds data sets once, so that no two processes do it at a time, and a missing one is said at once. */
export async function prepareData(context: Context, names: Iterable<DatasetName>): Promise<void> {
  const { loadDataset } = await import('@tombola/datasets');
  for (const name of new Set(names)) {
    const progress = context.progress(name);
    const { notes } = await loadDataset(name, {
      ...(context.data === undefined ? {} : { data: context.data }),
      onProgress: (done, total) => progress.update(done, total, 'images'),
    });
    progress.finish();
    if (!context.quiet && !context.json) for (const note of notes) process.stderr.write(`${name}: ${note}\n`);
  }
}
