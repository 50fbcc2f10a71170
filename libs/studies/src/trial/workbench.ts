import {
  allIndices,
  firstOf,
  inOrder,
  loadDataset,
  splitTrainValidation,
  withRandomLabels,
  type Dataset,
  type Reader,
  type Split,
} from '@tombola/datasets';
import { sizeOf, type Provider, type RunOptions } from '@tombola/engine';
import { buildNetwork, runnable, structureOf, unitPixels, type Examples, type Network, type Pixels } from '@tombola/nn';
import { canonicalJson, hash, omit, type NetworkDefinitionInput, type Recipe } from '@tombola/shared';
import { Programs } from './programs';
import { openReader, trainingBatches, type TrainingBatches } from './readers';

/** What a process keeps between trainings: data and compiled programs. */
export interface Bench {
  readonly dataset: Dataset;
  /** Hash of the checksums of its files: equal data have equal ones. */
  readonly dataHash: string;
  readonly split: Split;
  readonly network: Network;
  readonly pixels: Pixels;
  /** How programs are run. */
  readonly run: Pick<RunOptions, 'provider' | 'threads'>;
  /** What runs the recipe's network, or the one that a definition says. Of the latter only the last is kept. */
  readonly programs: (definition?: NetworkDefinitionInput) => Promise<Programs>;
  /** The training batches of a seed, in the order of a stream. Whoever opens them closes them. */
  readonly openBatches: (seed: number, stream: string) => Promise<TrainingBatches>;
  readonly validation: Examples;
  readonly test: Examples;
  /** Which images `test` is, in words. */
  readonly testImages: string;
  /** All test examples, whatever the recipe's limit. */
  readonly wholeTest: Examples;
  readonly dispose: () => Promise<void>;
}

export interface WorkbenchOptions {
  /** A folder to look for data sets in first. */
  readonly data?: string;
  readonly threads?: number;
  readonly provider?: Provider;
  /** The script of a thread that reads images: a file that calls `serveImages()`. Folders of images need it. */
  readonly readingThread?: string;
}

/** Examples in one evaluation call: large enough for full speed, small enough for the caches. */
const EVALUATION_BATCH = 500;
/** Most bytes of what one node makes in one call. */
const EVALUATION_BYTES = 2 ** 24;

/** Makes and keeps benches; trainings that differ only in method, control and seed share one. */
export class Workbench {
  private current: { key: string; bench: Promise<Bench> } | undefined;

  constructor(private readonly options: WorkbenchOptions = {}) {}

  /** The bench for a recipe, made at the first call. */
  async for(recipe: Recipe): Promise<Bench> {
    const key = canonicalJson(omit(recipe, 'method', 'control', 'initialiser'));
    if (this.current?.key !== key) {
      await this.dispose();
      this.current = { key, bench: makeBench(recipe, this.options) };
    }
    return this.current.bench;
  }

  async dispose(): Promise<void> {
    const bench = await this.current?.bench.catch(() => undefined);
    this.current = undefined;
    await bench?.dispose();
  }
}

async function makeBench(recipe: Recipe, options: WorkbenchOptions): Promise<Bench> {
  const { data, readingThread, ...engine } = options;
  const { validation, limit, testLimit } = recipe.dataset;
  const dataset = await loadDataset(recipe.dataset, data === undefined ? {} : { data });
  const { test } = dataset;
  const drawn = 'labels' in recipe.dataset && recipe.dataset.labels === 'random';
  const train = drawn ? withRandomLabels(dataset.train) : dataset.train;
  const split = splitTrainValidation(train, { validation, ...(limit === undefined ? {} : { limit }) });
  const network = buildNetwork(recipe.network, { inputShape: train.shape, classes: train.classes });
  const pixels = pixelsOf(recipe, dataset);
  const own = new Programs(network, recipe, pixels, engine);
  let thin: { readonly key: string; readonly programs: Programs } | undefined;
  const programs = async (definition?: NetworkDefinitionInput) => {
    if (definition === undefined) return own;
    const key = canonicalJson(definition);
    if (thin?.key !== key) {
      await thin?.programs.dispose();
      const left = runnable(structureOf(definition, { inputShape: train.shape, classes: train.classes }));
      thin = { key, programs: new Programs(left, recipe, pixels, engine) };
    }
    return thin.programs;
  };
  const readers = { train: await openReader(train, readingThread), test: await openReader(test, readingThread) };
  const batch = Math.max(1, Math.min(EVALUATION_BATCH, Math.floor(EVALUATION_BYTES / mostBytes(network))));
  const examples = (reader: Reader, indices: Uint32Array) => () => inOrder(reader, indices, batch);
  return {
    dataset,
    dataHash: hash(canonicalJson(drawn ? { ...dataset.checksums, labels: 'random' } : dataset.checksums)),
    split,
    network,
    pixels,
    run: engine,
    programs,
    openBatches: (seed, stream) =>
      trainingBatches(train, split.train, {
        recipe,
        seed,
        stream,
        ...(readingThread !== undefined && { readingThread }),
      }),
    validation: examples(readers.train, split.validation),
    test: examples(readers.test, allIndices(test).subarray(0, testLimit)),
    testImages: firstOf(dataset.testImages, test.count, testLimit),
    wholeTest: examples(readers.test, allIndices(test)),
    dispose: async () => {
      await Promise.all([own.dispose(), thin?.programs.dispose()]);
      await Promise.all([readers.train.close(), readers.test.close()]);
    },
  };
}

/** How a network sees the data: images as the recipe says, points as they are. */
function pixelsOf({ dataset: choice }: Recipe, { train, normalisation }: Dataset): Pixels {
  if ('values' in train && train.values === 'floats') return { ...unitPixels, values: 'floats' };
  return 'pixels' in choice && choice.pixels === 'standard' ? normalisation : unitPixels;
}

/** Of one example, the most that a node reads or makes. */
function mostBytes({ inputShape, nodes }: Network): number {
  return 4 * Math.max(...[inputShape, ...nodes.map(({ outputShape }) => outputShape)].map(sizeOf));
}
