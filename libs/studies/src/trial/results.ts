import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tensor } from '@tombola/engine';
import type { Parameters } from '@tombola/nn';
import { decodeTicket, encodeTicket, type Ticket } from '@tombola/pruning';
import {
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

export type { LevelResult };

/** The results folder: one folder a recipe, in it one a seed, in it one a level. */
export class Results {
  constructor(readonly root: string) {}

  path(job: Job, file: string): string {
    return join(this.root, jobKey(job), file);
  }

  /**
   * The result of a finished level; undefined when it is not finished.
   *
   * @throws {DamagedError} when what is stored is no result of this level.
   */
  async result(job: Job): Promise<LevelResult | undefined> {
    const path = this.path(job, 'result.json');
    const text = await readOptional(path);
    if (text === undefined) return undefined;
    return whole(() => {
      const result = parse(levelResultSchema, json(text, path), path);
      if (result.key === jobKey(job)) return result;
      throw new InputError({ what: `${path} is of another level`, value: result.key, expected: jobKey(job) });
    });
  }

  async isDone(job: Job): Promise<boolean> {
    return stat(this.path(job, 'result.json')).then(
      () => true,
      () => false,
    );
  }

  /** What a level started from. @throws {DamagedError} when it is not there, or damaged. */
  async ticket(job: Job): Promise<Ticket> {
    const path = this.path(job, 'ticket.safetensors');
    const bytes = await readStored(path);
    return whole(() => decodeTicket(bytes, path));
  }

  /** Parameters after the last step. @throws {DamagedError} when they are not there, or damaged. */
  async final(job: Job): Promise<Parameters> {
    const path = this.path(job, 'final.safetensors');
    const bytes = await readStored(path);
    const { tensors } = whole(() => decodeSafetensors(bytes, path));
    return Object.fromEntries(
      Object.entries(tensors).map(([name, { shape, data }]) => [name, tensor(data as Float32Array, shape)]),
    );
  }

  /** Prepares the folder of a job: recipe and ticket are there before training begins. */
  async begin(job: Job, ticket: Ticket): Promise<void> {
    await this.store(job, 'ticket.safetensors', encodeTicket(ticket));
    const recipe = join(dirname(dirname(this.path(job, ''))), 'recipe.json');
    await write(recipe, `${JSON.stringify(storedRecipe(job.recipe), null, 2)}\n`);
  }

  /** Stores what a training ended with; `result.json` comes last. */
  async finish(job: Job, final: Parameters, provenance: Ticket['provenance'], result: LevelResult): Promise<void> {
    await this.store(job, 'final.safetensors', encodeSafetensors({ tensors: final, metadata: provenance }));
    await this.store(job, 'result.json', `${JSON.stringify(result, null, 1)}\n`);
  }

  /** Puts a file into the folder of a job, in one piece; returns its path. */
  async store(job: Job, file: string, content: string | Uint8Array): Promise<string> {
    const path = this.path(job, file);
    await mkdir(dirname(path), { recursive: true });
    await write(path, content);
    return path;
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
