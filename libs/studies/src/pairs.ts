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

/** A level of the claim's arm that is compared. */
export interface ComparedLevel {
  readonly level: number;
  readonly density: number;
  /** The level of the other arm that it is compared with; absent where that is one fixed level, or a number. */
  readonly with?: { readonly level: number; readonly density: number };
}

/** Two arms side by side. */
export interface Pairs {
  /** By ascending level. */
  levels: ComparedLevel[];
  /** The seeds that have every level and draw on both sides, ascending. */
  perSeed: SeedDifference[];
  /** The value of every training compared, of both sides. */
  compared: number[];
  /** What is missing, as a sentence; null when nothing is. */
  gap: string | null;
}

/** Densities of two levels that are compared differ by this share at most. */
const NEAR = 0.05;

/**
 * Pairs the two arms of a claim by seed, draws averaged within a seed (by `aggregate`), matching levels averaged within
 * a seed. A level matches by its mean density, so that every seed has the same levels; it is compared with the other arm's
 * of about the same density, or of the same number where the claim says so.
 *
 * @param trained seeds that have a level in either arm, whether it measured the metric or not
 */
export function pairBySeed(
  claim: Pick<Claim, 'arm' | 'against' | 'densities'>,
  arms: readonly ArmAggregate[],
  trained: readonly number[],
): Pairs {
  const levelsOf = (name: string): readonly LevelAggregate[] => arms.find(({ arm }) => arm === name)?.levels ?? [];
  const [low, high] = claim.densities;
  const matching = levelsOf(claim.arm).filter(({ density }) => density >= low && density <= high);
  if (matching.length === 0) {
    const gap =
      levelsOf(claim.arm).length === 0
        ? `Nothing of arm ${claim.arm} was trained: it is not part of this scale, or not done yet.`
        : `Arm ${claim.arm} has no level with a density from ${low} to ${high}.`;
    return { levels: [], perSeed: [], compared: [], gap };
  }

  const { against } = claim;
  const partners = matching.map((level) =>
    'arm' in against ? partnerOf(level, against, levelsOf(against.arm)) : null,
  );
  const levels = matching.map(({ level, density }, i): ComparedLevel => {
    const other = partners[i];
    const isChosen = other && 'arm' in against && against.level === undefined;
    return { level, density, ...(isChosen && { with: { level: other.level, density: other.density } }) };
  });
  const compared = [...new Set([...matching, ...partners])].flatMap(
    (level) => level?.members.map(({ value }) => value) ?? [],
  );
  const alone = matching.find((_, i) => partners[i] === undefined);
  const isByDensity = 'arm' in against && against.level === undefined && against.by === undefined;
  if (alone !== undefined && isByDensity && levelsOf(against.arm).length > 0) {
    const gap =
      `Arm ${against.arm} has no level of a density near ${short(alone.density)} to compare level ${alone.level} of arm ${claim.arm} with: ` +
      'it is not done yet, or has other densities ("by": "level" compares by number).';
    return { levels, perSeed: [], compared, gap };
  }

  const sides = matching.map((level, i) => {
    const other = 'arm' in against ? seedsOf(against.arm, partners[i], against.level ?? level.level) : undefined;
    return { own: seedsOf(claim.arm, level, level.level), other };
  });
  const perSeed: SeedDifference[] = [];
  const gaps: string[] = [];
  for (const seed of [...trained].sort((a, b) => a - b)) {
    const missing = sides.flatMap(({ own, other }) => [own.lacks(seed), other?.lacks(seed)]).find(Boolean);
    if (missing) {
      gaps.push(missing);
      continue;
    }
    const pairs = sides.map(({ own, other }) => {
      const value = own.value(seed);
      return { value, against: 'value' in against ? against.value : other!.value(seed) };
    });
    const average = (of: (pair: (typeof pairs)[number]) => number) =>
      pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
    perSeed.push({
      seed,
      value: average((pair) => pair.value),
      against: average((pair) => pair.against),
      // Differences before the average: equal sides then differ by exactly 0.
      difference: average((pair) => pair.value - pair.against),
    });
  }
  return { levels, perSeed, compared, gap: gaps.length === 0 ? null : sentence(gaps) };
}

/** What the seeds of a level have; a seed with fewer draws than others is not complete. */
function seedsOf(arm: string, level: LevelAggregate | undefined | null, number: number) {
  const seeds = new Map(level?.seeds.map((each) => [each.seed, each]));
  const draws = Math.max(0, ...[...seeds.values()].map((each) => each.draws));
  return {
    value: (seed: number) => seeds.get(seed)!.value,
    /** What a seed lacks, in words; undefined for one that is complete. */
    lacks: (seed: number) => {
      const there = seeds.get(seed)?.draws ?? 0;
      if (there === 0) return `seed ${seed} has no level ${number} in arm ${arm}`;
      return there < draws ? `seed ${seed} has ${there} of ${draws} draws of level ${number} in arm ${arm}` : undefined;
    },
  };
}

/** The level of the other arm that a level is compared with: see {@link pairBySeed}. */
function partnerOf(
  level: LevelAggregate,
  { level: fixed, by }: Extract<Claim['against'], { arm: string }>,
  other: readonly LevelAggregate[],
): LevelAggregate | undefined {
  if (fixed !== undefined || by === 'level') return levelOf(other, fixed ?? level.level);
  const digits = ({ density }: LevelAggregate) => density.toPrecision(4);
  const alike = other.filter((candidate) => digits(candidate) === digits(level));
  if (alike.length > 0) return levelOf(alike, level.level) ?? alike[0];
  const apart = ({ density }: LevelAggregate) => Math.abs(density - level.density);
  return other.filter((candidate) => apart(candidate) <= NEAR * level.density).sort((a, b) => apart(a) - apart(b))[0];
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function levelOf(levels: readonly LevelAggregate[], level: number): LevelAggregate | undefined {
  return levels.find((candidate) => candidate.level === level);
}

function sentence(gaps: readonly string[]): string {
  const shown = gaps.slice(0, 3).join('; ');
  const more = gaps.length > 3 ? `; and ${gaps.length - 3} more` : '';
  return `Not every seed is there: ${shown}${more}.`;
}
