/**
 * The density after a round of pruning that goes on by equal ratios: rho^(k/n) of SynFlow (Tanaka et al. 2020, algorithm
 * 1), and k_T^(t/T) m^(1 - t/T) of FORCE and iterative SNIP (de Jorge et al. 2021, section 4) as a share of the m weights.
 *
 * @param round from 0, where all is kept, to `rounds`
 * @param density what is kept in the end, more than 0
 */
export function exponential(round: number, rounds: number, density: number): number {
  return density ** (round / rounds);
}
