import { InputError } from './errors';
import type { RandomStream } from './random';
import { checkSample, mean, standardDeviation } from './summary';
import { quantileOfT, withinT } from './t-distribution';

/** Lower and upper bound, low <= high. */
export type Interval = readonly [low: number, high: number];

/** What a paired comparison found. */
export interface PairedComparison {
  /** Number of pairs. */
  readonly n: number;
  /** Mean difference. */
  readonly effect: number;
  /** Student t interval of the mean difference. */
  readonly interval: Interval;
}

/**
 * The p-quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan, 1996), 0 <= p <= 1.
 *
 * @throws {InputError} for no values, a value that is not finite, or p outside [0, 1].
 */
export function quantile(values: readonly number[], p: number): number {
  checkSample(values, 1);
  if (!(p >= 0 && p <= 1)) throw new InputError({ what: 'a quantile has no such share', value: p, expected: '0 to 1' });
  const sorted = Float64Array.from(values).sort();
  const position = p * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (position - below) * (high - low);
}

/**
 * Student t confidence interval of a mean: mean ± t((1 + level) / 2, n - 1) s / sqrt(n). Assumes that the values are
 * independent and their mean near normal.
 *
 * @param level confidence in (0, 1), such as 0.95.
 * @throws {InputError} for fewer than two values, a value that is not finite, or a level outside (0, 1).
 */
export function meanInterval(values: readonly number[], level: number): Interval {
  checkSample(values, 2);
  checkLevel(level);
  const n = values.length;
  const centre = mean(values);
  const half = (quantileOfT((1 + level) / 2, n - 1) * standardDeviation(values)!) / Math.sqrt(n);
  return [centre - half, centre + half];
}

/**
 * Mean of paired differences with its Student t interval.
 *
 * @param differences one per pair, such as one per seed: value of one arm minus value of the other.
 * @param level confidence in (0, 1), such as 0.95.
 * @throws {InputError} as {@link meanInterval}.
 */
export function pairedInterval(differences: readonly number[], level: number): PairedComparison {
  const interval = meanInterval(differences, level);
  return { n: differences.length, effect: mean(differences), interval };
}

/**
 * Two-sided p-value of a one-sample Student t test that the mean is `centre`. It is below 1 - level exactly when the
 * interval of {@link meanInterval} leaves `centre` out.
 *
 * @throws {InputError} for fewer than two values or a value that is not finite.
 */
export function tTest(values: readonly number[], centre: number): number {
  checkSample(values, 2);
  const distance = Math.abs(mean(values) - centre);
  const error = standardDeviation(values)! / Math.sqrt(values.length);
  if (error === 0) return distance === 0 ? 1 : 0;
  return 1 - withinT(distance / error, values.length - 1);
}

/**
 * Percentile bootstrap interval of a statistic (Efron, 1979): the values are drawn again with replacement. Meant for
 * ten values or more; with fewer it is too narrow.
 *
 * @param level confidence in (0, 1), such as 0.95.
 * @param stream decides the draws: the same stream gives the same interval.
 * @throws {InputError} for fewer than two values, a value that is not finite, or a level outside (0, 1).
 */
export function bootstrapInterval(
  values: readonly number[],
  level: number,
  stream: RandomStream,
  {
    resamples = 10_000,
    statistic = mean,
  }: { resamples?: number; statistic?: (sample: readonly number[]) => number } = {},
): Interval {
  checkSample(values, 2);
  checkLevel(level);
  const sample = values.slice();
  const statistics = Array.from({ length: resamples }, () => {
    for (let i = 0; i < sample.length; i++) sample[i] = values[stream.integer(values.length)]!;
    return statistic(sample);
  });
  return [quantile(statistics, (1 - level) / 2), quantile(statistics, (1 + level) / 2)];
}

/**
 * Holm's adjustment (1979) of the p-values of several claims, in their order: rejecting those below alpha keeps the
 * chance of any false rejection below alpha, whatever their dependence.
 *
 * @throws {InputError} for a p-value outside [0, 1].
 */
export function holm(pValues: readonly number[]): number[] {
  for (const p of pValues) {
    if (!(p >= 0 && p <= 1)) throw new InputError({ what: 'a p-value is impossible', value: p, expected: '0 to 1' });
  }
  const order = pValues.map((_, i) => i).sort((i, j) => pValues[i]! - pValues[j]! || i - j);
  const adjusted = new Array<number>(pValues.length);
  let running = 0;
  order.forEach((index, rank) => {
    running = Math.max(running, Math.min(1, (pValues.length - rank) * pValues[index]!));
    adjusted[index] = running;
  });
  return adjusted;
}

function checkLevel(level: number): void {
  if (!(level > 0 && level < 1)) {
    throw new InputError({ what: 'a confidence level is impossible', value: level, expected: 'between 0 and 1' });
  }
}
