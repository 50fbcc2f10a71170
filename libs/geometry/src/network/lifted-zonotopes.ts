import type { Numbers } from '../numbers/numbers';
import type { Point3 } from '../numbers/ring';
import { integerZonotope3d, type Zonotope3d } from '../polytope/zonotope3d';
import { classFunctions, type DecisionMode } from './class-functions';
import { checkInputs } from './decision-polygon';
import type { TwoLayers } from './two-layers';

/**
 * For each class of a network with two inputs and one hidden layer its lifted zonotope: the sum of [0, w_ij (a_j, c_j)], from
 * (0, d_i), the height, which biases make, last. The upper hull of all of them is what `decisionSubdivision` projects (Alfarra et
 * al., arXiv 2002.08838, theorem 2, with biases). Without sigma. O(p^3) for p units.
 *
 * @param options.mode `paper` when left out
 * @throws {InputError} for a network of other than two inputs, or as `checkTwoLayers`.
 */
export function liftedZonotopes<T>(
  numbers: Numbers<T>,
  network: TwoLayers<T>,
  { mode = 'paper' }: { readonly mode?: DecisionMode } = {},
): Zonotope3d<T>[] {
  const { inputs, rows, weights, bases, unit } = classFunctions(numbers, network, mode);
  checkInputs(inputs, 2);
  const over = numbers.over(unit);
  return weights.map((own, i) => {
    const generators = rows.map(([x, y, z], j): Point3<bigint> => [own[j]! * x!, own[j]! * y!, own[j]! * z!]);
    const { vertices, ...rest } = integerZonotope3d(generators, bases[i] as unknown as Point3<bigint>);
    return { ...rest, vertices: vertices.map(([x, y, z]): Point3<T> => [over(x), over(y), over(z)]) };
  });
}
