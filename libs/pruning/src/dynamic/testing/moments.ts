import { tensor } from '@tombola/engine';
import {
  applyMask,
  Evaluator,
  Gradients,
  initialise,
  train,
  Trainer,
  unitPixels,
  type BatchSource,
  type Change,
  type Moment,
  type Network,
  type Parameters,
} from '@tombola/nn';
import { randomStream, type Recipe } from '@tombola/shared';
import { batchesOf } from '../../criteria/testing/networks';
import { toMaskTensors } from '../../masks';
import type { LevelPlan } from '../../methods/method';

/** A moment of the given layers: masks as lists of bits, weights and other tensors as lists of numbers. */
export function momentOf(
  layers: Readonly<Record<string, { readonly mask: readonly number[]; readonly weights: readonly number[] }>>,
  more: Partial<Pick<Moment, 'step' | 'notes'>> & {
    readonly gradients?: Readonly<Record<string, readonly number[]>>;
    readonly memory?: Readonly<Record<string, readonly number[]>>;
  } = {},
): Moment {
  const tensors = (lists: Readonly<Record<string, readonly number[]>>): Parameters =>
    Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, tensor(Float32Array.from(list))]));
  const column = (key: 'mask' | 'weights') =>
    tensors(Object.fromEntries(Object.entries(layers).map(([name, layer]) => [name, layer[key]])));
  return {
    step: more.step ?? 0,
    state: { parameters: column('weights'), slots: {}, memory: tensors(more.memory ?? {}) },
    masks: column('mask'),
    notes: more.notes ?? null,
    history: [],
    gradients: () => Promise.resolve(tensors(more.gradients ?? {})),
  };
}

/** Trains what a level plans on random images; `seen` is called at every update with what it was given and made. */
export async function trainPlan(
  network: Network,
  recipe: Recipe,
  plan: LevelPlan,
  seen: (moment: Moment, change: Change) => void | Promise<void>,
) {
  const data = batchesOf(network, 7, recipe.batch);
  const batches: BatchSource & { position: unknown } = {
    position: 0,
    next: () => {
      const number = batches.position as number;
      batches.position = number + 1;
      return data[number % data.length]!;
    },
  };
  const { sparsifier } = plan;
  const training = { ...recipe, ...plan.training };
  const rule = plan.rule === undefined ? {} : { rule: plan.rule };
  const trainer = await Trainer.create(network, recipe, unitPixels, rule);
  const evaluator = await Evaluator.create(network, unitPixels);
  const gradients = await Gradients.create({ network, batch: recipe.batch, pixels: unitPixels });
  const examples = () => [data[0]!];
  try {
    return await train({
      trainer: trainer.scheduled(training),
      evaluator,
      recipe: training,
      parameters: plan.parameters,
      masks: toMaskTensors(plan.masks),
      batches,
      validation: examples,
      test: examples,
      noise: { seed: 1, stream: 'noise' },
      gradients: () => Promise.resolve(gradients),
      ...(sparsifier !== undefined && {
        sparsifier: {
          ...sparsifier,
          act: async (moment) => {
            const change = await sparsifier.act(moment);
            await seen(moment, change);
            return change;
          },
        },
      }),
    });
  } finally {
    for (const program of [trainer, evaluator, gradients]) await program.dispose();
  }
}

/** What a method needs to plan a level, of random initial weights. */
export function planContext(network: Network, recipe: Recipe) {
  return {
    recipe,
    seed: 3,
    level: 1,
    network,
    pixels: unitPixels,
    examples: 100,
    initial: () => initialise(network, 'he-normal', 3),
    before: undefined,
    batches: () => Promise.reject(new Error('no batches')),
    trainedFor: () => Promise.reject(new Error('no dense training')),
    run: {},
  };
}

/** The parameters with 0 where the masks have it. */
export function masked(parameters: Parameters, masks: Moment['masks']): Parameters {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, applyMask(value, masks[name])]));
}

/** Random logits' images of a network. */
export function imagesOf({ inputShape }: Network, count: number) {
  const random = randomStream(9, 'images');
  const size = inputShape.reduce((product, extent) => product * extent, count);
  return tensor(
    Float32Array.from({ length: size }, () => random.normal()),
    [count, ...inputShape],
  );
}
