import { describeOnnx, type OnnxDescription } from '@tombola/deploy';
import { DamagedError, InputError } from '@tombola/shared';
import type { ArtifactStore } from '../artifacts/store';
import { RevisionCache } from './revision-cache';

/** Characters of descriptions that are kept for the next call. */
const MOST_CHARACTERS = 20_000_000;

/** What stored ONNX files are. Files never change, so a description holds; one file at a time is in memory. */
export class OnnxDescriptions {
  readonly #known = new RevisionCache<OnnxDescription>(MOST_CHARACTERS);
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly artifacts: Pick<ArtifactStore, 'get'>) {}

  /** @throws {DamagedError} when the stored bytes are no ONNX model. @throws {StorageError} */
  get(sha256: string): Promise<OnnxDescription> {
    return this.#known.get(
      sha256,
      0,
      () => {
        const mine = this.#last.then(() => describe(this.artifacts, sha256));
        this.#last = mine.catch(() => {});
        return mine;
      },
      (description) => JSON.stringify(description).length,
    );
  }
}

const known = new WeakMap<ArtifactStore, OnnxDescriptions>();

/** The descriptions of a store's files. */
export function onnxDescriptionsOf(artifacts: ArtifactStore): OnnxDescriptions {
  let found = known.get(artifacts);
  if (found === undefined) known.set(artifacts, (found = new OnnxDescriptions(artifacts)));
  return found;
}

async function describe(artifacts: Pick<ArtifactStore, 'get'>, sha256: string): Promise<OnnxDescription> {
  const bytes = await artifacts.get(sha256);
  try {
    return describeOnnx(bytes, sha256);
  } catch (error) {
    // Whoever asks for the card did nothing wrong.
    if (error instanceof InputError) throw new DamagedError(error.problem, { cause: error });
    throw error;
  }
}
