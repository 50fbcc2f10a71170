import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { tensor } from '@tombola/engine';
import type { Measurement, Parameters } from '@tombola/nn';
import { decodeTicket, encodeTicket, type Ticket } from '@tombola/pruning';
import { decodeSafetensors, encodeSafetensors, InputError } from '@tombola/shared';
import writeFileAtomic from 'write-file-atomic';
import { jobKey, storedRecipe, type Job } from './job';

/** What is stored of a finished level, as `result.json`; it is written last, so a level that has it is complete. */
export interface LevelResult {
  readonly format: 'tombola-level-1';
  readonly key: string;
  readonly seed: number;
  readonly level: number;
  /** Kept over total, of all prunable weights. */
  readonly density: number;
  /** Kept and total weights by parameter. */
  readonly layers: Readonly<Record<string, { readonly kept: number; readonly total: number }>>;
  readonly metrics: Readonly<Record<string, number>>;
  readonly history: readonly Measurement[];
  /** How it came about: engine, machine, seconds of the process that finished it, hash of the data's checksums. */
  readonly record: Readonly<Record<string, string | number>>;
}

/** The results folder: one folder a recipe, in it one a seed, in it one a level. */
export class Results {
  constructor(readonly root: string) {}

  path(job: Job, file: string): string {
    return join(this.root, jobKey(job), file);
  }

  /** The result of a finished level; undefined when it is not finished. */
  async result(job: Job): Promise<LevelResult | undefined> {
    const text = await readOptional(this.path(job, 'result.json'));
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text.toString('utf8')) as LevelResult;
    } catch (error) {
      throw new InputError(
        {
          what: `${this.path(job, 'result.json')} is not JSON`,
          expected: 'the result of a level',
          mend: 'Delete its folder; the level is trained again.',
        },
        { cause: error },
      );
    }
  }

  async isDone(job: Job): Promise<boolean> {
    return stat(this.path(job, 'result.json')).then(
      () => true,
      () => false,
    );
  }

  async ticket(job: Job): Promise<Ticket> {
    const path = this.path(job, 'ticket.safetensors');
    return decodeTicket(await readFile(path), path);
  }

  /** Parameters after the last step. */
  async final(job: Job): Promise<Parameters> {
    const path = this.path(job, 'final.safetensors');
    const { tensors } = decodeSafetensors(await readFile(path), path);
    return Object.fromEntries(
      Object.entries(tensors).map(([name, { shape, data }]) => [name, tensor(data as Float32Array, shape)]),
    );
  }

  /** Prepares the folder of a job: recipe and ticket are there before training begins. */
  async begin(job: Job, ticket: Ticket): Promise<void> {
    await mkdir(join(this.root, jobKey(job)), { recursive: true });
    const recipe = join(dirname(dirname(this.path(job, ''))), 'recipe.json');
    await this.write(recipe, `${JSON.stringify(storedRecipe(job.recipe), null, 2)}\n`);
    await this.write(this.path(job, 'ticket.safetensors'), encodeTicket(ticket));
  }

  /** Stores what a training ended with; `result.json` comes last. */
  async finish(job: Job, final: Parameters, provenance: Ticket['provenance'], result: LevelResult): Promise<void> {
    await this.write(this.path(job, 'final.safetensors'), encodeSafetensors({ tensors: final, metadata: provenance }));
    await this.write(this.path(job, 'result.json'), `${JSON.stringify(result, null, 1)}\n`);
  }

  private async write(path: string, content: string | Uint8Array): Promise<void> {
    await writeFileAtomic(
      path,
      typeof content === 'string' ? content : Buffer.from(content.buffer, content.byteOffset, content.byteLength),
    );
  }
}

async function readOptional(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
