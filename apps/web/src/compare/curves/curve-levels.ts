import type { CurveLevel } from '../../curves/curve-level';
import { levelIdOf } from '../compared';
import type { Group } from '../groups';

/**
 * The levels of groups whose curves can be drawn, each under the name of its group. Level 0 is the dense training: it is
 * there for the dense trial, which trains it, and not again for those that begin with it. A trial of several groups is
 * drawn for the first of them.
 */
export function curveLevels(groups: readonly Group[]): CurveLevel[] {
  const levels = groups.flatMap((group) =>
    group.trials.flatMap(({ trial, seed, points }) =>
      points
        .filter(({ level }) => level > 0 || points.every((point) => point.level === 0))
        .map(({ level, density }) => curveLevel(group, { trial, seed, level, density })),
    ),
  );
  const seen = new Set<string>();
  return levels.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** One level a group, in the order of the groups: colours of curves are counted over them. */
export function curveColours(groups: readonly Group[]): CurveLevel[] {
  return groups.map((group) => curveLevel(group, { trial: group.key, seed: 0, level: 0, density: 1 }));
}

/** The greatest level that as many groups as possible have. */
export function usualLevel(levels: readonly CurveLevel[]): number | undefined {
  const groups = new Map<number, Set<string>>();
  for (const { level, armId } of levels) groups.set(level, (groups.get(level) ?? new Set()).add(armId));
  return [...groups].sort(([a, ofA], [b, ofB]) => ofB.size - ofA.size || b - a)[0]?.[0];
}

function curveLevel({ key, label }: Group, own: Pick<CurveLevel, 'trial' | 'seed' | 'level' | 'density'>): CurveLevel {
  return {
    ...own,
    id: levelIdOf(own.trial, own.level),
    // How many steps a level has a comparison does not say.
    ...{ arm: label, armId: key, draw: 0, state: 'done', step: 0, steps: null, startedAt: null, finishedAt: null },
  };
}
