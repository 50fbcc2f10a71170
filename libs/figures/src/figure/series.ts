import { InputError, mean, type FigureSpec, type XAxis, type YAxis } from '@tombola/shared';
import { aggregate, type LevelAggregate } from '../aggregate';
import { valueOf, type Observation } from '../observation';

/** A level of an arm with its place along x. */
export interface Point extends LevelAggregate {
  readonly x: number;
}

/** An arm of a panel. */
export interface Series {
  readonly label: string;
  readonly role: 'line' | 'baseline';
  /** Of its colour and marker, from 0, in the order of the figure's lines; a baseline has -1. */
  readonly index: number;
  /** From the densest level on; a baseline has one. */
  readonly points: readonly Point[];
}

/**
 * The arms of a figure for one y axis.
 *
 * @throws {InputError} for an arm without observations, or as `aggregate`.
 */
export function seriesOf({ arms, x }: FigureSpec, y: YAxis, observations: readonly Observation[]): Series[] {
  let lines = 0;
  return arms.map(({ arm, label, role }) => {
    const ofArm = observations.filter((observation) => observation.arm === arm);
    const levels = aggregate(ofArm, y.metric)[0]?.levels;
    if (levels === undefined) {
      throw new InputError({
        what: `a figure shows arm ${arm}, which has no observations`,
        value: [...new Set(observations.map((observation) => observation.arm))],
        expected: 'one of the arms of the study',
      });
    }
    if (role === 'baseline') return { label, role, index: -1, points: place(levels.slice(0, 1), ofArm, x) };
    const points = place(levels, ofArm, x).sort((a, b) => b.density - a.density || a.level - b.level);
    return { label, role, index: lines++, points };
  });
}

function place(levels: readonly LevelAggregate[], observations: readonly Observation[], x: XAxis): Point[] {
  return levels.map((level) => {
    if (x.metric === 'density') return { ...level, x: level.density };
    const here = observations.filter((observation) => observation.level === level.level);
    return { ...level, x: mean(here.map((observation) => valueOf(observation, x.metric))) };
  });
}
