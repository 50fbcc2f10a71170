import { aggregate, formatDensity, formatValue, pareto, type LevelAggregate, type Observation } from '@tombola/figures';
import type { Study } from './study';

/** A level of an arm in a trade-off: means over seeds. */
interface Point {
  readonly arm: string;
  readonly density: number;
  readonly x: number;
  readonly y: number;
}

/**
 * The Pareto fronts of a study, each a title and a Markdown table: arms and levels that no other is better than, by means over
 * seeds, from the cheapest on. Levels that lack one of both metrics are in no front.
 */
export function frontsOfStudy({ arms, fronts = [] }: Study, observations: readonly Observation[]): string[] {
  const label = (arm: string) => arms.find(({ id }) => id === arm)?.label ?? arm;
  return fronts.flatMap(({ title, cost, gain, arms: only }) => {
    const shown = only === undefined ? observations : observations.filter(({ arm }) => only.includes(arm));
    const points = pointsOf(shown, cost.metric, gain.metric);
    const front = pareto(points, { x: 'min', y: gain.better });
    if (front.length === 0) return [];
    const names = [cost, gain].map((axis) => `${axis.label}${axis.unit === 'percent' ? ' (%)' : ''}`);
    const rows = front.map(({ arm, density, x, y }) => [
      label(arm),
      formatDensity(density),
      formatValue(x, cost.unit),
      formatValue(y, gain.unit),
    ]);
    const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
    return [
      `${title}: ${front.length} of ${points.length} levels, means over seeds.`,
      [line(['arm', 'weights remaining (%)', ...names]), '| --- | ---: | ---: | ---: |', ...rows.map(line)].join('\n'),
    ];
  });
}

function pointsOf(observations: readonly Observation[], cost: string, gain: string): Point[] {
  const measured = observations.filter(({ metrics }) => metrics[cost] !== undefined && metrics[gain] !== undefined);
  const [costs, gains] = [aggregate(measured, cost), aggregate(measured, gain)];
  const points = gains.flatMap(({ arm, levels }) => {
    const own = costs.find((each) => each.arm === arm)!.levels;
    const costOf = ({ level }: LevelAggregate) => own.find((each) => each.level === level)!.summary.mean;
    return levels.map((level) => ({ arm, density: level.density, x: costOf(level), y: level.summary.mean }));
  });
  // Level 0 of most arms is one and the same dense training; an arm that has nothing else is named for it.
  const whole = points.filter(({ density }) => density === 1);
  const dense = whole.find(({ arm }) => points.filter((point) => point.arm === arm).length === 1) ?? whole[0];
  return points.filter((point) => point.density < 1 || point === dense);
}
