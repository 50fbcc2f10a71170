import { rm, writeFile } from 'node:fs/promises';
import { InputError } from '@tombola/shared';
import { levelFiles, type Job, type Results } from '@tombola/studies';
import { BlobError } from '../artifacts/errors';
import type { ArtifactStore } from '../artifacts/store';
import type { LevelFile } from '../ledger/finish';

/** What is kept of a finished level; the result comes last, because a level that has it counts as finished. */
const kept = [
  { kind: 'ticket', mediaType: 'application/octet-stream' },
  { kind: 'final', mediaType: 'application/octet-stream' },
  { kind: 'result', mediaType: 'application/json' },
] as const;

/**
 * Brings a finished level from the artifact store into a results folder.
 *
 * @param files digests by kind
 * @throws {InputError} when the level lacks one. @throws {StorageError}
 */
export async function fetchLevel(
  artifacts: ArtifactStore,
  results: Results,
  job: Job,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const paths = await results.adopt(job);
  for (const { kind } of kept) {
    const sha256 = files[kind];
    if (sha256 === undefined) {
      throw new InputError({
        what: `a level that this one needs has no ${levelFiles[kind]}`,
        expected: 'the files of a finished level',
        mend: 'Delete its study and run it anew.',
      });
    }
    await writeFile(paths[kind], await artifacts.get(sha256));
  }
}

/** Brings a level's own checkpoint; `false` when it is gone or damaged: the level then begins at its first step. */
export async function fetchCheckpoint(
  artifacts: ArtifactStore,
  results: Results,
  job: Job,
  sha256: string,
): Promise<boolean> {
  const { checkpoint } = await results.adopt(job);
  try {
    await writeFile(checkpoint, await artifacts.get(sha256));
    return true;
  } catch (error) {
    if (error instanceof BlobError) return false;
    throw error;
  }
}

/** Stores the files of a level that has been trained. @throws {StorageError} */
export async function storeLevel(artifacts: ArtifactStore, results: Results, job: Job): Promise<LevelFile[]> {
  const paths = results.files(job);
  const files: LevelFile[] = [];
  for (const { kind, mediaType } of kept) {
    const { sha256, size } = await artifacts.putFile(paths[kind]);
    files.push({ kind, name: levelFiles[kind], mediaType, sha256, size });
  }
  return files;
}

/** Empties a slot's results folder. */
export async function clear(results: Results): Promise<void> {
  await rm(results.root, { recursive: true, force: true, maxRetries: 3 });
}
