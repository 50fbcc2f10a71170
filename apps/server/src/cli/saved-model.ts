import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Network, Parameters } from '@tombola/nn';
import type { Masks, OneShotCriterion, OneShotOptions } from '@tombola/pruning';
import { InputError, readRecipe, type Recipe } from '@tombola/shared';
import type { Context } from './context';
import { dataShape, networkForms, type DataOptions } from './network-options';

export interface ModelOptions extends DataOptions {
  /** Of a level: what its training ended with, or what it started from. */
  readonly weights: 'trained' | 'start';
  /** Of a file. */
  readonly network?: string;
  readonly examples?: number;
  readonly seed?: number;
}

/** A saved model, and the training examples that belong to it. Whoever opens it closes it. */
export interface OpenModel extends Pick<OneShotOptions, 'network' | 'pixels' | 'batches' | 'run'> {
  readonly name: string;
  readonly parameters: Parameters;
  readonly masks: Masks;
  /** Where it comes from, for the file that is written. */
  readonly provenance: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/**
 * The model of a finished level, or in a safetensors file. Data are opened for criteria that look at examples only.
 *
 * @throws {InputError} when there is none, or the command line does not say what network or data it is of.
 */
export async function openModel(
  name: string,
  criterion: OneShotCriterion,
  options: ModelOptions,
  context: Context,
): Promise<OpenModel> {
  const saved = name.endsWith('.safetensors') ? await inFile(name, options) : await ofLevel(name, options, context);
  const { looksAtExamples } = await import('@tombola/pruning');
  return { ...saved, ...(looksAtExamples(criterion) ? await withData(saved.recipe, options, context) : WITHOUT_DATA) };
}

interface Saved {
  readonly name: string;
  readonly network: Network;
  readonly parameters: Parameters;
  readonly masks: Masks;
  readonly provenance: Readonly<Record<string, string>>;
  /** How its data are read; none where nothing says which they are. */
  readonly recipe: Recipe | undefined;
}

async function ofLevel(name: string, { weights }: ModelOptions, context: Context): Promise<Saved> {
  const { findLevel, jobKey, Results } = await import('@tombola/studies');
  const { datasetFacts } = await import('@tombola/datasets');
  const { buildNetwork, runnable, structureOf } = await import('@tombola/nn');
  const { job, result } = await findLevel(context.resultsFolder, name);
  const results = new Results(context.resultsFolder);
  const facts = datasetFacts(job.recipe.dataset);
  const ticket = await results.ticket(job);
  const { parameters, masks } = weights === 'trained' ? await results.outcome(job) : ticket;
  return {
    name: jobKey(job),
    network:
      result.network === undefined
        ? buildNetwork(job.recipe.network, facts)
        : runnable(structureOf(result.network, facts)),
    parameters,
    masks,
    provenance: { ...ticket.provenance, pruned_from: jobKey(job) },
    recipe: job.recipe,
  };
}

async function inFile(path: string, options: ModelOptions): Promise<Saved> {
  if (options.network === undefined) {
    throw new InputError({ what: 'nothing says what network this file holds', expected: `--network, ${networkForms}` });
  }
  const { readNetwork } = await import('./network');
  const { buildNetwork } = await import('@tombola/nn');
  const { readSavedModel } = await import('@tombola/pruning');
  const choice = await readNetwork(options.network);
  const network = buildNetwork(choice, await dataShape(choice.name, options));
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new InputError(
      { what: 'this file cannot be read', value: path, expected: 'a safetensors file' },
      { cause: error },
    );
  });
  const { dataset: name } = options;
  const optimizer = { name: 'sgd', learningRate: 0.1 };
  const recipe =
    name === undefined ? undefined : readRecipe({ network: choice, dataset: { name }, optimizer, steps: 1 });
  const source = resolve(path);
  return {
    name: source,
    network,
    ...readSavedModel(bytes, network, source),
    provenance: { pruned_from: source },
    recipe,
  };
}

const WITHOUT_DATA = {
  pixels: { mean: [], std: [] },
  batches: () => Promise.reject(new TypeError('no data are open')),
  close: () => Promise.resolve(),
};

async function withData(recipe: Recipe | undefined, { seed = 0 }: ModelOptions, context: Context) {
  if (recipe === undefined) {
    throw new InputError({ what: 'nothing says which examples to score weights on', expected: '--dataset' });
  }
  const { Workbench } = await import('@tombola/studies');
  const workbench = new Workbench({
    readingThread: context.script('reading-thread'),
    ...(context.data !== undefined && { data: context.data }),
  });
  const { pixels, run, openBatches } = await workbench.for(recipe);
  return { pixels, run, batches: () => openBatches(seed, 'prune'), close: () => workbench.dispose() };
}
