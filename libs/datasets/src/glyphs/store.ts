import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { InputError } from '@tombola/shared';
import { idxFiles, type DatasetInfo } from '../catalog';
import { encodeIdx } from '../idx';
import { cacheFolder, search } from '../locate';
import { readBytes, sha256 } from '../read-bytes';
import { writeAtomic } from '../write-atomic';
import { GlyphRenderer } from './render';

export interface RenderOptions {
  /** Told, every few hundred images, how many are drawn and how many there will be. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Stops the drawing: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** The four files of the data set in memory. */
export interface GlyphFiles {
  readonly contents: Readonly<Record<string, Uint8Array>>;
  readonly folder: string;
  readonly notes: readonly string[];
}

/** Images a turn of the event loop: about 20 ms of drawing. */
const slice = 250;

/**
 * The files of glyphs: from the first folder that has them intact, else drawn here (seconds) and kept in `into`, by default
 * the cache. A damaged copy is passed over, and drawn again.
 *
 * @throws {InputError} when a typeface package is missing or another version, so that other bytes come out.
 */
export async function glyphFiles(
  info: DatasetInfo,
  folders: readonly string[],
  { into = cacheFolder(), ...options }: RenderOptions & { readonly into?: string } = {},
): Promise<GlyphFiles> {
  for (const folder of folders) {
    const contents = await readIntact(info, folder);
    if (contents) return { ...contents, notes: [] };
  }
  const contents = await drawGlyphs(info.counts, options);
  const strange = Object.keys(contents).find((file) => sha256(contents[file]!) !== info.contents[file]);
  if (strange !== undefined) {
    throw new InputError({
      what: `glyphs drawn here differ from the published ones in ${strange}`,
      value: sha256(contents[strange]!),
      expected: info.contents[strange] ?? 'a published checksum',
      mend: 'The typeface packages have other versions: run `npm ci` in the folder of Tombola.',
    });
  }
  const folder = join(into, info.folder);
  try {
    for (const [file, bytes] of Object.entries(contents)) await writeAtomic(join(folder, file), bytes);
    return { contents, folder, notes: [] };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { contents, folder, notes: [`Drawn again in every process: ${folder} cannot be written (${reason}).`] };
  }
}

/** Draws the whole data set, as IDX bytes by file name. The event loop turns while it does. */
export async function drawGlyphs(
  counts: { readonly train: number; readonly test: number },
  { onProgress, signal }: RenderOptions = {},
): Promise<Record<string, Uint8Array>> {
  const total = counts.train + counts.test;
  let done = 0;
  const draw = async (set: 'train' | 'test') => {
    const renderer = new GlyphRenderer(set);
    const images = new Uint8Array(counts[set] * 784);
    const labels = new Uint8Array(counts[set]);
    for (let from = 0; from < counts[set]; from += slice) {
      signal?.throwIfAborted();
      const part = renderer.render(from, Math.min(slice, counts[set] - from));
      images.set(part.images, from * 784);
      labels.set(part.labels, from);
      done += part.count;
      onProgress?.(done, total);
      await nextTurn();
    }
    return [
      encodeIdx({ shape: [counts[set], 28, 28], data: images }),
      encodeIdx({ shape: [counts[set]], data: labels }),
    ] as const;
  };
  const [trainImages, trainLabels] = await draw('train');
  const [testImages, testLabels] = await draw('test');
  return {
    [idxFiles.trainImages]: trainImages,
    [idxFiles.trainLabels]: trainLabels,
    [idxFiles.testImages]: testImages,
    [idxFiles.testLabels]: testLabels,
  };
}

async function readIntact(info: DatasetInfo, base: string): Promise<Omit<GlyphFiles, 'notes'> | undefined> {
  const { found } = search({ name: info.name }, [base]);
  if (!found) return undefined;
  const contents: Record<string, Uint8Array> = {};
  for (const [file, path] of Object.entries(found.paths)) {
    try {
      contents[file] = await readBytes(path);
    } catch (error) {
      if (error instanceof InputError) return undefined;
      throw error;
    }
    if (sha256(contents[file]) !== info.contents[file]) return undefined;
  }
  return { contents, folder: found.folder };
}
