import { z } from 'zod';
import { count, examples } from './dataset-options';

/** Most points of a data set of one's own: they are part of the recipe. */
export const MOST_POINTS = 2000;
const MOST_CLASSES = 10;

const drawn = {
  examples: count.min(20).max(1_000_000).default(2000).describe('Training examples, and as many test examples.'),
  validation: count.default(400).describe('Training examples held out to choose with.'),
  draw: z.int().min(0).default(0).describe('Another number, other points of the same distribution.'),
};
const noise = (deviation: number) =>
  z
    .number()
    .min(0)
    .max(10)
    .default(deviation)
    .describe('Standard deviation of both coordinates, before they are standardised.');
const classes = z.int().min(2).max(MOST_CLASSES).default(2).describe('How many classes there are.');

const coordinate = z.number().min(-1000).max(1000);
const point = z.tuple(
  [
    coordinate,
    coordinate,
    z
      .int()
      .min(0)
      .max(MOST_CLASSES - 1),
  ],
  {
    error: '[x, y, class], x and y from -1000 to 1000, classes from 0 to 9',
  },
);

/** Every class up to the greatest has a point, and there are two at least. */
function areAllThere(points: readonly (readonly number[])[]): boolean {
  const present = new Set(points.map((each) => each[2]!));
  return present.size >= 2 && present.size === Math.max(...present) + 1;
}

const points = z
  .array(point)
  .min(4)
  .max(MOST_POINTS)
  .refine(areAllThere, { error: 'classes 0, 1, ... with a point each, two of them at least' })
  .describe('As JSON: [[x, y, class], ...]; classes count from 0.');

/** Of these training examples some have to be left to train on. */
const toTrainOn = {
  path: ['validation'],
  error: 'fewer held out than there are: 400 of drawn points, 10 of your own where the recipe says nothing',
};
const leavesSome = (set: { examples: number; validation: number }) => set.validation < set.examples;

/** Data sets of two coordinates: drawn from a distribution, or the user's own points. */
export const planarOptions = [
  examples('two-moons', 'Points of a plane: two half circles that reach into each other.', {
    ...drawn,
    noise: noise(0.1),
  }).refine(leavesSome, toTrainOn),
  examples('circles', 'Points of a plane: two circles around one centre.', { ...drawn, noise: noise(0.08) }).refine(
    leavesSome,
    toTrainOn,
  ),
  examples('spirals', 'Points of a plane: arms of a spiral, one a class.', {
    ...drawn,
    noise: noise(0.03),
    classes,
  }).refine(leavesSome, toTrainOn),
  examples('blobs', 'Points of a plane: normal clouds around points of a circle, one a class.', {
    ...drawn,
    noise: noise(0.4),
    classes,
  }).refine(leavesSome, toTrainOn),
  examples('points', 'Points of a plane of your own. They are what is tested on, too.', {
    points,
    validation: count.default(10).describe('Points held out to choose with.'),
  }).refine(({ points: own, validation }) => validation < own.length, toTrainOn),
] as const;

const names: ReadonlySet<string> = new Set(planarOptions.map(({ shape }) => shape.name.value));

/** Whether a data set of this name has points of a plane for examples. */
export const isPlanarName = (name: string): boolean => names.has(name);
