import { readFile, rm } from 'node:fs/promises';
import { tensor, type Tensor } from '@tombola/engine';
import { decodeSafetensors, encodeSafetensors, InputError } from '@tombola/shared';
import writeFileAtomic from 'write-file-atomic';
import type { Measurement } from './history';
import type { TrainingState } from './trainer';

/** Everything that a training needs to go on with the same bits. */
export interface Checkpoint {
  readonly step: number;
  readonly state: TrainingState;
  /** Where the batch source stands. */
  readonly position: unknown;
  readonly history: readonly Measurement[];
  /** Training losses since the last measurement, summed in float64. */
  readonly lossSum: number;
}

/** Writes a checkpoint in one piece: either the old file or the new one is there, whatever happens. */
export async function saveCheckpoint(path: string, { state, ...rest }: Checkpoint): Promise<void> {
  const tensors = { ...named('parameters', state.parameters), ...named('slots', state.slots) };
  const bytes = encodeSafetensors({
    tensors,
    metadata: { format: 'tombola-checkpoint-1', progress: JSON.stringify(rest) },
  });
  await writeFileAtomic(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/**
 * The checkpoint at `path`, or undefined when there is none.
 *
 * @throws {InputError} when the file is something else or damaged.
 */
export async function loadCheckpoint(path: string): Promise<Checkpoint | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const { tensors, metadata } = decodeSafetensors(bytes, path);
  if (metadata.format !== 'tombola-checkpoint-1') {
    throw new InputError({
      what: `${path} is no checkpoint of a training`,
      value: metadata.format,
      expected: 'tombola-checkpoint-1',
      mend: 'Delete the file; the training starts again from its last finished level.',
    });
  }
  const pick = (prefix: string) =>
    Object.fromEntries(
      Object.entries(tensors)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, { shape, data }]) => [name.slice(prefix.length), tensor(data as Float32Array, shape)]),
    );
  const progress = JSON.parse(metadata.progress!) as Omit<Checkpoint, 'state'>;
  return { ...progress, state: { parameters: pick('parameters:'), slots: pick('slots:') } };
}

/** Removes a checkpoint that is no longer needed. */
export async function removeCheckpoint(path: string): Promise<void> {
  await rm(path, { force: true });
}

function named(
  prefix: string,
  tensors: Readonly<Record<string, Tensor<'float32'>>>,
): Record<string, Tensor<'float32'>> {
  return Object.fromEntries(Object.entries(tensors).map(([name, value]) => [`${prefix}:${name}`, value]));
}
