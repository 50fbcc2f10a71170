import { InputError, meanInterval, type DotsSpec } from '@tombola/shared';
import { aggregate } from '../aggregate';
import type { Observation } from '../observation';
import { isChosenBy } from '../parts';
import { denserFirst, place, type Point } from '../figure/series';

/** An arm of a dot plot at its level. */
export interface Dot {
  readonly label: string;
  /** Of its column, which decides colour and marker; -1 for a baseline. */
  readonly index: number;
  readonly point: Point;
  /** The 95 % interval of the mean (Student's t); of one seed there is none. */
  readonly interval?: readonly [number, number];
}

/** The dots of a row by column; undefined where there is no arm, or where it has no such level. */
export interface Row {
  readonly label: string;
  readonly dots: readonly (Dot | undefined)[];
}

/** What a dot plot shows. */
export interface Places {
  /** From the top. */
  readonly rows: readonly Row[];
  readonly baselines: readonly Dot[];
  /** Arms of the rows that have levels, but none of those that the plot shows. */
  readonly missing: readonly string[];
}

/**
 * The arms of a dot plot in their places. A partial one may have arms without observations, and rows without a dot yet.
 *
 * @throws {InputError} for an arm without observations, or as `aggregate`.
 */
export function placesOf(spec: DotsSpec, observations: readonly Observation[], partial: boolean): Places {
  const { value, rows, columns, baselines, sorted } = spec;
  const measured = observations.filter(({ metrics }) => Number.isFinite(metrics[value.metric]));
  const pointsOf = (arm: string): Point[] => {
    const ofArm = measured.filter((observation) => observation.arm === arm);
    if (ofArm.length === 0 && !partial) {
      throw new InputError({
        what: `a figure shows arm ${arm}, which has no observations`,
        value: [...new Set(measured.map((observation) => observation.arm))],
        expected: 'one of the arms of the study',
      });
    }
    const levels = aggregate(ofArm, value.metric)[0]?.levels ?? [];
    return place(levels, arm, ofArm, { metric: 'density' }).sort(denserFirst);
  };
  const missing: string[] = [];
  const placed = rows.map(({ label, arms }): Row => ({
    label,
    dots: columns.map((column, index) => {
      const points = typeof arms[index] === 'string' ? pointsOf(arms[index]) : [];
      const point = points.find(isChosenBy(spec));
      const name = columns.length === 1 ? label : `${label}, ${column}`;
      if (point === undefined && points.length > 0) missing.push(name);
      return point && dotOf(name, index, point);
    }),
  }));
  const shown = partial ? placed : placed.filter(({ dots }) => dots.some((dot) => dot !== undefined));
  return {
    rows: sorted === true ? byFirstDot(shown) : shown,
    missing,
    baselines: baselines.flatMap(({ arm, label }) => {
      const points = pointsOf(arm);
      const point = points.find(isChosenBy(spec)) ?? points[0];
      return point === undefined ? [] : [dotOf(label, -1, point)];
    }),
  };
}

function dotOf(label: string, index: number, point: Point): Dot {
  const dot = { label, index, point };
  if (point.seeds.length < 2) return dot;
  const [low, high] = meanInterval(
    point.seeds.map(({ value }) => value),
    0.95,
  );
  return { ...dot, interval: [low, high] };
}

/** Greatest first; rows without a dot come last. */
function byFirstDot(rows: readonly Row[]): Row[] {
  const keyOf = ({ dots }: Row) => dots.find((dot) => dot !== undefined)?.point.summary.mean ?? -Infinity;
  return rows.toSorted((a, b) => {
    const [first, second] = [keyOf(a), keyOf(b)];
    return first === second ? 0 : second - first;
  });
}
