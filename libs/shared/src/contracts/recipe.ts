import { z } from 'zod';
import { canonicalJson, hash, type Json } from '../canonical';
import { isRecord } from '../is-record';
import { InputError } from '../errors';
import { augmentationSchema, datasetSchema } from './datasets';
import { nodeDefinitionSchema } from './network';
import { count, shareBelowOne } from './numbers';
import { methodSchema } from './methods/methods';
import { networkSchema } from './networks';
import { isPlanarName } from './planar';
import { initialiserSchema, optimizerSchema, scheduleSchema } from './training';

/*
 * Descriptions, titles and groups are what forms and documents show of a member; they change neither what is valid nor
 * any hash. A member without a title is called by its name, one without a group stands under Other.
 */

const draw = z.int().min(0).default(0).describe('Another number, another random draw within the same seed.');
const onlyLevels = z.array(count).optional().describe('Only these levels of the method; all when left out.');

/** Trains the tickets of the same recipe without `control`, spoilt on purpose, or once more. */
export const controlSchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('reinit').describe('The same mask on new initial weights.'),
    initialiser: initialiserSchema.optional().describe('Their distribution; the recipe’s when left out.'),
    draw,
    levels: onlyLevels,
  }),
  z.strictObject({
    name: z.literal('shuffle').describe('The mask shuffled within each layer, the same initial weights.'),
    draw,
    levels: onlyLevels,
  }),
  z.strictObject({
    name: z
      .literal('permute-globally')
      .describe(
        'The masks permuted over the whole network, the same initial weights: weaker, as layers lose their counts.',
      ),
    draw,
    levels: onlyLevels,
  }),
  z.strictObject({
    name: z.literal('permute-values').describe('The same mask, the weights that it keeps permuted within each layer.'),
    draw,
    levels: onlyLevels,
  }),
  z.strictObject({
    name: z
      .literal('random-ticket')
      .describe('The mask shuffled within each layer, on new initial weights (Morcos et al. 2019).'),
    draw,
    levels: onlyLevels,
  }),
  z.strictObject({
    name: z
      .literal('reorder')
      .describe(
        'The same ticket, trained in another order of examples and compared with the first training: instability ' +
          '(Frankle et al., ICML 2020). Level 0, where the method has one, is the dense network.',
      ),
    draw,
    levels: z
      .array(z.int().min(0))
      .optional()
      .describe('Only these levels of the method, which may have a level 0; all when left out.'),
    points: z
      .int()
      .min(2)
      .max(1000)
      .default(30)
      .describe('Even points on the line to the first training whose errors are measured, the ends among them.'),
    statistics: z
      .enum(['recompute', 'interpolate', 'nearest'])
      .default('recompute')
      .describe(
        'What batch norm has there. recompute: statistics of training batches, at every point and both ends; interpolate: ' +
          'those of the ends, averaged; nearest: those of the nearer end.',
      ),
    batches: count.default(100).describe('Training batches that statistics are recomputed on.'),
  }),
]);

const training = { group: 'Training' };

/** Everything that one training needs but its seed. */
export const recipeSchema = z
  .strictObject({
    network: networkSchema.meta({ group: 'Network' }),
    dataset: datasetSchema.meta({ group: 'Data', title: 'Data set' }),
    augmentation: augmentationSchema.default('none').meta({
      group: 'Data',
      description:
        'crop-flip: training images are cut out at random and mirrored at random. In memory: with a border of 4 black ' +
        'pixels, in their own size; from folders: 8 to 100 % of the area, resized.',
    }),
    initialiser: initialiserSchema.default('glorot-normal').meta({
      ...training,
      description:
        'Distribution of the initial weights; normal-1 and normal-0.1 have this variance whatever the layer.',
    }),
    optimizer: optimizerSchema.meta(training),
    schedule: scheduleSchema
      .default({ name: 'constant', warmup: 0 })
      .meta({ ...training, description: 'How the learning rate changes with the steps.' }),
    steps: count.meta({ ...training, description: 'Optimizer steps of every level.' }),
    batch: count.default(60).meta({ ...training, description: 'Training examples of a step.' }),
    evaluateEvery: count
      .default(100)
      .meta({ ...training, description: 'Steps between evaluations on validation and test data.' }),
    labelSmoothing: shareBelowOne
      .default(0)
      .meta({ ...training, description: 'Share of the target spread evenly over all classes.' }),
    method: methodSchema.default({ name: 'dense' }).meta({ group: 'Pruning', title: 'Pruning method' }),
    control: controlSchema
      .optional()
      .meta({ group: 'Control', description: 'Trains the same recipe’s tickets, spoilt on purpose, or once more.' }),
  })
  .refine(({ dataset, augmentation }) => augmentation === 'none' || !isPlanarName(dataset.name), {
    path: ['augmentation'],
    error: 'none: points of a plane are no images',
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
    expected: issue!.message
      .replace(/^Invalid (input|option): expected /, '')
      .replace(/^Unrecognized key(s?): /, 'no member$1 ')
      .replace(/\.$/, ''),
  });
}

/**
 * The recipe without every member whose absence would mean the same. What remains is what recipes are compared and
 * hashed by, so adding a member with a default changes no old hash.
 */
export function minimalRecipe(recipe: RecipeInput): Json {
  const full = readRecipe(recipe);
  const { network } = full;
  if (network.name !== 'custom') return minimal(recipeSchema, full);
  const nodes = network.definition.nodes.map((node) => minimal(nodeDefinitionSchema, node));
  const definition = { ...network.definition, nodes };
  return minimal(recipeSchema, { ...full, network: { ...network, definition } });
}

/** What is valid, without every member of its records whose absence would mean the same. */
function minimal(schema: z.ZodType, value: unknown): Json {
  const goal = canonicalJson(schema.parse(value));
  const meansTheSame = (candidate: unknown) => {
    const result = schema.safeParse(candidate);
    return result.success && canonicalJson(result.data) === goal;
  };
  let current: unknown = JSON.parse(canonicalJson(value));
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
