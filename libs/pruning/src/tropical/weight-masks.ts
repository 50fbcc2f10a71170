import { crossing, goneAt, shrinkUnit, type HiddenUnit } from '@tombola/geometry';
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
      { name: `${pair.hidden.name}/weights`, units, look: intoUnits(pair) },
      ...(last ? [{ name: `${pair.output.name}/weights`, units, look: outOfUnits(pair) }] : []),
    ];
  });
  const chosen = judged.map(({ name, units, look }) => {
    const count = removals(sparsity, countMask(masks[name]!).total);
    return { name, count, scores: scoresOf(units, look, count, sweeps) };
  });
  const counts = Object.fromEntries(chosen.map(({ name, count }) => [name, count]));
  return pruneLayers(masks, Object.fromEntries(chosen.map(({ name, scores }) => [name, scores])), counts);
}

/** What is left of weights after the updates, in the order of the layer's weights. */
type Look = (units: readonly HiddenUnit[]) => Float64Array;

function intoUnits({ hidden }: DensePair): Look {
  return (units) => {
    const values = new Float64Array(hidden.units * hidden.inputShapes[0]![0]);
    units.forEach(({ row }, j) => row.forEach((weight, i) => (values[i * hidden.units + j] = weight)));
    return values;
  };
}

function outOfUnits({ output }: DensePair): Look {
  return (units) => {
    const values = new Float64Array(units.length * output.units);
    units.forEach(({ out }, j) => values.set(out, j * output.units));
    return values;
  };
}

/** 0 for weights that are gone just below the lambda at which more than `count` are, 1 for those gone at it, 2 for others. */
function scoresOf(units: readonly HiddenUnit[], look: Look, count: number, sweeps: number): Float32Array {
  const at = (lambda: number) => look(units.map((unit) => shrinkUnit(unit, lambda, { penalty: 'weights', sweeps })));
  const isMore = (lambda: number) => at(lambda).reduce((sum, weight) => sum + (weight === 0 ? 1 : 0), 0) > count;
  const most = units.reduce((greatest, unit) => Math.max(greatest, goneAt(unit, 'weights')), 0);
  const [below, from] = crossing(isMore, most).map(at);
  return Float32Array.from(below!, (weight, i) => (weight === 0 ? 0 : from![i] === 0 ? 1 : 2));
}
