import { floats } from '../numbers/floats';
import type { Vector } from '../numbers/vector';
import { checkDenseLayers, type DenseLayers } from '../network/dense-layers';
import { checkAttack } from './check-attack';
import { costOf, movesOf, worthOf } from './cost';
import { descend } from './descend';
import { marginAt, type Checked } from './margin';
import { moveRow } from './move-row';

export interface TropicalAttackOptions {
  /** The class that the network is to say, from 0. */
  readonly target: number;
  /** By how much it is to be above all others; 1 when left out. */
  readonly margin?: number;
  /** Where inputs may be, as [0, 1] for images; anywhere when left out. */
  readonly range?: readonly [low: number, high: number];
  /** The most that an input changes: epsilon 1. Without bound when left out. */
  readonly mostInput?: number;
  /** The most that a weight of the first layer changes: epsilon 2. Without bound when left out. */
  readonly mostWeight?: number;
}

/** Two views of one attack: A (x + input) is (A + weights) x. */
export interface TropicalAttack {
  /** eta: what is added to the input. */
  readonly input: Vector;
  /** xi: what could be added to the weights of the first layer instead; a row a unit. */
  readonly weights: readonly Vector[];
  /** The margin of the target, of the network at x + input and of the changed network at x. */
  readonly margins: { readonly input: number; readonly weights: number };
  /** |eta|², and how far generators move. */
  readonly costs: { readonly input: number; readonly weights: number };
}

/** Descents, each with another weight of the margin. */
const SEARCHES = 12;

/**
 * The tropical attack of Alfarra et al. (arXiv 2002.08838, their section on adversarial attacks): instead of moving an input over the
 * decision boundary, the first layer may be changed so that the boundary moves over the input. With A the first layer, both are tied by
 * A eta = xi x; wanted is the least
 *
 * |eta|² + 1/2 sum over the next layer's outputs k of |Diag(B⁺(k,:)) xi|² + |Diag(B⁻(k,:)) xi|²,
 *
 * whose second part is how far the generators of the zonotopes move. The paper solves it by penalties and ADMM. For a given eta, the
 * best xi has a closed form, and then both networks say the same, so here eta alone is searched for: by descents on the cost and a
 * hinge of the margin, whose weight is halved and doubled as in Carlini and Wagner (2017), and by a bisection of what was found.
 * What is found is a minimum nearby, not the least of all.
 *
 * @param network dense layers, with an output for each of two classes or more
 * @returns undefined when nothing was found within the bounds
 * @throws {InputError} for an input, class or bound that is none, or as other functions of dense layers do.
 */
export function tropicalAttack(
  network: DenseLayers,
  x: Vector,
  options: TropicalAttackOptions,
): TropicalAttack | undefined {
  const checked = checkDenseLayers(floats, network);
  checkAttack(checked, x, options);
  const { target, margin = 1, mostInput = Infinity, mostWeight = Infinity, range = [-Infinity, Infinity] } = options;
  const low = x.map((each) => Math.max(each - mostInput, range[0]));
  const high = x.map((each) => Math.min(each + mostInput, range[1]));
  const attackOf = (point: ArrayLike<number>) => seenBothWays(checked, x, point, target, mostWeight);
  const reaches = (point: ArrayLike<number>) => {
    if (marginAt(checked, point, target).value < margin) return false;
    const found = attackOf(point);
    return found !== undefined && found.margins.weights >= margin - 1e-9 * Math.max(1, margin);
  };
  let [best, least]: [Vector | undefined, number] = [undefined, Infinity];
  const descent = { checked, x, target, margin, low, high, reach: reachOf(x, mostWeight) };
  let [weight, failed, worked] = [1, 0, Infinity];
  for (let search = 0; search < SEARCHES; search++) {
    let found = false;
    for (const point of descend(descent, weight)) {
      if (!reaches(point)) continue;
      found = true;
      const cost = costOf(checked, x, point);
      if (cost < least) [best, least] = [[...point], cost];
    }
    if (found) worked = weight;
    else failed = weight;
    weight = worked === Infinity ? 4 * weight : (failed + worked) / 2;
  }
  return best === undefined ? undefined : attackOf(shortened(x, best, reaches));
}

/** The point nearest to x on the way to one that is beyond the margin, found by bisection; as far as it is beyond there as well. */
function shortened(x: Vector, found: Vector, reaches: (point: Vector) => boolean): Vector {
  const on = (share: number) => x.map((each, i) => each + share * (found[i]! - each));
  let [short, long] = [0, 1];
  for (let i = 0; i < 50; i++) {
    const middle = (short + long) / 2;
    if (reaches(on(middle))) long = middle;
    else short = middle;
  }
  return long === 1 ? found : on(long);
}

/** What moving the input by eta is for the weights; undefined when they may not move so far. */
function seenBothWays(
  checked: Checked,
  x: Vector,
  point: ArrayLike<number>,
  target: number,
  mostWeight: number,
): TropicalAttack | undefined {
  const [first, ...rest] = checked.layers;
  const rows = [...movesOf(first!.weights, x, point)].map((by) => moveRow(x, by, mostWeight));
  if (rows.some((row) => row === undefined)) return undefined;
  const weights = rows as Vector[];
  const moved = first!.weights.map((row, j) => row.map((weight, i) => weight + weights[j]![i]!));
  const changed = { ...checked, layers: [{ ...first!, weights: moved }, ...rest] };
  const input = x.map((each, i) => point[i]! - each);
  const worths = worthOf(checked);
  return {
    input,
    weights,
    margins: { input: marginAt(checked, point, target).value, weights: marginAt(changed, x, target).value },
    costs: {
      input: input.reduce((sum, each) => sum + each * each, 0),
      weights: weights.reduce((sum, row, j) => sum + (worths[j]! / 2) * row.reduce((all, r) => all + r * r, 0), 0),
    },
  };
}

/** The most that a preactivation can be moved by weights. */
function reachOf(x: Vector, mostWeight: number): number {
  return mostWeight === Infinity ? Infinity : mostWeight * x.reduce((sum, each) => sum + Math.abs(each), 0);
}
