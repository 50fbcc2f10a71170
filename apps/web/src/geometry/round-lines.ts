import { mean } from '@tombola/shared';
import type { Line } from '../charts/align';
import type { ArmNetworks } from './networks';
import type { Measure } from './use-geometry-view';
import type { Distances, Kept } from './worker/distances';

/** What every measure is, for an axis. */
export const measureLabels: Readonly<Record<Measure, string>> = {
  orientation: 'distance in orientation (radians)',
  hausdorff: 'Hausdorff distance, perimeters of 1',
  rays: 'angle between rays (radians)',
  bridges: 'bridges',
  regions: 'linear regions in the slice from −3 to 3',
  accuracy: 'test accuracy',
};

/** Those that levels were measured for when they were trained. */
const recorded: Partial<Record<Measure, string>> = { regions: 'regionCount', accuracy: 'testAccuracyAtEnd' };

/** A value of a network. */
export interface RoundValue {
  readonly arm: string;
  readonly label: string;
  readonly seed: number;
  readonly level: number;
  readonly density: number | null;
  readonly value: number;
}

/** A measure of every network that has it. @param bySeed the arms of every seed */
export function roundValues(
  measure: Measure,
  bySeed: readonly { readonly seed: number; readonly arms: readonly ArmNetworks[] }[],
  { networks }: Distances,
): RoundValue[] {
  const kept = new Map(networks.map((each) => [each.key, each]));
  return bySeed.flatMap(({ seed, arms }) =>
    arms.flatMap(({ arm, label, rounds }) =>
      rounds.flatMap(({ id, level, density, metrics }) => {
        const metric = recorded[measure];
        const value = metric === undefined ? kept.get(id)?.[measure as keyof Kept] : metrics?.[metric];
        return value === undefined ? [] : [{ arm, label, seed, level, density, value }];
      }),
    ),
  );
}

/** A line an arm, the mean over seeds with a band from the least to the greatest; and the null band where there is one. */
export function roundLines(values: readonly RoundValue[], measure: Measure, band: Distances['band']): Line[] {
  const arms = [...new Map(values.map(({ arm, label }) => [arm, label]))];
  const lines = arms.map(([arm, label], index): Line => {
    const own = values.filter((each) => each.arm === arm);
    const xs = [...new Set(own.map(({ level }) => level))].sort((a, b) => a - b);
    const at = xs.map((x) => own.filter(({ level }) => level === x).map(({ value }) => value));
    return {
      key: arm,
      label,
      title: 'mean over seeds; from the least to the greatest',
      index,
      xs,
      values: at.map(mean),
      band: { low: at.map((each) => Math.min(...each)), high: at.map((each) => Math.max(...each)) },
      note: (place) => `n = ${at[place]!.length}`,
    };
  });
  const own = band !== null && measure in band ? band[measure as keyof typeof band] : undefined;
  const levels = values.map(({ level }) => level);
  if (own === undefined || levels.length === 0) return lines;
  const xs = [...new Set([Math.min(...levels), Math.max(...levels)])];
  const along = (value: number) => xs.map(() => value);
  const title = `the middle 95 % of ${own.n} pairs of dense networks of different seeds`;
  return [
    ...lines,
    {
      ...{ key: 'null', label: 'dense against dense', title, index: NULL_COLOUR, xs, dash: 2 },
      ...{ values: along(own.median), band: { low: along(own.low), high: along(own.high) } },
    },
  ];
}

/** Grey. */
const NULL_COLOUR = 6;
