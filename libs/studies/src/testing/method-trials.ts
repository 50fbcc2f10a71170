import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InterruptedError } from '@tombola/nn';
import { hash, readRecipe, type LevelResult, type Recipe, type RecipeInput } from '@tombola/shared';
import { jobsOfTrial, type Job } from '../trial/job';
import { runLevel, type LevelOptions } from '../trial/level';
import { Results } from '../trial/results';
import { Workbench } from '../trial/workbench';

/** LeNet-300-100 on 4,000 glyphs; chance is 10 %. */
export const lenetTraining: RecipeInput = {
  network: { name: 'lenet-300-100' },
  dataset: { name: 'glyphs', validation: 500, limit: 4000, testLimit: 500 },
  optimizer: { name: 'adam', learningRate: 0.0012 },
  batch: 60,
  steps: 300,
  evaluateEvery: 100,
};

/** Trials of methods in folders of their own. Dispose of them after the tests. */
export class MethodTrials {
  private readonly workbench = new Workbench();
  private readonly folders: string[] = [];

  /** A new, empty results folder. */
  async results(): Promise<Results> {
    const folder = await mkdtemp(join(tmpdir(), 'tombola-method-'));
    this.folders.push(folder);
    return new Results(folder);
  }

  /** Trains all levels of a recipe, seed 0, deepest last. */
  async run(recipe: RecipeInput | Recipe, options: Partial<LevelOptions> & { results?: Results } = {}) {
    const results = options.results ?? (await this.results());
    const jobs = jobsOfTrial(readRecipe(recipe), 0);
    const levels: LevelResult[] = [];
    for (const job of jobs) levels.push(await this.level(job, results, options));
    return { results, jobs, levels };
  }

  level(job: Job, results: Results, options: Partial<LevelOptions> = {}): Promise<LevelResult> {
    return runLevel(job, { ...options, results, workbench: this.workbench });
  }

  /**
   * Trains a level, interrupted after every `calls` calls of the runtime and resumed, until it is
   * finished.
   *
   * @returns how often it was interrupted.
   */
  async interrupted(job: Job, results: Results, calls = 1): Promise<number> {
    for (let interruptions = 0; ; interruptions++) {
      const abort = new AbortController();
      let left = calls;
      const onProgress = () => {
        left -= 1;
        if (left === 0) abort.abort();
      };
      try {
        await this.level(job, results, { signal: abort.signal, onProgress });
        return interruptions;
      } catch (error) {
        if (!(error instanceof InterruptedError)) throw error;
      }
    }
  }

  async dispose(): Promise<void> {
    await this.workbench.dispose();
    for (const folder of this.folders) await rm(folder, { recursive: true, force: true });
  }
}

/** The SHA-256 of what a level started from and of what it ended with: equal for equal bits. */
export function levelDigests(results: Results, job: Job): Promise<string[]> {
  const files = ['ticket.safetensors', 'final.safetensors'].map((file) => readFile(results.path(job, file)));
  return Promise.all(files.map(async (bytes) => hash(await bytes)));
}

/** Kept weights of a finished level, counted in its final masks, not taken from its result. */
export async function keptOf(results: Results, job: Job): Promise<Record<string, number>> {
  const { masks } = await results.outcome(job);
  return Object.fromEntries(
    Object.entries(masks).map(([name, { data }]) => [name, data.reduce((sum, bit) => sum + bit, 0)]),
  );
}
