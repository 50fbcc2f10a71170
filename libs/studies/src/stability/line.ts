import { statisticsOf, type Parameters } from '@tombola/nn';
import { evenly, interpolate } from '@tombola/pruning';
import type { Programs } from '../trial/programs';
import type { Bench } from '../trial/workbench';

/**
 * What batch norm does between two networks. `recompute`: statistics that the weights have on training data, at every point
 * and at the ends. `interpolate`: those of the ends, averaged as weights are. `nearest`: those of the end that is nearer.
 */
export type StatisticsTreatment = 'recompute' | 'interpolate' | 'nearest';

export interface LineOptions {
  readonly bench: Bench;
  readonly programs: Programs;
  readonly seed: number;
  readonly statistics: StatisticsTreatment;
  /** Training batches that statistics are recomputed on, the same at every point. */
  readonly batches: number;
  /** Even points, the ends among them. */
  readonly points: number;
  readonly signal?: AbortSignal;
}

/**
 * Errors on test data along the line alpha a + (1 - alpha) b, from alpha 0, which is b, to 1.
 *
 * @throws the signal's reason when it fires.
 */
export async function errorsBetween(a: Parameters, b: Parameters, options: LineOptions): Promise<number[]> {
  const { bench, programs, points, signal } = options;
  const evaluator = await programs.evaluator();
  const errors: number[] = [];
  for (const alpha of evenly(points)) {
    signal?.throwIfAborted();
    const point = await withStatistics(interpolate(a, b, alpha), alpha < 0.5 ? b : a, options);
    errors.push(1 - (await evaluator.evaluate(point, bench.test)).accuracy);
  }
  return errors;
}

/** A point between two networks with statistics by the treatment. @param nearest the end that is nearer */
export async function withStatistics(
  point: Parameters,
  nearest: Parameters,
  { bench, programs, seed, statistics, batches: count }: LineOptions,
): Promise<Parameters> {
  const names = statisticsOf(programs.network).map(({ name }) => name);
  if (names.length === 0 || statistics === 'interpolate') return point;
  if (statistics === 'nearest') {
    return { ...point, ...Object.fromEntries(names.map((name) => [name, nearest[name]!])) };
  }
  const batches = await bench.openBatches(seed, 'statistics');
  try {
    const program = await programs.batchStatistics();
    return await program.of(point, batches, count, { seed, stream: 'statistics' });
  } finally {
    await batches.close();
  }
}
