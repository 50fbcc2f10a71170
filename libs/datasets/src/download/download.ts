import { statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { glyphFiles } from '../glyphs/store';
import { cacheFolder, infoOf } from '../locate';
import type { DatasetName } from '../types';
import { fetchFile, type FetchOptions } from './fetch-file';
import { remotes, type Remote } from './remotes';
import { unpack } from './tar';

export interface DownloadProgress {
  /** What is being fetched. */
  readonly file: string;
  /** Over all files of the data set. */
  readonly done: number;
  readonly total: number;
  readonly unit: 'bytes' | 'images';
}

export interface DownloadOptions extends Omit<FetchOptions, 'onBytes'> {
  /** The folder in which the data set's subfolder is made. Default: the user's cache, where it is found again. */
  readonly into?: string;
  /** Folder addresses in place of the official ones. The digests stay. */
  readonly mirrors?: readonly string[];
  readonly onProgress?: (progress: DownloadProgress) => void;
}

/**
 * Fetches a data set from its official addresses and checks every byte by digest; `glyphs` is drawn instead. Files that
 * are already there and right are left alone; a download that was cut short goes on where it stopped.
 *
 * @returns the folder that now has the files.
 * @throws {InputError} for an unknown name, and when a file could not be fetched from any mirror.
 */
export async function downloadDataset(name: DatasetName, options: DownloadOptions = {}): Promise<string> {
  const info = infoOf(name);
  const into = options.into ?? cacheFolder();
  if (name === 'glyphs') {
    const { onProgress, signal } = options;
    const draw = (done: number, total: number) => onProgress?.({ file: name, done, total, unit: 'images' });
    return (await glyphFiles(info, [into], { onProgress: draw, ...(signal && { signal }), into })).folder;
  }
  const folder = join(into, info.folder);
  await fetchAll(remotes[name], folder, options);
  return folder;
}

/** Fetches the files of a remote into a folder, and unpacks them when it is an archive. */
export async function fetchAll(remote: Remote, folder: string, options: DownloadOptions = {}): Promise<void> {
  const { mirrors = remote.mirrors, onProgress, ...rest } = options;
  // Members are written whole or not at all; one of another size was damaged since, and is fetched again.
  if (remote.members?.every(({ path, bytes }) => isThere(join(folder, basename(path)), bytes))) return;
  const total = remote.files.reduce((sum, { bytes }) => sum + bytes, 0);
  let before = 0;
  for (const each of remote.files) {
    const { file, bytes } = each;
    const target = join(folder, file);
    const onBytes = (received: number) => onProgress?.({ file, done: before + received, total, unit: 'bytes' });
    await fetchFile(each, mirrors, target, { ...rest, onBytes });
    before += bytes;
    if (!remote.members) continue;
    await unpack(
      target,
      folder,
      remote.members.map(({ path }) => path),
    );
    await rm(target);
  }
}

function isThere(path: string, bytes: number | undefined): boolean {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  return size !== undefined && (bytes === undefined || size === bytes);
}
