import { createHash } from 'node:crypto';
import { statSync, type Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@tombola/shared';
import type { ImageFolder } from './types';

/** A part of a folder of images, with the names of its classes and a digest of what it has. */
export interface FolderPart {
  readonly set: ImageFolder;
  readonly classes: readonly string[];
  /** SHA-256 of the names and sizes of the files: reading all of them would take as long as an epoch. */
  readonly checksum: string;
}

const isImage = (name: string) => /^[^.].*\.(jpe?g|png|webp)$/i.test(name);

/**
 * Lists `folder/CLASS/*.jpg|jpeg|png|webp`, without opening an image. Classes are numbered in the order of their names,
 * images come by class and name; names are compared by code units, whatever the machine's language. Other files are
 * left out.
 *
 * @param size rows and columns that the images are brought to when they are read.
 * @param known the class names that the folder may have; without them it has those of its folders.
 * @throws {InputError} for a folder without images, a class without images, or another class than the known ones.
 */
export async function readImageFolder(folder: string, size: number, known?: readonly string[]): Promise<FolderPart> {
  const names = (await list(folder)).filter((entry) => isFolder(folder, entry)).map(({ name }) => name);
  const classes = known ?? names;
  const files: string[] = [];
  const counts: number[] = new Array<number>(classes.length).fill(0);
  const digest = createHash('sha256');
  for (const name of names) {
    const label = classes.indexOf(name);
    if (label < 0) {
      throw new InputError({
        what: `${folder} has a class that the training images lack`,
        value: name,
        expected: `folders among ${classes.slice(0, 5).join(', ')}${classes.length > 5 ? ', ...' : ''}`,
      });
    }
    const images = (await list(join(folder, name))).map((entry) => entry.name).filter(isImage);
    if (images.length === 0) throw nothing(join(folder, name), 'images: jpg, png or webp files');
    for (const image of images) {
      files.push(`${name}/${image}`);
      digest.update(`${name}/${image} ${statSync(join(folder, name, image)).size}\n`);
    }
    counts[label] = images.length;
  }
  if (files.length === 0) {
    throw nothing(folder, 'a folder of images for every class', 'Sort the images into folders by their classes.');
  }
  const labels = new Uint16Array(files.length);
  let from = 0;
  counts.forEach((count, label) => labels.fill(label, from, (from += count)));
  const set = { folder, files, labels, count: files.length, shape: [3, size, size], classes: classes.length } as const;
  return { set, classes, checksum: digest.digest('hex') };
}

/** What a folder has, by name. */
async function list(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new InputError({ what: `${folder} cannot be read`, value: code, expected: 'a folder' }, { cause });
  }
}

/** Is it a folder, or a link to one? Hidden ones do not count. */
function isFolder(folder: string, entry: Dirent): boolean {
  if (entry.name.startsWith('.')) return false;
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return statSync(join(folder, entry.name), { throwIfNoEntry: false })?.isDirectory() === true;
}

function nothing(folder: string, expected: string, mend?: string): InputError {
  return new InputError({ what: `${folder} has no images`, expected, ...(mend === undefined ? {} : { mend }) });
}
