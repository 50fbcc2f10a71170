import type { ArmAggregate, LevelAggregate } from '@tombola/figures';
import type { Claim } from '@tombola/shared';

/** One seed's two sides, each averaged over draws and matching levels. */
export interface SeedDifference {
  readonly seed: number;
  readonly value: number;
  readonly against: number;
  /** value - against. */
  readonly difference: number;
}

/** Two arms side by side. */
export interface Pairs {
  /** The levels compared, by ascending level. */
  levels: { readonly level: number; readonly density: number }[];
  /** The seeds that have every level on both sides, ascending. */
  perSeed: SeedDifference[];
  /** What is missing, as a sentence; null when nothing is. */
  gap: string | null;
}

/**
 * Pairs the two arms of a claim by seed, draws averaged within a seed (by `aggregate`), matching levels averaged within
 * a seed. A level matches by its mean density, so that every seed has the same levels; it is compared with the other arm's
 * of the same density, or else of the same number.
 *
 * @param trained seeds that have a level in either arm, whether it measured the metric or not
 */
export function pairBySeed(
  claim: Pick<Claim, 'arm' | 'against' | 'densities'>,
  arms: readonly ArmAggregate[],
  trained: readonly number[],
): Pairs {
  const levelsOf = (name: string): readonly LevelAggregate[] => arms.find(({ arm }) => arm === name)?.levels ?? [];
  const againstOf = sideOf(claim.against, levelsOf);
  const [low, high] = claim.densities;
  const matching = levelsOf(claim.arm).filter(({ density }) => density >= low && density <= high);
  const levels = matching.map(({ level, density }) => ({ level, density }));
  if (matching.length === 0) {
    const gap =
      levelsOf(claim.arm).length === 0
        ? `Nothing of arm ${claim.arm} was trained: it is not part of this scale, or not done yet.`
        : `Arm ${claim.arm} has no level with a density from ${low} to ${high}.`;
    return { levels, perSeed: [], gap };
  }

  const sides = matching.map((level) => ({
    level: level.level,
    value: valuesOf(level),
    against: againstOf(level),
  }));
  const perSeed: SeedDifference[] = [];
  const gaps: string[] = [];
  for (const seed of [...trained].sort((a, b) => a - b)) {
    const lacking = sides.find(({ value, against }) => !value.has(seed) || !against.has(seed));
    if (lacking) {
      const where = lacking.value.has(seed) ? claim.against : claim;
      const level = ('level' in where ? where.level : undefined) ?? lacking.level;
      gaps.push(`seed ${seed} has no level ${level} in arm ${'arm' in where ? where.arm : claim.arm}`);
      continue;
    }
    const average = (pick: 'value' | 'against') =>
      sides.reduce((sum, side) => sum + side[pick].get(seed)!, 0) / sides.length;
    // Differences before the average: equal sides then differ by exactly 0.
    const difference = sides.reduce((sum, side) => sum + (side.value.get(seed)! - side.against.get(seed)!), 0);
    perSeed.push({ seed, value: average('value'), against: average('against'), difference: difference / sides.length });
  }
  return { levels, perSeed, gap: gaps.length === 0 ? null : sentence(gaps) };
}

/** By seed, what a level is compared with: another arm's level, or the number. */
function sideOf(
  against: Claim['against'],
  levelsOf: (arm: string) => readonly LevelAggregate[],
): (level: LevelAggregate) => Map<number, number> {
  if ('value' in against) return ({ seeds }) => new Map(seeds.map(({ seed }) => [seed, against.value]));
  const other = levelsOf(against.arm);
  return (level) => valuesOf(against.level === undefined ? partnerOf(level, other) : levelOf(other, against.level));
}

/** The level of the other arm of the same density, to four digits; of several the one of the same number. */
function partnerOf(level: LevelAggregate, other: readonly LevelAggregate[]): LevelAggregate | undefined {
  const digits = ({ density }: LevelAggregate) => density.toPrecision(4);
  const alike = other.filter((candidate) => digits(candidate) === digits(level));
  return levelOf(alike, level.level) ?? alike[0] ?? levelOf(other, level.level);
}

function levelOf(levels: readonly LevelAggregate[], level: number): LevelAggregate | undefined {
  return levels.find((candidate) => candidate.level === level);
}

function valuesOf(level: LevelAggregate | undefined): Map<number, number> {
  return new Map(level?.seeds.map(({ seed, value }) => [seed, value]));
}

function sentence(gaps: readonly string[]): string {
  const shown = gaps.slice(0, 3).join('; ');
  const more = gaps.length > 3 ? `; and ${gaps.length - 3} more` : '';
  return `Not every seed is there: ${shown}${more}.`;
}
