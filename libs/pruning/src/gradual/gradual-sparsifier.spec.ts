import { tensor } from '@tombola/engine';
import {
  Evaluator,
  initialise,
  mlp,
  prunableOf,
  train,
  Trainer,
  unitPixels,
  type MaskTensors,
  type Parameters,
  type StepRule,
} from '@tombola/nn';
import { randomStream, readRecipe, type RecipeInput } from '@tombola/shared';
import { magnitude } from '../criteria/magnitude';
import { countMask, denseMasks, fromMaskTensors, isNested, toMaskTensors } from '../masks';
import { maskedForward } from '../methods/gmp';
import { cubic } from '../schedules/cubic';
import { gradualMasks } from './gradual-masks';
import { gradualSparsifier } from './gradual-sparsifier';

const network = mlp({ inputShape: [1, 4, 4], hidden: [10], classes: 3 });
const names = prunableOf(network).map(({ name }) => name);
const STEPS = 40;
const BATCH = 5;
const updates = { begin: 8, end: 32, every: 5 };
const schedule = { ...updates, final: 0.9, initial: 0.1 };

const recipeOf = (optimizer: RecipeInput['optimizer']) =>
  readRecipe({
    network: { name: 'lenet-300-100' },
    dataset: { name: 'glyphs' },
    optimizer,
    steps: STEPS,
    batch: BATCH,
    evaluateEvery: STEPS,
  });

/** Random images, always the same in the same order. */
function batches() {
  let position = 0;
  return {
    position: 0 as unknown,
    next: () => {
      const random = randomStream(1, 'batch', position++);
      return {
        images: Uint8Array.from({ length: BATCH * 16 }, () => random.integer(256)),
        labels: Int32Array.from({ length: BATCH }, () => random.integer(3)),
      };
    },
  };
}

let evaluator: Evaluator;
beforeAll(async () => {
  evaluator = await Evaluator.create(network, unitPixels);
});
afterAll(() => evaluator.dispose());

async function trained(optimizer: RecipeInput['optimizer'], rule?: StepRule) {
  const recipe = recipeOf(optimizer);
  const trainer = await Trainer.create(network, recipe, unitPixels, rule === undefined ? {} : { rule });
  const prune = gradualMasks(network, {
    sparsity: 0.9,
    scope: 'layer',
    outputCap: 1,
    denseFirst: false,
    minKeep: 0,
  });
  const seen: [number, MaskTensors][] = [];
  const returning = rule !== undefined;
  const sparsifier = gradualSparsifier(network, {
    updates,
    schedule,
    prune,
    scores: (parameters) => magnitude(parameters, names),
    returning,
  });
  const states: { step: number; masks: MaskTensors; parameters: Record<string, Float32Array> }[] = [];
  const result = await train({
    trainer,
    evaluator,
    recipe,
    parameters: initialise(network, 'glorot-normal', 3),
    masks: toMaskTensors(denseMasks(network)),
    batches: batches(),
    validation: () => [batches().next()],
    test: () => [batches().next()],
    sparsifier: {
      ...sparsifier,
      // Looks at the state before every step, and acts where the sparsifier does.
      acts: () => true,
      act: (moment) => {
        const { step, masks, state } = moment;
        const parameters = Object.fromEntries(names.map((name) => [name, state.parameters[name]!.data]));
        states.push({ step, masks, parameters });
        return sparsifier.acts(step) ? sparsifier.act(moment) : {};
      },
    },
    onMasks: (step, masks) => seen.push([step, masks]),
  });
  await trainer.dispose();
  return { result, seen: new Map(seen), states };
}

const kept = (masks: MaskTensors) => Object.values(fromMaskTensors(masks)).map((mask) => countMask(mask).kept);
const countsAt = (step: number) =>
  [160, 30].map((size) => size - Math.floor(0.9 * size * (cubic(step, schedule) / 0.9) + 0.5));

const adam: RecipeInput['optimizer'] = { name: 'adam', learningRate: 0.01, weightDecay: 0.01 };
const momentum: RecipeInput['optimizer'] = { name: 'sgd', learningRate: 0.1, momentum: 0.9, weightDecay: 0.01 };

test.each([
  ['Adam', adam],
  ['momentum', momentum],
])('with %s counts are exact at every update, masks nested, and what is pruned stays 0', async (_, optimizer) => {
  const { result, seen, states } = await trained(optimizer);
  for (const step of [8, 13, 18, 23, 28, 32]) expect(kept(seen.get(step)!)).toEqual(countsAt(step));
  expect(kept(result.masks)).toEqual([16, 3]);
  const order = [...seen.values()].map(fromMaskTensors);
  order.slice(1).forEach((masks, i) => expect(isNested(masks, order[i]!)).toBe(true));
  for (const { masks, parameters } of states) {
    for (const name of names) {
      expect(parameters[name]!.every((weight, i) => masks[name]!.data[i] === 1 || Object.is(weight, 0))).toBe(true);
    }
  }
});

test('returning weights keep values under the mask and go on by momentum and weight decay', async () => {
  const { result, seen, states } = await trained(momentum, maskedForward(network));
  for (const step of [8, 13, 18, 23, 28, 32]) expect(kept(seen.get(step)!)).toEqual(countsAt(step));
  const [before, after] = [states[20]!, states[21]!];
  const name = 'dense_1/weights';
  const pruned = [...before.masks[name]!.data.keys()].filter((i) => before.masks[name]!.data[i] === 0);
  expect(pruned.length).toBeGreaterThan(50);
  expect(pruned.every((i) => before.parameters[name]![i] !== 0)).toBe(true);
  expect(pruned.some((i) => after.parameters[name]![i] !== before.parameters[name]![i])).toBe(true);
  expect(result.parameters[name]!.data.filter((weight) => weight !== 0)).toHaveLength(16);
});

/** A sparsifier of half of the network, and a moment of it. */
function halving(returning: boolean) {
  const options = { sparsity: 0.5, scope: 'global', outputCap: 1, denseFirst: false, minKeep: 0 } as const;
  const sparsifier = gradualSparsifier(network, {
    updates: { begin: 0, end: 10, every: 5 },
    schedule: { final: 0.5, begin: 0, end: 10 },
    prune: gradualMasks(network, options),
    scores: (parameters) => magnitude(parameters, names),
    returning,
  });
  const moment = (step: number, parameters: Parameters, masks: MaskTensors) => {
    const state = { parameters, slots: { 'dense_1/weights/m': parameters['dense_1/weights']! } };
    return { step, state, masks, notes: null, history: [], gradients: () => Promise.resolve({}) };
  };
  return { sparsifier, moment };
}

test('a returning weight is back when it has grown, any other stays pruned', async () => {
  for (const returning of [true, false]) {
    const { sparsifier, moment } = halving(returning);
    const weights = Float32Array.from({ length: 160 }, (_, i) => i + 1);
    const parametersOf = (first: number): Parameters => ({
      ...initialise(network, 'glorot-normal', 3),
      'dense_1/weights': tensor(weights.with(0, first), [16, 10]),
    });
    const dense = toMaskTensors(denseMasks(network));
    const pruned = await sparsifier.act(moment(5, parametersOf(0.0001), dense));
    expect(pruned.masks!['dense_1/weights']!.data[0]).toBe(0);
    const later = await sparsifier.act(moment(10, parametersOf(1000), pruned.masks!));
    expect(later.masks!['dense_1/weights']!.data[0]).toBe(returning ? 1 : 0);
    expect(kept(later.masks!).reduce((sum, count) => sum + count, 0)).toBe(95);
    // What the optimizer knows of a pruned weight goes with it, unless it may return.
    const { parameters, slots } = pruned.state!;
    const value = returning ? Math.fround(0.0001) : 0;
    expect([parameters['dense_1/weights']!.data[0], slots['dense_1/weights/m']!.data[0]]).toEqual([value, value]);
  }
});

test('an update that is due after the last step is made then', () => {
  const { sparsifier, moment } = halving(false);
  const parameters = initialise(network, 'glorot-normal', 3);
  const { masks, parameters: left } = sparsifier.finish!(moment(10, parameters, toMaskTensors(denseMasks(network))));
  expect(kept(masks).reduce((sum, count) => sum + count, 0)).toBe(95);
  expect(names.flatMap((name) => [...left[name]!.data]).filter((weight) => weight !== 0)).toHaveLength(95);
});
