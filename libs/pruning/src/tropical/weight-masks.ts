import { crossing, goneAt, shrinkUnit, type HiddenUnit, type Vector } from '@tombola/geometry';
import type { Network, Parameters } from '@tombola/nn';
import { countMask, denseMasks, type Masks } from '../masks';
import { pruneLayers } from '../prune';
import { removals } from '../removals';
import { densePairs, type DensePair } from './dense-pairs';
import { unitsOfPair } from './pair-units';

/**
 * Tropical pruning of single weights, a variant of ours: in each layer exactly as many leave as the sparsity asks for, those that
 * the surrogate makes 0 under the penalty of their magnitudes, at a lambda of the layer's own. The weights of a layer are judged as
 * those into the units of the pair that it begins; those of the last layer as those out of the units of the last pair.
 *
 * @param sparsity from 0 to less than 1
 * @param sweeps rounds of the alternating updates
 */
export function weightMasks(network: Network, state: Parameters, sparsity: number, sweeps: number): Masks {
  const masks = denseMasks(network);
  const judged = densePairs(network).flatMap((pair, _, pairs) => {
    const units = unitsOfPair(pair, state);
    const last = pairs.every(({ hidden }) => hidden !== pair.output);
    return [
      { name: `${pair.hidden.name}/weights`, units, side: intoUnits(pair) },
      ...(last ? [{ name: `${pair.output.name}/weights`, units, side: outOfUnits(pair) }] : []),
    ];
  });
  const chosen = judged.map(({ name, units, side }) => {
    const count = removals(sparsity, countMask(masks[name]!).total);
    return { name, count, scores: scoresOf(units, side, count, sweeps) };
  });
  const counts = Object.fromEntries(chosen.map(({ name, count }) => [name, count]));
  return pruneLayers(masks, Object.fromEntries(chosen.map(({ name, scores }) => [name, scores])), counts);
}

/** Which weights of units are judged, and where they are among those of their layer. */
interface Side {
  readonly of: (unit: HiddenUnit) => Vector;
  readonly at: (unit: number, index: number) => number;
}

function intoUnits({ hidden }: DensePair): Side {
  return { of: ({ row }) => row, at: (unit, input) => input * hidden.units + unit };
}

function outOfUnits({ output }: DensePair): Side {
  return { of: ({ out }) => out, at: (unit, index) => unit * output.units + index };
}

/** 0 for weights that are gone below the lambda at which `count` are, 1 for those gone at it, 2 for others. */
function scoresOf(units: readonly HiddenUnit[], { of, at }: Side, count: number, sweeps: number): Float32Array {
  const left = (lambda: number) => units.map((unit) => of(shrinkUnit(unit, lambda, { penalty: 'weights', sweeps })));
  const most = units.reduce((greatest, unit) => Math.max(greatest, goneAt(unit, 'weights')), 0);
  const [below, from] = crossing((lambda) => zerosOf(left(lambda)) - count, most).map(left);
  const scores = new Float32Array(units.length * below![0]!.length);
  below!.forEach((weights, unit) =>
    weights.forEach((weight, index) => {
      scores[at(unit, index)] = weight === 0 ? 0 : from![unit]![index] === 0 ? 1 : 2;
    }),
  );
  return scores;
}

function zerosOf(vectors: readonly Vector[]): number {
  let zeros = 0;
  for (const vector of vectors) for (const x of vector) if (x === 0) zeros += 1;
  return zeros;
}
