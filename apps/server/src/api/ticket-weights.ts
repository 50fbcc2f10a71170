import { DamagedError, type StoredTensor, type TicketWeights } from '@tombola/shared';
import type { ArtifactStore } from '../artifacts/store';
import { readTensors, type LevelTensorFiles } from './level-tensors';
import { RevisionCache } from './revision-cache';
import { weightHistograms } from './weight-histograms';

type Parameters = TicketWeights['parameters'];

/** Numbers that are kept for the next call. */
const MOST_NUMBERS = 500_000;

/** Histograms of stored levels. Files never change, so what was counted once holds; one level at a time is in memory. */
export class WeightCounts {
  readonly #known = new RevisionCache<Parameters>(MOST_NUMBERS);
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly artifacts: Pick<ArtifactStore, 'get'>) {}

  /** Of every prunable parameter. @throws {DamagedError} @throws {StorageError} */
  get(files: LevelTensorFiles, bins: number): Promise<Parameters> {
    const key = [files.ticket, files.final, files.origin, bins].join(' ');
    return this.#known.get(
      key,
      0,
      () => {
        const mine = this.#last.then(() => count(this.artifacts, files, bins));
        this.#last = mine.catch(() => {});
        return mine;
      },
      (parameters) => 1 + parameters.length * 4 * bins,
    );
  }
}

const counts = new WeakMap<ArtifactStore, WeightCounts>();

/** The histograms of a store's levels. */
export function weightCountsOf(artifacts: ArtifactStore): WeightCounts {
  let found = counts.get(artifacts);
  if (found === undefined) counts.set(artifacts, (found = new WeightCounts(artifacts)));
  return found;
}

async function count(
  artifacts: Pick<ArtifactStore, 'get'>,
  files: LevelTensorFiles,
  bins: number,
): Promise<Parameters> {
  const ticket = await readTensors(artifacts, files.ticket);
  const final = await readTensors(artifacts, files.final);
  const { origin: dense } = files;
  const origin = dense === files.ticket ? ticket : dense === null ? undefined : await readTensors(artifacts, dense);
  const parameters: Parameters = [];
  for (const [name, mask] of Object.entries(ticket)) {
    if (!name.startsWith('mask/')) continue;
    const parameter = name.slice('mask/'.length);
    const dataOf = (tensors: typeof ticket, tensor: string, file: string) => {
      const found: StoredTensor | undefined = tensors[tensor];
      if (found !== undefined) return found.data;
      throw new DamagedError({ what: `${parameter} has a mask, but no ${file} weights`, expected: tensor });
    };
    parameters.push(
      weightHistograms(
        {
          parameter,
          shape: mask.shape,
          mask: mask.data,
          initial: dataOf(ticket, `init/${parameter}`, 'initial'),
          final: dataOf(final, parameter, 'final'),
          origin: origin?.[`init/${parameter}`]?.data,
        },
        bins,
      ),
    );
    // Others have their turn between two parameters.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return parameters;
}
