import { groupBy } from '@tombola/shared';
import { formatDensity } from '../lib/format';
import type { Point } from './compared';
import type { Group } from './groups';
import { isSameDensity } from './pairing';

/**
 * Which level of a curve is looked at. `best` is the level whose mean over seeds is best: one level for all seeds, since
 * the best of each seed would flatter. `density` takes a level of that density, and none when there is none.
 */
export type At = { readonly is: 'best' | 'last' } | { readonly is: 'level' | 'density'; readonly value: number };

/** For the address: `best`, `last`, `l3`, `d0.0695`. */
export function writeAt(at: At): string {
  return 'value' in at ? `${at.is === 'level' ? 'l' : 'd'}${at.value}` : at.is;
}

export function readAt(text: string): At | null {
  if (text === 'best' || text === 'last') return { is: text };
  const [, kind, digits] = /^([ld])(\d{1,3}|0\.\d{1,12}|1)$/.exec(text) ?? [];
  if (kind === undefined) return null;
  const value = Number(digits);
  if (kind === 'l') return Number.isInteger(value) ? { is: 'level', value } : null;
  return value > 0 && value <= 1 ? { is: 'density', value } : null;
}

interface Place {
  readonly level: number;
  readonly density: number;
}

/** The level that is looked at. */
export function levelAt<P extends Place>(
  levels: readonly P[],
  at: At,
  valueOf: (level: P) => number,
  lowerIsBetter: boolean,
): P | undefined {
  switch (at.is) {
    case 'last':
      return levels.reduce<P | undefined>(
        (last, each) => (last === undefined || each.level > last.level ? each : last),
        undefined,
      );
    case 'best': {
      const sign = lowerIsBetter ? -1 : 1;
      return levels.reduce<P | undefined>(
        (best, each) => (best === undefined || sign * valueOf(each) > sign * valueOf(best) ? each : best),
        undefined,
      );
    }
    case 'level':
      return levels.find(({ level }) => level === at.value);
    case 'density': {
      const distance = ({ density }: P) => Math.abs(Math.log(density / at.value));
      return levels
        .filter(({ density }) => isSameDensity(density, at.value))
        .sort((a, b) => distance(a) - distance(b))[0];
    }
  }
}

/** The point of a trial that is looked at: where its group is, so that `best` is one level for all seeds. */
export function pointAt(points: readonly Point[], group: Group, at: At, lowerIsBetter: boolean): Point | undefined {
  if (at.is !== 'best') return levelAt(points, at, ({ value }) => value, lowerIsBetter);
  const level = levelAt(group.levels, at, ({ summary }) => summary.mean, lowerIsBetter)?.level;
  return points.find((point) => point.level === level);
}

export interface AtOption {
  readonly at: At;
  readonly label: string;
  /** Groups that have such a level. */
  readonly groups: number;
}

/** Every level by its number and, where groups reach a density at different levels, every density that several share. */
export function atOptions(groups: readonly Group[]): AtOption[] {
  const all = groups.flatMap(({ key, levels }) => levels.map(({ level, density }) => ({ key, level, density })));
  const byLevel = [...groupBy(all, ({ level }) => level)].sort(([a], [b]) => a - b);
  const levels = byLevel.map(([value, places]): AtOption => {
    const densities = places.map(({ density }) => density);
    const [low, high] = [Math.min(...densities), Math.max(...densities)];
    const range = isSameDensity(low, high) ? formatDensity(high) : `${formatDensity(low)} to ${formatDensity(high)}`;
    return { at: { is: 'level', value }, label: `level ${value} (${range})`, groups: places.length };
  });
  const isOne = byLevel.every(([, places]) =>
    places.every(({ density }) => isSameDensity(density, places[0]!.density)),
  );
  return isOne ? levels : [...levels, ...densityOptions(all)];
}

function densityOptions(all: readonly { readonly key: string; readonly density: number }[]): AtOption[] {
  const clusters: { first: number; keys: Set<string> }[] = [];
  for (const { key, density } of [...all].sort((a, b) => b.density - a.density)) {
    const last = clusters.at(-1);
    if (last !== undefined && isSameDensity(last.first, density)) last.keys.add(key);
    else clusters.push({ first: density, keys: new Set([key]) });
  }
  return clusters
    .filter(({ first, keys }) => keys.size > 1 && first > 0)
    .map(({ first, keys }) => ({
      at: { is: 'density', value: Number(first.toPrecision(4)) },
      label: `${formatDensity(first)} of the weights`,
      groups: keys.size,
    }));
}

/** The sparsest that as many groups as possible have, of those that have been pruned at all; undefined without one. */
export function sparsestCommon(groups: readonly Group[]): At | undefined {
  const pruned = groups
    .map((group) => ({ ...group, levels: group.levels.filter(({ level }) => level > 0) }))
    .filter(({ levels }) => levels.length > 0);
  const options = atOptions(pruned);
  const most = Math.max(0, ...options.map((option) => option.groups));
  const common = options.filter((option) => option.groups === most);
  const densityOf = ({ at }: AtOption) =>
    at.is === 'density'
      ? at.value
      : Math.min(
          ...pruned.flatMap(({ levels }) =>
            levels.filter(({ level }) => 'value' in at && level === at.value).map(({ density }) => density),
          ),
        );
  // Equal densities mean more than equal numbers.
  const rank = (option: AtOption) => (option.at.is === 'density' ? 0 : 1);
  return common.sort((a, b) => rank(a) - rank(b) || densityOf(a) - densityOf(b))[0]?.at;
}
