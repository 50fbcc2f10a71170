import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { allIndices, batches, inOrder, readHere, type ImageSet } from '@tombola/datasets';
import {
  buildNetwork,
  Evaluator,
  Gradients,
  initialise,
  paperData,
  PLAIN,
  train,
  Trainer,
  unitPixels,
  type Network,
} from '@tombola/nn';
import { planLevel, toMaskTensors, type LevelContext } from '@tombola/pruning';
import { InputError, quantile, readRecipe, type MethodName, type Recipe, type RecipeInput } from '@tombola/shared';
import { trainingEnvironment } from '@tombola/studies';
import type { Context } from '../cli/context';
import { networkByName } from '../cli/network';
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
  /** Milliseconds a step, all that the method does between steps shared out over them. */
  readonly ms_median: number;
  /** Over that of masks that stay, each measured beside it: the median of the ratios. */
  readonly ratio: number;
}

/** Methods whose step is not just a masked step, with what they need to be told. */
const measured: Readonly<Partial<Record<MethodName, object>>> = {
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

/**
 * What a step costs under each method: whole trainings of so many steps on random images, one after the other and again,
 * each with all that its method does between steps, against a training whose masks stay as they are.
 */
export async function benchMethods(options: MethodsBenchOptions): Promise<MethodBench[]> {
  const names = options.methods ?? Object.keys(measured);
  const unknown = names.find((name) => !Object.hasOwn(measured, name));
  if (unknown !== undefined) {
    throw new InputError({
      what: 'this method is not measured',
      value: unknown,
      expected: Object.keys(measured).join(', '),
    });
  }
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

/** The same in a process of its own, with the environment that processes that train get. */
export async function benchMethodsInChild(
  { methods, ...options }: MethodsBenchOptions,
  { script, signal }: Pick<Context, 'script' | 'signal'>,
): Promise<MethodBench[]> {
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const args = [script('main'), 'bench', 'methods', ...(methods ?? []), '--here', '--json', ...flags];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: trainingEnvironment(), signal });
  return JSON.parse(stdout) as MethodBench[];
}

async function open({ network: name, sparsity, steps }: MethodsBenchOptions) {
  const data = paperData(name) ?? mnist;
  const choice = networkByName(name);
  const network = buildNetwork(choice, data);
  const set = randomImages(data);
  const base: RecipeInput = {
    network: choice,
    dataset: { name: data.inputShape[0] === 1 ? 'mnist' : 'cifar-10' },
    optimizer: { name: 'adam', learningRate: 1e-4 },
    steps,
    evaluateEvery: steps,
  };
  const recipeOf = (method: MethodName) =>
    readRecipe({
      ...base,
      method: { name: method, sparsities: [sparsity], ...measured[method] } as RecipeInput['method'],
    });
  const evaluator = await Evaluator.create(network, unitPixels);
  const trainers = new Map<string, Trainer>();
  const gradients = await Gradients.create({ network, batch: recipeOf('static').batch, pixels: unitPixels });
  return {
    time: async (method: MethodName) => {
      const recipe = recipeOf(method);
      const plan = await planLevel(contextOf(recipe, network, set));
      const { rule = PLAIN } = plan;
      if (!trainers.has(rule.key)) trainers.set(rule.key, await Trainer.create(network, recipe, unitPixels, { rule }));
      const few = () => inOrder(readHere(set), allIndices(set).subarray(0, 10), 10);
      const started = performance.now();
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
      return (performance.now() - started) / steps;
    },
    dispose: async () => {
      for (const trainer of trainers.values()) await trainer.dispose();
      await gradients.dispose();
      await evaluator.dispose();
    },
  };
}

function contextOf(recipe: Recipe, network: Network, set: ImageSet): LevelContext {
  return {
    method: recipe.method,
    recipe,
    seed: 0,
    level: 1,
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
