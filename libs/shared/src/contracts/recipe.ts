import { z } from 'zod';
import { canonicalJson, hash, isRecord, type Json } from '../canonical';
import { InputError } from '../errors';

const count = z.int().positive();
const share = z.number().min(0).max(1);
const rate = z.number().positive();
/** A share at which what it is a share of must not vanish. */
const shareBelowOne = z.number().min(0).lt(1, { error: 'a number from 0 to less than 1' });

/** Networks by name, and any multi-layer perceptron. */
export const networkSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('lenet-300-100') }),
  z.strictObject({ name: z.literal('mlp'), hidden: z.array(count).describe('Units of the hidden layers.') }),
]);

export const datasetSchema = z.strictObject({
  name: z.enum(['glyphs', 'mnist', 'fashion-mnist', 'cifar-10']),
  validation: count.default(5000).describe('Training examples held out to choose with.'),
  limit: count.optional().describe('At most so many training examples.'),
  testLimit: count.optional().describe('At most so many test examples, from the first.'),
  pixels: z
    .enum(['unit', 'standard'])
    .default('unit')
    .describe('unit: byte / 255; standard: also minus the mean, over the standard deviation of the data set.'),
});

export const initialiserSchema = z.enum([
  'glorot-normal',
  'glorot-uniform',
  'he-normal',
  'he-uniform',
  'lecun-normal',
  'lecun-uniform',
]);

export const optimizerSchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('adam'),
    learningRate: rate,
    beta1: shareBelowOne.default(0.9),
    beta2: shareBelowOne.default(0.999),
    epsilon: rate.default(1e-8),
    weightDecay: z.number().min(0).default(0),
  }),
  z.strictObject({
    name: z.literal('sgd'),
    learningRate: rate,
    momentum: shareBelowOne.default(0),
    nesterov: z.boolean().default(false),
    weightDecay: z.number().min(0).default(0),
  }),
]);

const warmup = z.int().min(0).default(0).describe('Steps of linear warm-up from 0.');

export const scheduleSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('constant'), warmup }),
  z.strictObject({
    name: z.literal('step'),
    at: z.array(count).describe('Steps at which the rate is multiplied by the factor.'),
    factor: rate.default(0.1),
    warmup,
  }),
  z.strictObject({ name: z.literal('cosine'), final: share.default(0).describe('Last rate over the first.'), warmup }),
]);

export const methodSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('dense') }),
  z.strictObject({
    name: z.literal('imp').describe('Iterative magnitude pruning (Frankle and Carbin 2019).'),
    levels: count.max(60).describe('Pruning rounds; level 0 is the dense network.'),
    rate: share.default(0.2).describe('Share of the remaining weights of a layer that a round removes.'),
    outputRate: share.optional().describe('The same for the output layer; half of rate when left out.'),
    scope: z.enum(['layer', 'global']).default('layer').describe('Where weights compete.'),
    mode: z.enum(['iterative', 'one-shot']).default('iterative'),
  }),
]);

/** Trains the tickets of the same recipe without `control`, spoilt on purpose. */
export const controlSchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('reinit').describe('The same mask on new initial weights.'),
    draw: z.int().min(0).default(0),
    levels: z.array(count).optional().describe('Only these levels.'),
  }),
  z.strictObject({
    name: z.literal('shuffle').describe('The mask shuffled within each layer, the same initial weights.'),
    draw: z.int().min(0).default(0),
    levels: z.array(count).optional().describe('Only these levels.'),
  }),
]);

/** Everything that one training needs but its seed. */
export const recipeSchema = z.strictObject({
  network: networkSchema,
  dataset: datasetSchema,
  initialiser: initialiserSchema.default('glorot-normal'),
  optimizer: optimizerSchema,
  schedule: scheduleSchema.default({ name: 'constant', warmup: 0 }),
  steps: count.describe('Optimizer steps of every level.'),
  batch: count.default(60),
  evaluateEvery: count.default(100).describe('Steps between evaluations on validation and test data.'),
  labelSmoothing: shareBelowOne.default(0),
  method: methodSchema.default({ name: 'dense' }),
  control: controlSchema.optional(),
});

export type Recipe = z.output<typeof recipeSchema>;
export type RecipeInput = z.input<typeof recipeSchema>;

/**
 * A checked recipe with every default filled in.
 *
 * @throws {InputError} naming the first member that is wrong.
 */
export function readRecipe(value: unknown): Recipe {
  return parse(recipeSchema, value, 'the recipe');
}

/** `value` checked by a schema; the error of the first wrong member otherwise. */
export function parse<S extends z.ZodType>(schema: S, value: unknown, what: string): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue!.path.join('.');
  throw new InputError({
    what: path === '' ? `${what} is wrong` : `${what} is wrong at ${path}`,
    value: issue!.path.reduce<unknown>((node, key) => (node as Record<PropertyKey, unknown> | undefined)?.[key], value),
    expected: issue!.message.replace(/^Invalid input: expected /, '').replace(/\.$/, ''),
  });
}

/**
 * The recipe without every member whose absence would mean the same. What remains is what recipes are compared and
 * hashed by, so adding a member with a default changes no old hash.
 */
export function minimalRecipe(recipe: RecipeInput): Json {
  const full = readRecipe(recipe);
  const goal = canonicalJson(full);
  const meansTheSame = (candidate: unknown) => {
    const result = recipeSchema.safeParse(candidate);
    return result.success && canonicalJson(result.data) === goal;
  };
  let current: unknown = JSON.parse(goal);
  for (const path of memberPaths(current)) {
    const shorter = without(current, path);
    if (meansTheSame(shorter)) current = shorter;
  }
  return current as Json;
}

/** The name of a recipe's results: 12 hexadecimal digits of the SHA-256 of its minimal canonical JSON. */
export function recipeHash(recipe: RecipeInput): string {
  return hash(canonicalJson(minimalRecipe(recipe))).slice(0, 12);
}

/** Every member of nested records, outer ones first; arrays count as values. */
function memberPaths(value: unknown, prefix: readonly string[] = []): string[][] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => [[...prefix, key], ...memberPaths(member, [...prefix, key])]);
}

function without(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (!isRecord(value) || key === undefined || !(key in value)) return value;
  const { [key]: member, ...others } = value;
  return rest.length === 0 ? others : { ...others, [key]: without(member, rest) };
}
