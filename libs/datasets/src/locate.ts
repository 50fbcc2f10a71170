import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { InputError } from '@tombola/shared';
import { catalog, datasetNames, filesOf, type DatasetInfo } from './catalog';
import type { DatasetName, NamedChoice } from './types';

export interface LocateOptions {
  /** A folder to look into first: it holds the data set's subfolder, or is that folder itself. */
  readonly data?: string;
}

/** Files that were found: paths by file name without `.gz`. */
export interface FoundFiles {
  readonly folder: string;
  readonly paths: Readonly<Record<string, string>>;
}

/** The user's own folder for downloaded and rendered data: `$XDG_CACHE_HOME/tombola`, else `~/.cache/tombola`. */
export function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'];
  return join(base ? base : join(homedir(), '.cache'), 'tombola');
}

/**
 * The folders that are searched, first to last: the `data` option, the environment's TOMBOLA_DATA, the cache.
 *
 * @throws {InputError} when `data` is given and is not a folder.
 */
export function searchFolders({ data }: LocateOptions = {}): string[] {
  if (data !== undefined && !statSync(data, { throwIfNoEntry: false })?.isDirectory()) {
    throw new InputError({
      what: 'the data folder does not exist',
      value: data,
      expected: 'a folder',
      mend: 'Mend `--data DIR`, or leave it out to search TOMBOLA_DATA and the cache.',
    });
  }
  const folders = [data, process.env['TOMBOLA_DATA'], cacheFolder()];
  return [...new Set(folders.filter((folder) => !!folder).map((folder) => resolve(folder!)))];
}

/** What `name` is known by. @throws {InputError} for an unknown name. */
export function infoOf(name: string): DatasetInfo {
  if ((datasetNames as readonly string[]).includes(name)) return catalog[name as DatasetName];
  throw new InputError({ what: 'there is no such data set', value: name, expected: datasetNames.join(', ') });
}

/** The files of a data set in the first folder that has them all, or what the best folder lacks. */
export function search(
  choice: NamedChoice,
  folders: readonly string[],
): { found?: FoundFiles; incomplete?: { folder: string; missing: string[] } } {
  const info = infoOf(choice.name);
  let incomplete: { folder: string; missing: string[] } | undefined;
  for (const folder of folders.flatMap((base) => candidates(base, info))) {
    const { paths, missing } = look(folder, choice);
    if (missing.length === 0) return { found: { folder, paths } };
    if (Object.keys(paths).length > 0) incomplete ??= { folder, missing };
  }
  return incomplete ? { incomplete } : {};
}

/**
 * The files of a data set in the first folder that has them all.
 *
 * @throws {InputError} when no folder has them; the message lists the folders, and what is missing in a folder that has
 * some of them.
 */
export function locate(choice: NamedChoice, options: LocateOptions = {}): FoundFiles {
  const info = infoOf(choice.name);
  const folders = searchFolders(options);
  const { found, incomplete } = search(choice, folders);
  if (found) return found;
  throw new InputError({
    what: incomplete
      ? `${info.title} is incomplete in ${incomplete.folder}: ${incomplete.missing.join(', ')} missing`
      : `${info.title} was not found`,
    expected: `a folder ${info.folder}/ with its files in one of: ${folders.join(', ')}`,
    mend: `Name its folder with \`--data DIR\`, or fetch it with \`tombola data get ${choice.name}\`.`,
  });
}

/**
 * A folder of images in the first data folder that has it, with its parts `train` and `val`.
 *
 * @throws {InputError} when no data folder has it.
 */
export function locateImages(name: string, options: LocateOptions = {}): string {
  const folders = searchFolders(options);
  const found = folders
    .map((base) => join(base, name))
    .find((folder) => ['train', 'val'].every((part) => existsSync(join(folder, part))));
  if (found !== undefined) return found;
  throw new InputError({
    what: 'the folder of images was not found',
    value: name,
    expected: `${name}/train and ${name}/val in one of: ${folders.join(', ')}`,
    mend: 'Name the folder that holds it with `--data DIR` or TOMBOLA_DATA.',
  });
}

/** The subfolder, and the folder itself unless it is another data set's (MNIST and Fashion-MNIST share file names). */
function candidates(base: string, info: DatasetInfo): string[] {
  const other = Object.values(catalog).some(({ folder }) => folder === basename(base) && folder !== info.folder);
  return other ? [join(base, info.folder)] : [join(base, info.folder), base];
}

function look(folder: string, choice: NamedChoice): { paths: Record<string, string>; missing: string[] } {
  const paths: Record<string, string> = {};
  const find = (file: string) => {
    const path = [file, `${file}.gz`].map((each) => join(folder, each)).find((each) => existsSync(each));
    if (path !== undefined) paths[file] = path;
    return path !== undefined;
  };
  const missing = filesOf(choice).filter((names) => !names.some(find));
  return { paths, missing: missing.map(([best]) => best!) };
}
