import { allIndices, batches, inOrder, readHere, type ImageSet } from '@tombola/datasets';
import {
  buildNetwork,
  Evaluator,
  Gradients,
  initialise,
  paperData,
  PLAIN,
  statisticsOf,
  train,
  Trainer,
  unitPixels,
  type Network,
} from '@tombola/nn';
import { planLevel, toMaskTensors, type LevelContext } from '@tombola/pruning';
import {
  InputError,
  omit,
  quantile,
  readRecipe,
  type MethodName,
  type Recipe,
  type RecipeInput,
} from '@tombola/shared';
import { trainingEnvironment } from '@tombola/studies';
import type { Context } from '../cli/context';
import { networkByName } from '../cli/network';
import { benchInChild } from './in-child';
import { mnist, randomImages, round } from './step';

export interface MethodsBenchOptions {
  readonly network: string;
  readonly sparsity: number;
  readonly steps: number;
  readonly repeats: number;
  /** All that change a step, or masks while they train, when left out. */
  readonly methods?: readonly string[];
}

export interface MethodBench {
  readonly method: string;
  /** Milliseconds of processor a step, all that the method does between steps shared out over them. */
  readonly ms_median: number;
  /** Over that of masks that stay, each measured beside it: the median of the ratios. */
  readonly ratio: number;
}

type Told = Readonly<Partial<Record<MethodName, object>>>;

/** Methods that prune weights and whose step is not just a masked step, with what they need to be told beside a sparsity. */
const ofWeights: Told = {
  rigl: {},
  set: {},
  snfs: {},
  dsr: {},
  'top-kast': {},
  gmp: {},
  'random-gradual': {},
  'ac-dc': {},
  str: {},
  'n-m': { m: 10 },
  'variational-dropout': {},
  l0: {},
  'learned-supermask': {},
  'edge-popup': {},
};

/** Methods that train the whole network in a way of their own before they remove channels: their level 0. */
const ofChannels: Told = {
  slimming: {},
  // It looks too seldom to draw a ticket, which would end the training.
  'early-bird': { precision: 'low', every: 1000 },
  'soft-filter-pruning': {},
  'sparse-structure-selection': {},
};

/**
 * What a step costs under each method: whole trainings of so many steps on random images, one after the other and again,
 * each with all that its method does between steps, against a training whose masks stay as they are. Processor time: what
 * else runs on the machine counts little. Methods that remove channels are measured on networks with batch norm.
 */
export async function benchMethods(options: MethodsBenchOptions): Promise<MethodBench[]> {
  const names = namesOf(options);
  const bench = await open(options);
  const times: Record<string, number[]> = {};
  for (let repeat = 0; repeat <= options.repeats; repeat++) {
    for (const name of ['static', ...names] as MethodName[]) {
      const ms = await bench.time(name);
      // The first round compiles.
      if (repeat > 0) (times[name] ??= []).push(ms);
    }
  }
  await bench.dispose();
  const plain = times['static']!;
  return ['static', ...names].map((method) => ({
    method,
    ms_median: round(quantile(times[method]!, 0.5)),
    ratio: round(
      quantile(
        times[method]!.map((ms, i) => ms / plain[i]!),
        0.5,
      ),
    ),
  }));
}

/** What is measured on the network. @throws {InputError} when something else was asked for. */
function namesOf({ network, methods }: MethodsBenchOptions): readonly string[] {
  const hasNorms = statisticsOf(networkOf(network)).length > 0;
  const measured = Object.keys(hasNorms ? { ...ofWeights, ...ofChannels } : ofWeights);
  const unknown = methods?.find((name) => !measured.includes(name));
  if (unknown === undefined) return methods ?? measured;
  throw new InputError({
    what: `this method is not measured on ${network}`,
    value: unknown,
    expected: measured.join(', '),
  });
}

function networkOf(name: string): Network {
  return buildNetwork(networkByName(name), paperData(name) ?? mnist);
}

/** The same in a process of its own, with the environment that processes that train get. */
export async function benchMethodsInChild(
  asked: MethodsBenchOptions,
  context: Pick<Context, 'script' | 'signal'>,
): Promise<MethodBench[]> {
  const flags = Object.entries(omit(asked, 'methods')).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const args = ['bench', 'methods', ...namesOf(asked), ...flags];
  return benchInChild<MethodBench[]>(args, context, trainingEnvironment());
}

async function open({ network: name, sparsity, steps }: MethodsBenchOptions) {
  const data = paperData(name) ?? mnist;
  const choice = networkByName(name);
  const network = networkOf(name);
  const set = randomImages(data);
  const base: RecipeInput = {
    network: choice,
    dataset: { name: data.inputShape[0] === 1 ? 'mnist' : 'cifar-10' },
    optimizer: { name: 'adam', learningRate: 1e-4 },
    steps,
    evaluateEvery: steps,
  };
  const recipeOf = (name: MethodName) => {
    const told = ofChannels[name] ?? { sparsities: [sparsity], ...ofWeights[name] };
    return readRecipe({ ...base, method: { name, ...told } as RecipeInput['method'] });
  };
  const evaluator = await Evaluator.create(network, unitPixels);
  const trainers = new Map<string, Trainer>();
  const gradients = await Gradients.create({ network, batch: recipeOf('static').batch, pixels: unitPixels });
  return {
    time: async (method: MethodName) => {
      const recipe = recipeOf(method);
      const plan = await planLevel(contextOf(recipe, network, set, Object.hasOwn(ofChannels, method) ? 0 : 1));
      const { rule = PLAIN } = plan;
      if (!trainers.has(rule.key)) trainers.set(rule.key, await Trainer.create(network, recipe, unitPixels, { rule }));
      const few = () => inOrder(readHere(set), allIndices(set).subarray(0, 10), 10);
      const before = process.cpuUsage();
      await train({
        trainer: trainers.get(rule.key)!.scheduled({ ...recipe, from: 0 }),
        evaluator,
        recipe,
        parameters: plan.parameters,
        masks: toMaskTensors(plan.masks),
        batches: batches(readHere(set), allIndices(set), { batch: recipe.batch }),
        validation: few,
        test: few,
        noise: { seed: 0, stream: 'bench' },
        gradients: () => Promise.resolve(gradients),
        ...(plan.sparsifier !== undefined && { sparsifier: plan.sparsifier }),
      });
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000 / steps;
    },
    dispose: async () => {
      for (const trainer of trainers.values()) await trainer.dispose();
      await gradients.dispose();
      await evaluator.dispose();
    },
  };
}

function contextOf(recipe: Recipe, network: Network, set: ImageSet, level: number): LevelContext {
  return {
    method: recipe.method,
    recipe,
    seed: 0,
    level,
    network,
    pixels: unitPixels,
    examples: set.count,
    before: undefined,
    initial: (draw = 0) => initialise(network, 'glorot-normal', 0, draw),
    batches: () => Promise.resolve({ ...sourceOf(set, recipe.batch), close: () => Promise.resolve() }),
    trainedFor: () => Promise.reject(new Error('nothing is trained before the measurement')),
    run: {},
  };
}

function sourceOf(set: ImageSet, batch: number) {
  const source = batches(readHere(set), allIndices(set), { batch });
  return { next: () => source.next() };
}
