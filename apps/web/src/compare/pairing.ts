import { mean, pairedInterval } from '@tombola/shared';
import type { Group, GroupLevel } from './groups';

/** How a group differs from the baseline at a level, over the seeds that both have. */
export interface Difference {
  readonly level: number;
  readonly density: number;
  /** Pairs. */
  readonly n: number;
  /** Mean of the group's value minus the baseline's. */
  readonly mean: number;
  /** 95 % t interval of it; null for one pair. */
  readonly interval: readonly [number, number] | null;
}

/** Densities that differ by less are those of the same level: rounding and rules by layer shift them a little. */
const SAME_DENSITY = 1.02;

/** Whether two densities are the same but for rounding. */
export const isSameDensity = (a: number, b: number): boolean => Math.max(a, b) <= Math.min(a, b) * SAME_DENSITY;

/** Whether a group is the dense network alone, which levels of any density are held against. */
export const isDense = (levels: readonly { readonly density: number }[]): boolean =>
  levels.length === 1 && levels[0]!.density === 1;

/**
 * The level of a baseline that a level is held against: the one of the same density, never one between. The dense network
 * is the same for all.
 */
export function counterpart(baseline: readonly GroupLevel[], density: number): GroupLevel | undefined {
  if (isDense(baseline)) return baseline[0];
  const near = baseline.filter((level) => isSameDensity(level.density, density));
  const distance = (level: GroupLevel) => Math.abs(Math.log(level.density / density));
  return near.sort((a, b) => distance(a) - distance(b))[0];
}

/** The differences of a group to the baseline, level by level; seeds that only one of them has are in none. */
export function differencesTo(baseline: Group, { levels }: Group): Difference[] {
  return levels.flatMap((level) => {
    const other = counterpart(baseline.levels, level.density);
    const difference = other && differenceOf(level, other);
    return difference === undefined ? [] : [difference];
  });
}

/** Undefined without a seed that both have. */
export function differenceOf(level: GroupLevel, baseline: GroupLevel): Difference | undefined {
  const values = new Map(baseline.seeds.map(({ seed, value }) => [seed, value]));
  const differences = level.seeds.flatMap(({ seed, value }) => (values.has(seed) ? [value - values.get(seed)!] : []));
  if (differences.length === 0) return undefined;
  return {
    level: level.level,
    density: level.density,
    n: differences.length,
    mean: mean(differences),
    interval: differences.length > 1 ? pairedInterval(differences, 0.95).interval : null,
  };
}
