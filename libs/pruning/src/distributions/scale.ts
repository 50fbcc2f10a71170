/**
 * Densities in proportion to `raw` that keep `budget` weights: d_l = eps raw_l, with eps such that sum d_l N_l = budget.
 * While the largest is above 1, all layers that tie for it become dense, and eps is solved again for the others (Evci et
 * al. 2020, section 3, and their code).
 *
 * @param raw more than 0, one a layer
 * @param sizes weights a layer, N_l
 * @param budget from 0 to the sum of the sizes
 * @returns one a layer, from 0 to 1
 */
export function scaleToBudget(raw: readonly number[], sizes: readonly number[], budget: number): number[] {
  const densities = new Array<number>(raw.length).fill(1);
  let left = budget;
  let open = raw.map((_, layer) => layer);
  while (open.length > 0) {
    const largest = Math.max(...open.map((layer) => raw[layer]!));
    const share = (layer: number) => raw[layer]! / largest;
    const epsilon = left / open.reduce((sum, layer) => sum + share(layer) * sizes[layer]!, 0);
    if (epsilon <= 1) {
      for (const layer of open) densities[layer] = epsilon * share(layer);
      break;
    }
    for (const layer of open) if (raw[layer] === largest) left -= sizes[layer]!;
    open = open.filter((layer) => raw[layer] !== largest);
  }
  return densities;
}
