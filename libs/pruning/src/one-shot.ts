import type { Network, Parameters, Pixels } from '@tombola/nn';
import type { RunOptions } from '@tombola/engine';
import type { Budget } from './budget';
import { drawBalanced, drawBatches } from './criteria/draw-batches';
import { gradientMagnitude } from './criteria/gradient';
import { gradientFlow } from './criteria/grasp';
import { lamp } from './criteria/lamp';
import { magnitude } from './criteria/magnitude';
import { random } from './criteria/random';
import type { Batch, Saliency } from './criteria/saliency';
import type { Scores } from './criteria/scores';
import { connectionSensitivity } from './criteria/snip';
import { synapticFlow } from './criteria/synflow';
import type { Masks } from './masks';
import { invertScores } from './methods/controls';
import type { Batches } from './methods/method';
import { pruneInRounds } from './rounds';

/** Criteria by which a network can be pruned as it is. */
export const oneShotCriteria = ['magnitude', 'lamp', 'random', 'snip', 'gradient', 'grasp', 'synflow'] as const;

export type OneShotCriterion = (typeof oneShotCriteria)[number];

/** Whether a criterion looks at training examples. */
export function looksAtExamples(criterion: OneShotCriterion): boolean {
  return ['snip', 'gradient', 'grasp'].includes(criterion);
}

export interface OneShotOptions {
  readonly network: Network;
  readonly pixels: Pixels;
  readonly parameters: Parameters;
  /** What there is to prune from; what they prune stays pruned. */
  readonly masks: Masks;
  readonly criterion: OneShotCriterion;
  readonly budget: Budget;
  /** Rounds by equal ratios, each of which scores what the one before has left. */
  readonly rounds: number;
  /** Whether what the criterion would keep longest goes first. */
  readonly inverted: boolean;
  /** Of random scores. */
  readonly seed: number;
  /** Training examples to score weights on; of GraSP as many of every class, and at least one. */
  readonly examples: number;
  /** Where they come from, for criteria that look at any. */
  readonly batches: () => Promise<Batches>;
  readonly run?: Pick<RunOptions, 'provider' | 'threads'>;
}

/** Prunes a network to a budget by any criterion that needs no training. @throws {InputError} as `pruneToBudget` does. */
export async function pruneOneShot(options: OneShotOptions): Promise<Masks> {
  const { masks, budget, rounds, inverted } = options;
  const { score, dispose } = await scorer(options);
  try {
    return await pruneInRounds(masks, budget, { rounds }, async (current) => {
      const scores = await score(current);
      return inverted ? invertScores(scores) : scores;
    });
  } finally {
    await dispose();
  }
}

interface Scorer {
  readonly score: (masks: Masks) => Scores | Promise<Scores>;
  readonly dispose: () => Promise<void>;
}

async function scorer(options: OneShotOptions): Promise<Scorer> {
  const { network, parameters, masks, criterion, seed } = options;
  switch (criterion) {
    case 'magnitude':
      return plain(() => magnitude(parameters, Object.keys(masks)));
    case 'lamp':
      return plain((current) => lamp(parameters, current));
    case 'random': {
      const sizes = Object.entries(masks).map(([name, { data }]) => [name, data.length] as const);
      return plain(() => random(Object.fromEntries(sizes), seed));
    }
    case 'synflow':
      return ofSaliency(await synapticFlow(options), options, []);
    case 'grasp': {
      const perClass = Math.max(1, Math.round(options.examples / network.classes));
      const examples = await drawn(options, (source) => drawBalanced(source, network.classes, perClass, 1));
      return ofSaliency(await gradientFlow({ ...options, batch: perClass * network.classes }), options, examples);
    }
    case 'snip':
    case 'gradient': {
      const examples = await drawn(options, (source) => drawBatches(source, options.examples, 1));
      const make = criterion === 'snip' ? connectionSensitivity : gradientMagnitude;
      return ofSaliency(await make({ ...options, batch: options.examples }), options, examples);
    }
  }
}

function plain(score: Scorer['score']): Scorer {
  return { score, dispose: () => Promise.resolve() };
}

function ofSaliency(saliency: Saliency, { parameters }: OneShotOptions, batches: readonly Batch[]): Scorer {
  return {
    score: (masks) => saliency.scores({ parameters, masks }, batches),
    dispose: () => saliency.dispose(),
  };
}

async function drawn({ batches }: OneShotOptions, draw: (source: Batches) => Batch[]): Promise<Batch[]> {
  const source = await batches();
  try {
    return draw(source);
  } finally {
    await source.close();
  }
}
