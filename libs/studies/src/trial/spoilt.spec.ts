import { applyMask, buildNetwork, initialise, unitPixels, type Parameters } from '@tombola/nn';
import { checkMethod, denseMasks, planLevel, toMaskTensors, type LevelPlan } from '@tombola/pruning';
import { controlSchema, methodSchema, randomStream, readRecipe, type Recipe, type RecipeInput } from '@tombola/shared';
import { spoilt } from './spoilt';

const data = { inputShape: [1, 4, 4], classes: 3 } as const;
const network = buildNetwork({ name: 'mlp', hidden: [8] }, data);
const drawn = (draw = 0) => initialise(network, 'glorot-normal', 0, draw);
const controls = controlSchema.options.map(({ shape }) => shape.name.value);

/** Methods with a ticket of this network: a mask of weights before the first step, on the same data. */
const names = methodSchema.options
  .map(({ shape }) => shape.name.value)
  .filter((name) => name === 'imp' || (isPlanned({ name, sparsities: [0.5] }) && allowed({ name, sparsities: [0.5] })));

function isPlanned(method: object): boolean {
  return methodSchema.safeParse(method).success;
}

function allowed(method: object, control: string = 'reinit'): boolean {
  try {
    checkMethod(recipeOf(method, control), network);
    return true;
  } catch {
    return false;
  }
}

function recipeOf(method: object, control?: string): Recipe {
  return readRecipe({
    network: { name: 'mlp', hidden: [8] },
    dataset: { name: 'glyphs' },
    optimizer: { name: 'sgd', learningRate: 0.1 },
    steps: 10,
    batch: 6,
    method: method as RecipeInput['method'],
    ...(control !== undefined && { control: { name: control } as RecipeInput['control'] }),
  });
}

function batchesOf() {
  const random = randomStream(1, 'batches');
  const next = () => ({
    images: Uint8Array.from({ length: 6 * 16 }, () => random.integer(256)),
    labels: Int32Array.from({ length: 6 }, (_, i) => i % 3),
  });
  return Promise.resolve({ next, close: () => Promise.resolve() });
}

/** The weights that the first step computes with. */
function ticketOf({ masks, parameters }: LevelPlan): Parameters {
  const bits = toMaskTensors(masks);
  return Object.fromEntries(Object.keys(masks).map((name) => [name, applyMask(parameters[name]!, bits[name])]));
}

/** The plan of level 1 of a method. */
function planned(recipe: Recipe) {
  return planLevel({
    method: recipe.method,
    recipe,
    seed: 0,
    level: 1,
    network,
    pixels: unitPixels,
    examples: 100,
    before: { masks: denseMasks(network), start: drawn(), trained: drawn(7), steps: 10, network, metrics: {} },
    initial: drawn,
    batches: batchesOf,
    trainedFor: () => Promise.resolve(drawn()),
    run: {},
  });
}

const methodOf = (name: string) => (name === 'imp' ? { name, levels: 2 } : { name, sparsities: [0.5] });

test.each(names)(
  'every control that %s may have, but another order, makes another ticket of it, and the same one each time',
  async (name) => {
    const method = methodOf(name);
    const plan = await planned(recipeOf(method));
    const plain = ticketOf(plan);
    const possible = controls.filter((control) => control !== 'reorder' && allowed(method, control));
    expect(possible).not.toHaveLength(0);
    for (const control of possible) {
      const spoil = () => ticketOf(spoilt(plan, { recipe: recipeOf(method, control), seed: 0 }, network));
      expect(spoil()).not.toEqual(plain);
      expect(spoil()).toEqual(spoil());
    }
  },
);

test.each(names)(
  '%s may be trained in another order if its masks stay and it trains, and is the same ticket',
  async (name) => {
    const method = methodOf(name);
    const recipe = recipeOf(method);
    const plan = await planned(recipe);
    const trains = (plan.from ?? 0) < { ...recipe, ...plan.training }.steps;
    expect(allowed(method, 'reorder')).toBe(plan.sparsifier === undefined && trains);
    expect(spoilt(plan, { recipe: recipeOf(method, 'reorder'), seed: 0 }, network)).toBe(plan);
  },
);
