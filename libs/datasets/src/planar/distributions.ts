import type { RandomStream } from '@tombola/shared';

/** A point of a plane. */
export type Point = readonly [x: number, y: number];

/** Draws a point of a class, without noise. */
export type Distribution = (label: number, classes: number, random: RandomStream) => Point;

const { PI, cos, sin } = Math;

/**
 * The plane distributions that networks with two inputs are shown on, noise apart. The first two are those of
 * scikit-learn's `make_moons` and `make_circles` (factor 0.5), with random places along the curve.
 */
export const distributions = {
  'two-moons': (label, _classes, random) => {
    const angle = PI * random.uniform();
    return label === 0 ? [cos(angle), sin(angle)] : [1 - cos(angle), 0.5 - sin(angle)];
  },
  circles: (label, _classes, random) => onCircle(2 * PI * random.uniform(), label === 0 ? 1 : 0.5),
  /** Arms that go once around; the square root makes points as dense at their ends as at the centre. */
  spirals: (label, classes, random) => {
    const radius = 0.1 + 0.9 * Math.sqrt(random.uniform());
    return onCircle(2 * PI * (radius + label / classes), radius);
  },
  blobs: (label, classes) => onCircle((2 * PI * label) / classes, 1),
} as const satisfies Record<string, Distribution>;

export type PlanarName = keyof typeof distributions;

function onCircle(angle: number, radius: number): Point {
  return [radius * cos(angle), radius * sin(angle)];
}
