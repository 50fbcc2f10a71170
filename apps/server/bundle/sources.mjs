import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = fileURLToPath(new URL('..', import.meta.url));
export const rootFolder = fileURLToPath(new URL('../../..', import.meta.url));
export const distFolder = join(projectFolder, 'dist');

/** The scripts that are built, by their names in dist. */
export const entries = {
  main: join(projectFolder, 'src/main.ts'),
  'trial-process': join(projectFolder, 'src/trial-process.ts'),
  'reading-thread': join(projectFolder, 'src/reading-thread.ts'),
};

/** Whether this is a checkout, where sources can be newer than the bundle. */
export function isCheckout() {
  return existsSync(join(rootFolder, 'tsconfig.base.json')) && existsSync(entries.main);
}

/**
 * Whether the bundle was made after the last change of a source. Folders count too: a file that was removed or put in
 * with an old date changes its folder's date.
 */
export function isFresh() {
  const built = statSync(join(distFolder, 'main.js'), { throwIfNoEntry: false })?.mtimeMs;
  return built !== undefined && built > newestSource();
}

/** When a source was changed last, in milliseconds. */
export function newestSource() {
  const files = [
    'package-lock.json',
    'tsconfig.base.json',
    'apps/server/package.json',
    ...readdirSync(join(projectFolder, 'bundle')).map((name) => join('apps/server/bundle', name)),
  ];
  const dates = files.map((file) => statSync(join(rootFolder, file), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  const libraries = readdirSync(join(rootFolder, 'libs')).map((name) => join(rootFolder, 'libs', name, 'src'));
  for (const folder of [join(projectFolder, 'src'), ...libraries]) dates.push(newestIn(folder));
  return Math.max(...dates);
}

function newestIn(folder) {
  let newest = 0;
  for (const path of sourcesIn(folder)) newest = Math.max(newest, statSync(path).mtimeMs);
  return newest;
}

/** The folder, and every folder and file below it but tests, in order. Of a folder that is not there, nothing. */
export function* sourcesIn(folder) {
  if (!existsSync(folder)) return;
  yield folder;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourcesIn(path);
    else if (!/\.spec\.tsx?$/.test(entry.name)) yield path;
  }
}
