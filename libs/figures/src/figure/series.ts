import { groupBy, InputError, mean, type FigureSpec, type XAxis, type YAxis } from '@tombola/shared';
import { aggregate, type LevelAggregate } from '../aggregate';
import { valueOf, type Observation } from '../observation';
import { armsOnLine, isOnLine } from '../parts';

/** A level of an arm with its place along x. */
export interface Point extends LevelAggregate {
  /** Whose level it is: a line may have several. */
  readonly arm: string;
  readonly x: number;
  /** By seed, in the order of draws; of observations that name theirs. */
  readonly trials: ReadonlyMap<number, readonly string[]>;
}

/** An arm of a panel. */
export interface Series {
  readonly arm: string;
  readonly label: string;
  readonly role: 'line' | 'baseline';
  /** Of its colour and marker, from 0, in the order of the figure's lines; a baseline has -1. */
  readonly index: number;
  /** From the densest level on, or along x where there are several arms; a baseline has one. None only in a partial figure. */
  readonly points: readonly Point[];
}

/**
 * The arms of a figure for one y axis. A partial figure takes the observations that have its metrics, and its arms may
 * be without any.
 *
 * @throws {InputError} for an arm without observations, or as `aggregate`.
 */
export function seriesOf(spec: FigureSpec, y: YAxis, observations: readonly Observation[], partial: boolean): Series[] {
  const { arms, x } = spec;
  const metrics = x.metric === 'density' ? [y.metric] : [y.metric, x.metric];
  const isMeasured = (observation: Observation) => metrics.every((name) => Number.isFinite(observation.metrics[name]));
  const usable = partial ? observations.filter(isMeasured) : observations;
  let lines = 0;
  return arms.map((line) => {
    const { arm, label, role } = line;
    const index = role === 'line' ? lines++ : -1;
    const names = armsOnLine(line);
    const ofLine = usable.filter((observation) => names.includes(observation.arm));
    if (ofLine.length === 0 && !partial) {
      throw new InputError({
        what: `a figure shows arm ${arm}, which has no observations`,
        value: [...new Set(observations.map((observation) => observation.arm))],
        expected: 'one of the arms of the study',
      });
    }
    const points = names.flatMap((name) => {
      const ofArm = ofLine.filter((observation) => observation.arm === name);
      const levels = aggregate(ofArm, y.metric)[0]?.levels ?? [];
      return place(role === 'baseline' ? levels.slice(0, 1) : levels.filter(isOnLine(spec, line)), name, ofArm, x);
    });
    return { arm, label, role, index, points: points.sort(names.length > 1 ? alongX(x) : denserFirst) };
  });
}

/** Orders levels. */
export const denserFirst = (a: Point, b: Point) => b.density - a.density || a.level - b.level;
const alongX = (axis: XAxis) => (a: Point, b: Point) => (axis.reversed ? b.x - a.x : a.x - b.x);

/** Levels of an arm with their places along x. @throws {InputError} when what places them was not measured. */
export function place(
  levels: readonly LevelAggregate[],
  arm: string,
  observations: readonly Observation[],
  { metric }: Pick<XAxis, 'metric'>,
): Point[] {
  const byLevel = groupBy(observations, ({ level }) => level);
  return levels.map((level) => {
    const here = byLevel.get(level.level)!;
    const x = metric === 'density' ? level.density : mean(here.map((observation) => valueOf(observation, metric)));
    return { ...level, arm, x, trials: trialsOf(here) };
  });
}

function trialsOf(observations: readonly Observation[]): Map<number, string[]> {
  const named = observations.filter(({ trial }) => trial !== undefined).sort((a, b) => a.draw - b.draw);
  const bySeed = groupBy(named, ({ seed }) => seed);
  return new Map([...bySeed].map(([seed, draws]) => [seed, draws.map(({ trial }) => trial!)]));
}
