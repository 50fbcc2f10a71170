import { groupBy, mean, summary, type Summary } from '@tombola/shared';
import { checkObservations, valueOf, type Observation } from './observation';

/** One observation's share in an aggregate. */
export interface Member {
  readonly seed: number;
  readonly draw: number;
  readonly density: number;
  readonly value: number;
}

/** One seed's value: the mean of its draws. */
export interface SeedValue {
  readonly seed: number;
  /** How many draws were averaged, 1 or more. */
  readonly draws: number;
  readonly value: number;
}

/** A metric at one level of one arm. */
export interface LevelAggregate {
  readonly level: number;
  /** Mean density over seeds, in [0, 1]. */
  readonly density: number;
  /** Over seeds, each the mean of its draws: `summary.n` counts seeds, `members.length` counts trained networks. */
  readonly summary: Summary;
  /** By ascending seed. */
  readonly seeds: readonly SeedValue[];
  /** Every observation, by ascending seed and draw. */
  readonly members: readonly Member[];
}

/** A metric along the levels of one arm. */
export interface ArmAggregate {
  readonly arm: string;
  readonly metric: string;
  /** By ascending level. */
  readonly levels: readonly LevelAggregate[];
}

/**
 * A metric per arm and level, over all observations (never a sample of them). Seeds are the unit: draws of one seed
 * share its initialisation and data order, so they are averaged first. Arms come in order of first appearance.
 *
 * @throws {InputError} for an observation that lacks the metric, or has NaN, an impossible density or a twin.
 */
export function aggregate(observations: readonly Observation[], metric: string): ArmAggregate[] {
  checkObservations(observations);
  return [...groupBy(observations, ({ arm }) => arm)].map(([arm, ofArm]) => ({
    arm,
    metric,
    levels: [...groupBy(ofArm, ({ level }) => level)]
      .sort(([a], [b]) => a - b)
      .map(([level, ofLevel]) => aggregateLevel(level, ofLevel, metric)),
  }));
}

function aggregateLevel(level: number, observations: readonly Observation[], metric: string): LevelAggregate {
  const members = observations
    .map((observation) => ({
      seed: observation.seed,
      draw: observation.draw,
      density: observation.density,
      value: valueOf(observation, metric),
    }))
    .sort((a, b) => a.seed - b.seed || a.draw - b.draw);
  const bySeed = [...groupBy(members, ({ seed }) => seed)];
  const seeds = bySeed.map(([seed, draws]) => ({
    seed,
    draws: draws.length,
    value: mean(draws.map(({ value }) => value)),
  }));
  return {
    level,
    density: mean(bySeed.map(([, draws]) => mean(draws.map(({ density }) => density)))),
    summary: summary(seeds.map(({ value }) => value)),
    seeds,
    members,
  };
}
