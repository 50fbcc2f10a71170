import type { Masks } from '@tombola/pruning';
import { canonicalJson, InputError } from '@tombola/shared';
import { jobKey, type Job } from '../trial/job';
import type { Results } from '../trial/results';
import type { Workbench } from '../trial/workbench';
import type { LineOptions } from './line';
import { bezierPath, linearPath, type BezierOptions, type PathLosses } from './paths';

export interface ConnectOptions
  extends
    Pick<LineOptions, 'statistics' | 'batches' | 'points' | 'signal'>,
    Pick<BezierOptions, 'steps' | 'learningRate'> {
  readonly results: Results;
  readonly workbench: Workbench;
}

/** Training losses between two finished levels. */
export interface ConnectReport {
  readonly levels: readonly [string, string];
  readonly linear: PathLosses;
  /** The middle of the curve has the weights that either level keeps. */
  readonly sparse: PathLosses;
  /** It may have all weights. */
  readonly dense: PathLosses;
}

/**
 * The three paths of Evci et al. (ICML 2020, section 4.4, figure 6) between two solutions: the straight line, a quadratic Bezier
 * curve within their masks, and one through the dense space.
 *
 * @throws {InputError} when they are not of one network and data, or channels have left one of them.
 */
export async function connect(from: Job, to: Job, options: ConnectOptions): Promise<ConnectReport> {
  const { results, workbench, steps, learningRate, ...line } = options;
  const task = ({ recipe }: Job) => canonicalJson([recipe.network, recipe.dataset]);
  const thin = [from, to].some(({ recipe }) => recipe.method.name === 'small-dense');
  const ended = [await results.result(from), await results.result(to)];
  if (task(from) !== task(to) || thin || ended.some((result) => result?.network !== undefined)) {
    throw new InputError({
      what: 'there is no path between networks of different shapes, or on different data',
      value: [jobKey(from), jobKey(to)],
      expected: 'two levels of the same network and data set, with all channels',
    });
  }
  const [a, b] = [await results.outcome(from), await results.outcome(to)];
  const bench = await workbench.for(from.recipe);
  const along: LineOptions = { bench, programs: await bench.programs(), seed: from.seed, ...line };
  const curve = { ...along, steps, learningRate };
  return {
    levels: [jobKey(from), jobKey(to)],
    linear: await linearPath(a.parameters, b.parameters, along),
    sparse: lossesOf(await bezierPath(a.parameters, b.parameters, { ...curve, within: either(a.masks, b.masks) })),
    dense: lossesOf(await bezierPath(a.parameters, b.parameters, curve)),
  };
}

const lossesOf = ({ at, losses, barrier }: PathLosses): PathLosses => ({ at, losses, barrier });

/** What either keeps. */
function either(a: Masks, b: Masks): Masks {
  return Object.fromEntries(
    Object.entries(a).map(([name, mask]) => [
      name,
      { ...mask, data: mask.data.map((bit, i) => bit | b[name]!.data[i]!) },
    ]),
  );
}
