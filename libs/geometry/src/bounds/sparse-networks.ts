import { InputError, type RandomStream } from '@tombola/shared';
import { binomial, checkCounts } from './binomial';
import { serraSum } from './deep-networks';
import { genericRank } from './matching';

/** Which weights of a layer there are, one byte each, [units, inputs] row by row. */
export interface LayerMask {
  readonly units: number;
  readonly inputs: number;
  readonly mask: ArrayLike<number>;
}

/**
 * At most so many linear regions has a network with these masks, whatever its weights: Serra's sum, where units without weights are
 * constants and a layer's hyperplanes have at most its generic rank. That sparse matrices have smaller ranks is how Cai et al. (Getting
 * away with more network pruning, 2023) bound the regions of pruned networks.
 *
 * @param hidden the masks of the hidden layers, from the first on
 * @throws {InputError} for no layers, or masks that do not fit.
 */
export function maskedUpper(hidden: readonly LayerMask[]): bigint {
  const [first] = hidden;
  if (first === undefined) throw new InputError({ what: 'there are no hidden layers', expected: 'one mask or more' });
  const layers = hidden.map(({ units, inputs, mask }, l) => {
    const expected = l === 0 ? first.inputs : hidden[l - 1]!.units;
    if (inputs !== expected || mask.length !== units * inputs) {
      throw new InputError({
        what: `the mask of hidden layer ${l} does not fit`,
        value: `${mask.length} bits for ${units} units of ${inputs} inputs`,
        expected: `units of ${expected} inputs, one bit a weight`,
      });
    }
    const rows = Array.from({ length: units }, (_, j) => j);
    const used = rows.filter((j) => Array.from({ length: inputs }, (_, k) => k).some((k) => mask[j * inputs + k]));
    return { units: used.length, rank: genericRank(mask, units, inputs) };
  });
  return serraSum(first.inputs, layers);
}

/**
 * The mean of {@link maskedUpper} over random masks that keep each weight with its layer's density: an estimate of what sparsity leaves,
 * from `draws` of a stream.
 *
 * @param densities one a hidden layer, 0 to 1
 * @throws {InputError} for counts or densities that are none.
 */
export function expectedMaskedUpper(
  inputs: number,
  widths: readonly number[],
  { densities, draws, stream }: { densities: readonly number[]; draws: number; stream: RandomStream },
): number {
  checkCounts([inputs, ...widths, draws], 'inputs, units and draws', 1);
  if (densities.length !== widths.length) {
    throw new InputError({
      what: 'densities do not fit the layers',
      value: densities.length,
      expected: `${widths.length}`,
    });
  }
  densities.forEach(checkDensity);
  let sum = 0;
  for (let draw = 0; draw < draws; draw++) {
    const masks = widths.map((units, l) => {
      const own = l === 0 ? inputs : widths[l - 1]!;
      const mask = Uint8Array.from({ length: units * own }, () => (stream.uniform() < densities[l]! ? 1 : 0));
      return { units, inputs: own, mask };
    });
    sum += Number(maskedUpper(masks));
  }
  return sum / draws;
}

/**
 * The expected number of regions of one hidden layer of n units whose weights are generic where they are kept, each with a probability
 * `density`, biases generic: exact. The regions of hyperplanes with generic offsets are the independent sets of their normals, and k
 * generic rows are independent when their masks can be matched with k different inputs: sum of C(n, k) P(a k x d mask can), k to d.
 *
 * @param inputs at most 5
 * @throws {InputError} for counts or a density that are none.
 */
export function expectedSparseRegions(units: number, inputs: number, density: number): number {
  checkCounts([units], 'units');
  checkDensity(density);
  if (!Number.isInteger(inputs) || inputs < 0 || inputs > 5) {
    throw new InputError({
      what: 'the expected number of regions is not known for so many inputs',
      value: inputs,
      expected: '0 to 5',
      mend: 'Take a bound, such as the expected one of masks.',
    });
  }
  return matchingChances(inputs, density).reduce((sum, chance, k) => sum + Number(binomial(units, k)) * chance, 0);
}

/** The chances, for k from 0 to d, that the rows of a random k x d mask can be matched with k different columns. */
function matchingChances(d: number, density: number): number[] {
  const subsets = Array.from({ length: 2 ** d }, (_, set) => set);
  const size = (set: number) => subsets.filter((column) => column < d && (set >> column) & 1).length;
  // Bit T of a state: the rows so far can be matched with the columns of T. At first that is the empty set.
  let states = new Map([[1, 1]]);
  const chances = [1];
  for (let k = 1; k <= d; k++) {
    const next = new Map<number, number>();
    for (const [state, chance] of states) {
      for (const row of subsets) {
        const reached = extend(state, row, d);
        const own = chance * density ** size(row) * (1 - density) ** (d - size(row));
        if (reached !== 0) next.set(reached, (next.get(reached) ?? 0) + own);
      }
    }
    states = next;
    chances.push([...states.values()].reduce((sum, chance) => sum + chance, 0));
  }
  return chances;
}

/** The sets of columns that can be matched when a row with ones in `row` is added. */
function extend(state: number, row: number, d: number): number {
  let reached = 0;
  for (let set = 0; set < 2 ** d; set++) {
    if (((state >>> set) & 1) === 0) continue;
    for (let column = 0; column < d; column++) {
      if ((row >> column) & 1 & ~(set >> column)) reached |= 1 << (set | (1 << column));
    }
  }
  return reached;
}

function checkDensity(density: number): void {
  if (density >= 0 && density <= 1) return;
  throw new InputError({ what: 'a density is impossible', value: density, expected: '0 to 1' });
}
