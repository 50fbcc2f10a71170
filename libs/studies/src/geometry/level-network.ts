import type { PiecewiseLinearNetwork } from '@tombola/geometry';
import { structureOf } from '@tombola/nn';
import type { Job } from '../trial/job';
import type { LevelResult, Results } from '../trial/results';
import { checkSameData } from '../trial/same-data';
import type { Bench } from '../trial/workbench';
import { piecewiseLinear } from './piecewise-linear';

/**
 * The trained network of a finished level, as libs/geometry slices it; without the channels that its method removed.
 *
 * @throws {InputError} when the level was trained on other data than those of the bench.
 */
export async function levelNetwork(
  job: Job,
  result: LevelResult,
  results: Results,
  bench: Bench,
): Promise<PiecewiseLinearNetwork> {
  checkSameData(result, bench);
  const { inputShape, classes } = bench.network;
  const structure = result.network === undefined ? bench.network : structureOf(result.network, { inputShape, classes });
  return piecewiseLinear(structure, await results.final(job));
}
