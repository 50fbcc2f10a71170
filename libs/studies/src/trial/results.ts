import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { tensor } from '@tombola/engine';
import { digest, type Parameters } from '@tombola/nn';
import { decodeTicket, encodeTicket, type Masks, type Ticket } from '@tombola/pruning';
import {
  canonicalJson,
  DamagedError,
  decodeSafetensors,
  encodeSafetensors,
  InputError,
  levelResultSchema,
  parse,
  type LevelResult,
} from '@tombola/shared';
import writeFileAtomic from 'write-file-atomic';
import { jobKey, storedRecipe, type Job } from './job';
import { levelFiles, type LevelFile } from './level-files';
import { makeWritable } from './writable';

export type { LevelResult };

/** The results folder: one folder a recipe, in it one a seed, in it one a level. */
export class Results {
  constructor(readonly root: string) {}

  path(job: Job, file: string): string {
    return join(this.root, jobKey(job), file);
  }

  /** Where the files of a level lie, or would. */
  files(job: Job): Record<LevelFile, string> {
    const paths = Object.entries(levelFiles).map(([name, file]) => [name, this.path(job, file)]);
    return Object.fromEntries(paths) as Record<LevelFile, string>;
  }

  /**
   * Makes room for the files of a level that come from another results folder: its folder, and the recipe that belongs
   * beside it. Put `result` in place last: a level that has it counts as finished.
   *
   * @returns where the files go.
   * @throws {InputError} when the results folder cannot be written.
   */
  async adopt(job: Job): Promise<Record<LevelFile, string>> {
    await makeWritable(this.root);
    await mkdir(this.path(job, ''), { recursive: true });
    const recipe = join(this.root, jobKey(job), '..', '..', 'recipe.json');
    await write(recipe, `${JSON.stringify(storedRecipe(job.recipe), null, 2)}\n`);
    return this.files(job);
  }

  /**
   * The result of a finished level; undefined when it is not finished.
   *
   * @throws {DamagedError} when what is stored is no result of this level.
   */
  async result(job: Job): Promise<LevelResult | undefined> {
    const path = this.files(job).result;
    const text = await readOptional(path);
    if (text === undefined) return undefined;
    return whole(() => {
      const result = parse(levelResultSchema, json(text, path), path);
      if (result.key === jobKey(job)) return result;
      throw new InputError({ what: `${path} is of another level`, value: result.key, expected: jobKey(job) });
    });
  }

  async isDone(job: Job): Promise<boolean> {
    return stat(this.files(job).result).then(
      () => true,
      () => false,
    );
  }

  /** What a level started from, with the masks that it ended with. @throws {DamagedError} when it is not there, or damaged. */
  async ticket(job: Job): Promise<Ticket> {
    const path = this.files(job).ticket;
    const bytes = await readStored(path);
    return whole(() => decodeTicket(bytes, path));
  }

  /** Parameters after the last step. @throws {DamagedError} when they are not there, or damaged by a single bit. */
  async final(job: Job): Promise<Parameters> {
    const path = this.files(job).final;
    const bytes = await readStored(path);
    const { tensors, metadata } = whole(() => decodeSafetensors(bytes, path));
    // Files of earlier versions have none.
    const { sha256, ...provenance } = metadata;
    if (sha256 !== undefined && sha256 !== digest(tensors, canonicalJson(provenance))) {
      throw new DamagedError({ what: `${path} is damaged`, expected: 'the tensors that were written', mend: AGAIN });
    }
    return Object.fromEntries(
      Object.entries(tensors).map(([name, { shape, data }]) => [name, tensor(data as Float32Array, shape)]),
    );
  }

  /** What a training ended with: its parameters and the masks of its ticket. @throws {DamagedError} */
  async outcome(job: Job): Promise<{ parameters: Parameters; masks: Masks }> {
    return { parameters: await this.final(job), masks: (await this.ticket(job)).masks };
  }

  /** Prepares the folder of a job: recipe and ticket are there before training begins. */
  async begin(job: Job, ticket: Ticket): Promise<void> {
    const files = await this.adopt(job);
    await write(files.ticket, encodeTicket(ticket));
  }

  /**
   * Stores what a training ended with; `result.json` comes last.
   *
   * @param ticket what the folder is to hold in place of the ticket that it began with: masks that moved
   */
  async finish(job: Job, final: Parameters, ticket: Ticket, result: LevelResult): Promise<void> {
    const files = this.files(job);
    const { provenance } = ticket;
    const metadata = { ...provenance, sha256: digest(final, canonicalJson(provenance)) };
    await write(files.final, encodeSafetensors({ tensors: final, metadata }));
    if (ticket.startMasks !== undefined) await write(files.ticket, encodeTicket(ticket));
    await write(files.result, `${JSON.stringify(result, null, 1)}\n`);
  }

  /** Puts an exported model beside the files of its level, in one piece; returns its path. */
  async ship(job: Job, onnx: Uint8Array): Promise<string> {
    const { model } = this.files(job);
    await write(model, onnx);
    return model;
  }
}

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await writeFileAtomic(
    path,
    typeof content === 'string' ? content : Buffer.from(content.buffer, content.byteOffset, content.byteLength),
  );
}

const AGAIN = 'Delete its folder; the level is trained again.';

/** What `read` makes of a stored file: what it finds wrong is nobody's wrong input here. */
function whole<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new DamagedError({ ...error.problem, mend: AGAIN }, { cause: error });
  }
}

function json(text: Buffer, path: string): unknown {
  try {
    return JSON.parse(text.toString('utf8'));
  } catch (error) {
    throw new InputError({ what: `${path} is not JSON`, expected: 'the result of a level' }, { cause: error });
  }
}

/** A file that every finished level has. */
async function readStored(path: string): Promise<Buffer> {
  const bytes = await readOptional(path);
  if (bytes !== undefined) return bytes;
  throw new DamagedError({ what: `${path} is gone`, expected: 'it beside the result of its level', mend: AGAIN });
}

async function readOptional(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
