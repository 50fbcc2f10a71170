import { apportion } from '../distributions/apportion';
import { scaleToBudget } from '../distributions/scale';

/**
 * Shares out connections over layers in proportion to their claims, in whole numbers that sum to the total. A layer that has no
 * room for its share is filled, and the others share what is left in the same proportion.
 *
 * @param total at most all room together
 * @param claims 0 or more, one a layer; where all are 0, every layer has the same
 * @param room how many connections each layer can take
 */
export function shareOut(total: number, claims: readonly number[], room: readonly number[]): number[] {
  const largest = Math.max(...claims);
  // Layers without a claim come last of all, but before connections are lost.
  const least = largest === 0 ? 1 : largest * 1e-9;
  const open = room.map((_, layer) => layer).filter((layer) => room[layer]! > 0);
  const sizes = open.map((layer) => room[layer]!);
  const raw = open.map((layer, i) => Math.max(claims[layer]!, least) / sizes[i]!);
  const densities = scaleToBudget(raw, sizes, total);
  const counts = apportion(
    densities.map((density, i) => density * sizes[i]!),
    sizes,
    total,
  );
  const shares = new Array<number>(room.length).fill(0);
  open.forEach((layer, i) => (shares[layer] = counts[i]!));
  return shares;
}
