import type { LevelOut } from '@tombola/shared';

/** Those that trials are read by, in this order; others come out in files. */
const usual = ['testAccuracyAtEarlyStop', 'earlyStopIteration', 'testAccuracyAtEnd', 'instability', 'trainLossAtEnd'];

/** The metrics that the table shows. */
export function shownMetrics(levels: readonly LevelOut[]): string[] {
  const there = new Set(levels.flatMap(({ metrics }) => Object.keys(metrics ?? {})));
  const known = usual.filter((name) => there.has(name));
  return known.length > 0 ? known : [...there].slice(0, 4);
}

/** Seconds that a level's training took, as it recorded them. */
export const secondsOf = ({ record }: LevelOut): number | null =>
  typeof record?.['seconds'] === 'number' ? record['seconds'] : null;

/** The level that is looked at when none is asked for: the one that trains, else one that failed, else the last tried. */
export function usualLevel(tree: readonly LevelOut[]): LevelOut | undefined {
  const inState = (state: LevelOut['state']) => tree.find((level) => level.state === state);
  return inState('running') ?? inState('failed') ?? tree.findLast(({ attempt }) => attempt > 0) ?? tree[0];
}
