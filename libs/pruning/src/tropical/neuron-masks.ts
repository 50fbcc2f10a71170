import { exitOfUnit } from '@tombola/geometry';
import type { Network, Parameters } from '@tombola/nn';
import { countMask, denseMasks, type Masks } from '../masks';
import { removals } from '../removals';
import { densePairs, type DensePair } from './dense-pairs';
import { unitsOfPair } from './pair-units';
import { pairLayers } from './pair-layers';

/**
 * Tropical pruning of whole neurons: hidden units leave in the order of the lambda at which the surrogate makes them 0, of every
 * hidden layer in the same proportion, with the weights into them and out of them, until exactly as many weights are gone as
 * the sparsity asks of the layers together. Of the last unit that would be too much: only its smallest weights go.
 *
 * @param sparsity from 0 to less than 1
 * @param sweeps rounds of the alternating updates
 */
export function neuronMasks(network: Network, state: Parameters, sparsity: number, sweeps: number): Masks {
  const pairs = densePairs(network);
  const masks = denseMasks(network);
  let left = pairLayers(pairs).reduce((sum, name) => sum + removals(sparsity, countMask(masks[name]!).total), 0);
  for (const unit of leaving(pairs, state, sweeps)) {
    const weights = weightsOf(unit).filter(({ name, at }) => masks[name]!.data[at] === 1);
    if (weights.length > left) {
      const size = ({ name, at }: Weight) => Math.abs(state[name]!.data[at]!);
      weights.sort((a, b) => size(a) - size(b));
    }
    for (const { name, at } of weights.slice(0, left)) masks[name]!.data[at] = 0;
    left -= Math.min(left, weights.length);
    if (left === 0) break;
  }
  return masks;
}

interface Unit {
  readonly pair: DensePair;
  readonly index: number;
}

/** The units of all pairs, the first to leave first: by their rank within their layer, over the size of the layer. */
function leaving(pairs: readonly DensePair[], state: Parameters, sweeps: number): Unit[] {
  const placed = pairs.flatMap((pair) => {
    const exits = unitsOfPair(pair, state).map((unit, index) => ({ index, exit: exitOfUnit(unit, sweeps) }));
    exits.sort((a, b) => a.exit - b.exit || b.index - a.index);
    return exits.map(({ index }, rank) => ({ pair, index, place: (rank + 0.5) / exits.length }));
  });
  return placed.sort((a, b) => a.place - b.place);
}

interface Weight {
  readonly name: string;
  readonly at: number;
}

/** The weights into a unit, then those out of it. */
function weightsOf({ pair: { hidden, output }, index }: Unit): Weight[] {
  const inputs = hidden.inputShapes[0]![0];
  const into = Array.from({ length: inputs }, (_, i) => ({
    name: `${hidden.name}/weights`,
    at: i * hidden.units + index,
  }));
  const out = Array.from({ length: output.units }, (_, k) => ({
    name: `${output.name}/weights`,
    at: index * output.units + k,
  }));
  return [...into, ...out];
}
