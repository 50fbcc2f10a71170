import type { Vector } from '../numbers/vector';
import type { TwoLayers } from '../network/two-layers';

/**
 * A hidden unit as the surrogate of tropical pruning sees it. Between the ordered pair of outputs i and k it has the generator
 * w_ik a, with w_ik = B⁺(i,j) + B⁻(k,j).
 */
export interface HiddenUnit {
  /** a: its weights from each input; biases take no part. */
  readonly row: Vector;
  /** B(:,j): its weights to each output. */
  readonly out: Vector;
}

/** The units of a network with one hidden layer; what outputs have of inputs directly is left out. */
export function hiddenUnits({ hidden, output }: Pick<TwoLayers, 'hidden' | 'output'>): HiddenUnit[] {
  return hidden.weights.map((row, j) => ({ row, out: output.weights.map((weights) => weights[j]!) }));
}

/** Whether a unit has no generator left: it is never on, or nobody reads it. */
export function isGone({ row, out }: HiddenUnit): boolean {
  return row.every((x) => x === 0) || out.every((x) => x === 0);
}

/** Its generators w_ik a, for the ordered pairs (i, k), i before k and then k before i, pair by pair. */
export function generatorsOf({ row, out }: HiddenUnit): Vector[] {
  return orderedPairs(out.length).map(([i, k]) => {
    const weight = Math.max(out[i]!, 0) + Math.max(-out[k]!, 0);
    return row.map((x) => weight * x);
  });
}

/** (0, 1), (1, 0), (0, 2), (2, 0), ... */
function orderedPairs(outputs: number): (readonly [number, number])[] {
  const indices = Array.from({ length: outputs }, (_, i) => i);
  return indices.flatMap((k) =>
    indices.slice(0, k).flatMap(
      (i) =>
        [
          [i, k],
          [k, i],
        ] as const,
    ),
  );
}
