import { allIndices, inOrder, loadDataset, splitTrainValidation, type Dataset, type Split } from '@tombola/datasets';
import type { Provider } from '@tombola/engine';
import { buildNetwork, Evaluator, Trainer, unitPixels, type Examples, type Network, type Pixels } from '@tombola/nn';
import { canonicalJson, hash, omit, type Recipe } from '@tombola/shared';

/** What a process keeps between trainings: data in memory and compiled programs. */
export interface Bench {
  readonly dataset: Dataset;
  /** Hash of the checksums of its files: equal data have equal ones. */
  readonly dataHash: string;
  readonly split: Split;
  readonly network: Network;
  readonly pixels: Pixels;
  readonly trainer: Trainer;
  readonly evaluator: Evaluator;
  readonly validation: Examples;
  readonly test: Examples;
  /** All test examples, whatever the recipe's limit. */
  readonly wholeTest: Examples;
}

export interface WorkbenchOptions {
  /** A folder to look for data sets in first. */
  readonly data?: string;
  readonly threads?: number;
  readonly provider?: Provider;
}

/** Examples in one evaluation call: large enough for full speed, small enough for the caches. */
const EVALUATION_BATCH = 500;

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
    await Promise.all([bench?.trainer.dispose(), bench?.evaluator.dispose()]);
  }
}

async function makeBench(recipe: Recipe, { data, ...engine }: WorkbenchOptions): Promise<Bench> {
  const { name, validation, limit, testLimit, pixels: kind } = recipe.dataset;
  const dataset = await loadDataset(name, data === undefined ? {} : { data });
  const { train, test } = dataset;
  const split = splitTrainValidation(train, { validation, ...(limit === undefined ? {} : { limit }) });
  const network = buildNetwork(recipe.network, { inputShape: train.shape, classes: train.classes });
  const pixels = kind === 'standard' ? dataset.normalisation : unitPixels;
  const testIndices = allIndices(test).subarray(0, testLimit);
  return {
    dataset,
    dataHash: hash(canonicalJson(dataset.checksums)),
    split,
    network,
    pixels,
    trainer: await Trainer.create(network, recipe, pixels, engine),
    evaluator: await Evaluator.create(network, pixels, engine),
    validation: () => inOrder(train, split.validation, EVALUATION_BATCH),
    test: () => inOrder(test, testIndices, EVALUATION_BATCH),
    wholeTest: () => inOrder(test, allIndices(test), EVALUATION_BATCH),
  };
}
