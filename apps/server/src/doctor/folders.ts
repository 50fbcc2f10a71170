import { existsSync } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { listDatasets, searchFolders } from '@tombola/datasets';
import { bytes } from '../cli/progress';
import { fail, ok, warn, type Check } from './check';

/** Where data is looked for and what is there; whether results can be written. */
export async function folderChecks({ data, results }: { data?: string; results: string }): Promise<Check[]> {
  return [...dataChecks(data), ...(await resultsChecks(results))];
}

function dataChecks(data: string | undefined): Check[] {
  const options = data === undefined ? {} : { data };
  const folders = searchFolders(options).map((folder) => (existsSync(folder) ? folder : `${folder} (not there)`));
  const datasets = listDatasets(options);
  const missing = datasets.filter(({ available }) => !available).map(({ name }) => name);
  const there = datasets.filter(({ available }) => available).map(({ name }) => name);
  return [
    ok('data folders', folders.join(', ')),
    missing.length === 0
      ? ok('data sets', there.join(', '))
      : warn(
          'data sets',
          `${there.join(', ')}; not here: ${missing.join(', ')}`,
          `Fetch what you need: \`tombola data get ${missing[0]}\`.`,
        ),
  ];
}

async function resultsChecks(results: string): Promise<Check[]> {
  // The folder itself is not made before there are results.
  let folder = results;
  while (!existsSync(folder)) folder = dirname(folder);
  const mend = 'Name another folder with `--results DIR` or TOMBOLA_RESULTS.';
  const checks = [
    (await writable(folder))
      ? ok('results folder', results)
      : fail('results folder', `${results} cannot be written`, mend),
  ];
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  checks.push(free >= 2e9 ? ok('disk space', `${bytes(free)} free`) : warn('disk space', `${bytes(free)} free`, mend));
  return checks;
}

async function writable(folder: string): Promise<boolean> {
  try {
    await rm(await mkdtemp(join(folder, '.tombola-')), { recursive: true });
    return true;
  } catch {
    return false;
  }
}
