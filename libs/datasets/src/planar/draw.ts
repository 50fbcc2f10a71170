import { randomStream } from '@tombola/shared';
import type { ImageSet, PlanarChoice } from '../types';
import { distributions, type Distribution, type Point } from './distributions';
import { pointSet } from './point-set';
import { standardisationOf, standardised } from './standardise';

/** What a recipe leaves out of a planar data set; `planarOptions` of the contracts has the same for recipes. */
export function classesOf(choice: PlanarChoice): number {
  return 'classes' in choice ? choice.classes : 2;
}

/**
 * Training and test points of a distribution, as many of every class (up to one), standardised by the training points.
 * Streams are named by data set, draw and part, so neither part shifts the other, and no seed of a trial changes either.
 */
export function drawPlanar(choice: PlanarChoice): { readonly train: ImageSet; readonly test: ImageSet } {
  const [train, test] = [part(choice, 'train'), part(choice, 'test')];
  const standardisation = standardisationOf(train.points);
  const set = ({ points, labels }: Part) =>
    pointSet(
      points.map((point) => standardised(point, standardisation)),
      labels,
      classesOf(choice),
    );
  return { train: set(train), test: set(test) };
}

interface Part {
  readonly points: readonly Point[];
  readonly labels: readonly number[];
}

function part(choice: PlanarChoice, which: 'train' | 'test'): Part {
  const { name, examples, noise, draw } = choice;
  const random = randomStream(0, 'planar', name, draw, which);
  const distribution: Distribution = distributions[name];
  const classes = classesOf(choice);
  const labels = Array.from({ length: examples }, (_, i) => i % classes);
  const points = labels.map((label): Point => {
    const [x, y] = distribution(label, classes, random);
    return [x + noise * random.normal(), y + noise * random.normal()];
  });
  return { points, labels };
}
