import { readFile, rm } from 'node:fs/promises';
import { tensor, type Tensor } from '@tombola/engine';
import {
  DamagedError,
  decodeSafetensors,
  encodeSafetensors,
  InputError,
  type Json,
  type Safetensors,
} from '@tombola/shared';
import writeFileAtomic from 'write-file-atomic';
import { digest } from './digest';
import type { Measurement } from './history';
import type { MaskTensors } from './masks';
import type { TrainingState } from './trainer';

/** Everything that a training needs to go on with the same bits. */
export interface Checkpoint {
  readonly step: number;
  readonly state: TrainingState;
  /** The masks as a sparsifier left them; those that the training began with when left out. */
  readonly changedMasks?: MaskTensors;
  /** What the sparsifier wrote down when it last acted. */
  readonly notes?: Json;
  /** Whether the sparsifier has acted at this step already. */
  readonly acted?: boolean;
  /** Whether the sparsifier has ended the training at this step. */
  readonly ended?: boolean;
  /** Where the batch source stands. */
  readonly position: unknown;
  readonly history: readonly Measurement[];
  /** Training losses since the last measurement, summed in float64. */
  readonly lossSum: number;
  /** How many; files of earlier versions do not say: all steps since then. */
  readonly losses?: number;
  /** The fingerprint of the masks that the state was trained under. */
  readonly masks?: string;
  /** What is trained, see {@link CheckpointOptions}; files of earlier versions do not say. */
  readonly of?: string;
  /** Seconds of training up to here, of all processes that had a share in it. */
  readonly seconds?: number;
}

const FORMAT = 'tombola-checkpoint-1';

/** Writes a checkpoint in one piece: either the old file or the new one is there, whatever happens. */
export async function saveCheckpoint(path: string, { state, changedMasks, ...rest }: Checkpoint): Promise<void> {
  const tensors = {
    ...named('parameters', state.parameters),
    ...named('slots', state.slots),
    ...named('memory', state.memory ?? {}),
    ...named('masks', changedMasks ?? {}),
  };
  const progress = JSON.stringify(rest);
  const metadata = { format: FORMAT, progress, sha256: digest(tensors, progress) };
  const bytes = encodeSafetensors({ tensors, metadata });
  await writeFileAtomic(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/**
 * The checkpoint at `path`, or undefined when there is none.
 *
 * @throws {DamagedError} when the file is something else or damaged, by as little as one bit.
 */
export async function loadCheckpoint(path: string): Promise<Checkpoint | undefined> {
  let bytes: Uint8Array;
  try {
    // A plain array of bytes: the slices of a Buffer are views of it, the decoder means copies.
    bytes = new Uint8Array(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const { tensors, metadata } = decode(bytes, path);
  if (metadata.format !== FORMAT) {
    throw new DamagedError({
      what: `${path} is no checkpoint of a training`,
      value: metadata.format,
      expected: FORMAT,
      mend: RESTART,
    });
  }
  const { progress = '' } = metadata;
  if (metadata.sha256 !== digest(tensors, progress)) throw damaged(path);
  const pick = (prefix: string) =>
    Object.fromEntries(
      Object.entries(tensors)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, { shape, data }]) => [name.slice(prefix.length), tensor(data, shape)]),
    );
  const rest = JSON.parse(progress) as Omit<Checkpoint, 'state' | 'changedMasks'>;
  const [memory, changedMasks] = [pick('memory:'), pick('masks:')];
  return {
    ...rest,
    state: {
      parameters: pick('parameters:'),
      slots: pick('slots:'),
      ...(Object.keys(memory).length > 0 && { memory }),
    },
    ...(Object.keys(changedMasks).length > 0 && { changedMasks }),
  };
}

/** Removes a checkpoint that is no longer needed. */
export async function removeCheckpoint(path: string): Promise<void> {
  await rm(path, { force: true });
}

/** A short text that differs when any bit of the masks does. */
export function fingerprintOf(masks: MaskTensors): string {
  return digest(masks, 'masks').slice(0, 16);
}

/** What a training must be to go on from a checkpoint. */
interface Fitting {
  readonly steps: number;
  /** The fingerprint of its masks. */
  readonly masks: string;
  readonly of: string | undefined;
}

/**
 * Checks that a training may go on from a checkpoint; what the checkpoint does not say is taken to fit.
 *
 * @throws {InputError} naming the file.
 */
export function checkFits({ step, masks, of }: Checkpoint, path: string, training: Fitting): void {
  const { steps, masks: fingerprint } = training;
  if (of !== undefined && training.of !== undefined && of !== training.of) {
    throw new InputError({ what: `${path} is of another training`, value: of, expected: training.of, mend: RESTART });
  }
  if (masks !== undefined && masks !== fingerprint) {
    throw new InputError({
      what: `${path} was trained under other masks`,
      value: masks,
      expected: fingerprint,
      mend: RESTART,
    });
  }
  if (step > steps) {
    throw new InputError({
      what: `${path} is past the end of this training`,
      value: step,
      expected: `at most ${steps} steps`,
      mend: RESTART,
    });
  }
}

const RESTART = 'Delete the file; the training starts again from its last finished level.';

function damaged(path: string, cause?: unknown): DamagedError {
  return new DamagedError({ what: `${path} is damaged`, expected: 'a whole checkpoint', mend: RESTART }, { cause });
}

function decode(bytes: Uint8Array, path: string): Safetensors {
  try {
    return decodeSafetensors(bytes, path);
  } catch (error) {
    throw damaged(path, error);
  }
}

function named(
  prefix: string,
  tensors: Readonly<Record<string, Tensor<'float32'>>>,
): Record<string, Tensor<'float32'>> {
  return Object.fromEntries(Object.entries(tensors).map(([name, value]) => [`${prefix}:${name}`, value]));
}
