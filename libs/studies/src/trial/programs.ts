import type { RunOptions } from '@tombola/engine';
import {
  BatchStatistics,
  Evaluator,
  Gradients,
  PLAIN,
  Trainer,
  type Network,
  type Pixels,
  type StepRule,
} from '@tombola/nn';
import type { Recipe } from '@tombola/shared';

interface Disposable {
  dispose(): Promise<void>;
}

/** The compiled programs of one network under one recipe, each compiled when it is first asked for. */
export class Programs {
  private readonly made = new Map<string, Promise<Disposable>>();

  constructor(
    readonly network: Network,
    private readonly recipe: Recipe,
    private readonly pixels: Pixels,
    private readonly run: Pick<RunOptions, 'provider' | 'threads'>,
  ) {}

  /** Trains by the recipe, and by the rule; one a rule. */
  trainer(rule: StepRule = PLAIN): Promise<Trainer> {
    const { network, recipe, pixels, run } = this;
    return this.once(`trainer ${rule.key}`, () => Trainer.create(network, recipe, pixels, { ...run, rule }));
  }

  evaluator(): Promise<Evaluator> {
    return this.once('evaluator', () => Evaluator.create(this.network, this.pixels, this.run));
  }

  /** Dense gradients of batches of the recipe's size. */
  gradients(): Promise<Gradients> {
    const { network, pixels, run } = this;
    const { batch, labelSmoothing } = this.recipe;
    return this.once('gradients', () => Gradients.create({ network, batch, labelSmoothing, pixels }, run));
  }

  /** Statistics of batch norm on batches of the recipe's size. */
  batchStatistics(): Promise<BatchStatistics> {
    const { network, pixels, run } = this;
    const { batch } = this.recipe;
    return this.once('statistics', () => BatchStatistics.create({ network, batch, pixels }, run));
  }

  async dispose(): Promise<void> {
    const made = [...this.made.values()];
    this.made.clear();
    await Promise.all(made.map(async (each) => (await each.catch(() => undefined))?.dispose()));
  }

  private once<T extends Disposable>(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.made.get(key) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const promise = make();
    this.made.set(key, promise);
    return promise;
  }
}
