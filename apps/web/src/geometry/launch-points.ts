import type { StudyCreate } from '@tombola/shared';
import type { DrawnPoint } from './draw/points';

/** Studies of drawn points have it, so that they are found again. */
export const GEOMETRY_TAG = 'geometry';

export interface Training {
  readonly seed: number;
  readonly steps: number;
  /** Times that weights are pruned. */
  readonly rounds: number;
  /** `ticket`: from the first weights; `all`: also from weights drawn anew, as the study of the paper has them. */
  readonly starts: 'ticket' | 'all';
}

/** Fewer points teach nothing. */
export const FEWEST_POINTS = 10;
/** What the network of the paper has. */
const UNITS = 40;
/** Of the weights that are left, those that a round takes. */
const RATE = 0.3;

/** What keeps points from being trained on; undefined when nothing does. */
export function problemOf(points: readonly DrawnPoint[]): string | undefined {
  const classes = new Set(points.map((point) => point.class));
  if (points.length < FEWEST_POINTS || classes.size < 2)
    return `At least ${FEWEST_POINTS} points of two classes are needed.`;
  return undefined;
}

/** Trains on drawn points: dense, then pruned round by round, each time from the first weights or, in further arms, from others. */
export function requestOf(points: readonly DrawnPoint[], { seed, starts, ...size }: Training): StudyCreate {
  const changes = changesOf(points, size);
  const method = { name: 'imp', levels: size.rounds, rate: RATE, outputRate: RATE };
  const network = { name: 'mlp', hidden: [UNITS] };
  const optimizer = { name: 'adam', learningRate: 0.01 };
  return {
    source:
      starts === 'ticket'
        ? { from: 'recipe', seeds: [seed], recipe: { network, optimizer, method, ...changes } }
        : {
            ...{ from: 'preset', preset: 'tropical', seeds: [seed], draws: 1 },
            // What the study says of its own data is none of these.
            changes: { ...changes, dataset: { ...changes.dataset, examples: null }, method: { levels: size.rounds } },
          },
    name: `${points.length} drawn points`,
    tags: [GEOMETRY_TAG],
  };
}

function changesOf(points: readonly DrawnPoint[], { steps }: Pick<Training, 'steps'>) {
  // Classes count from 0 without gaps, in the order in which the pad has them.
  const classes = [...new Set(points.map((point) => point.class))].sort((a, b) => a - b);
  const validation = Math.max(2, Math.floor(points.length / 5));
  return {
    dataset: {
      name: 'points',
      points: points.map((point) => [point.x, point.y, classes.indexOf(point.class)]),
      validation,
    },
    batch: Math.min(32, points.length - validation),
    steps,
    evaluateEvery: Math.max(1, Math.floor(steps / 10)),
  };
}
