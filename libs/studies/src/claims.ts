import { aggregate, type Observation } from '@tombola/figures';
import {
  claimSchema,
  holm,
  InputError,
  pairedInterval,
  tTest,
  type Claim,
  type ClaimDeclaration,
  type Interval,
} from '@tombola/shared';
import { z } from 'zod';
import { pairBySeed, type ComparedLevel, type SeedDifference } from './pairs';

export { claimSchema, type Claim, type ClaimDeclaration };

export type Verdict = 'holds' | 'does not hold' | 'not decided';

/** What the observations say of a claim. */
export interface Judgement {
  readonly id: string;
  /** Mean difference over seeds, in the metric's unit; null without a complete seed. */
  readonly effect: number | null;
  /** Of the mean difference; null with fewer than two complete seeds. */
  readonly interval: Interval | null;
  readonly intervalKind: 'paired t';
  readonly confidence: number;
  /** Seeds that are complete in both arms. */
  readonly n: number;
  /** The levels compared, by ascending level. */
  readonly levels: readonly ComparedLevel[];
  readonly perSeed: readonly SeedDifference[];
  /** The difference that parts "holds" from "does not hold", in the metric's unit. */
  readonly threshold: number;
  /** Two-sided, of a mean difference equal to the threshold; null with fewer than two complete seeds. */
  readonly pValue: number | null;
  readonly verdict: Verdict;
  /** Why, as a sentence. */
  readonly reason: string;
}

const fewestSeeds = 3;

/** A declared claim from JSON. @throws {InputError} naming what is wrong with it. */
export function readClaim(json: unknown): Claim {
  const { data, error } = claimSchema.safeParse(json);
  if (data) return data;
  throw new InputError({ what: 'a claim is wrongly declared', value: json, expected: z.prettifyError(error) });
}

/**
 * Judges a claim by the paired differences of its two arms: the same seeds, draws averaged within a seed, then matching
 * levels averaged within a seed, so that n counts seeds. A claim against a number has that number on the other side.
 *
 * With d the arm's mean minus the other's and m the margin: "at least" claims d >= -m (not worse by more than m),
 * "greater" d > m, "at most" d <= m, "less" d < -m. It holds when the whole interval of d is on the claimed side, does
 * not hold when it is wholly on the other, and is not decided otherwise, with fewer than three seeds, with no matching
 * level, or while an arm lacks a seed, a level or a draw of the other: a seed that failed in one arm only would bias the rest.
 * A level without the metric counts as missing.
 *
 * @throws {InputError} naming the observation with NaN, an impossible density or a twin, as {@link aggregate}.
 */
export function judge(declared: ClaimDeclaration, observations: readonly Observation[]): Judgement {
  const claim = readClaim(declared);
  const { id, confidence } = claim;
  const compared = armsOf(claim);
  const trained = observations.filter(({ arm }) => compared.includes(arm));
  const used = trained.filter(({ metrics }) => metrics[claim.metric] !== undefined);
  const isUnmeasured = trained.length > 0 && used.length === 0;
  const {
    levels,
    perSeed,
    compared: values,
    ...pairs
  } = pairBySeed(claim, aggregate(used, claim.metric), seedsOf(trained));
  const gap = isUnmeasured ? `No level of ${compared.join(' or ')} has measured ${claim.metric}.` : pairs.gap;

  const differences = perSeed.map(({ difference }) => difference);
  const n = differences.length;
  const threshold = thresholdOf(claim);
  const paired = n >= 2 ? pairedInterval(differences, confidence) : null;
  const interval = paired?.interval ?? null;
  const effect = paired?.effect ?? differences[0] ?? null;
  const pValue = n >= 2 ? tTest(differences, threshold) : null;
  const common = { id, effect, interval, intervalKind: 'paired t', confidence, n, levels, perSeed, threshold } as const;

  if (gap !== null) return { ...common, pValue, verdict: 'not decided', reason: gap };
  const censored = values.filter((value) => value >= (claim.censoredAt ?? Infinity)).length;
  if (censored > 0) {
    const reason = `${censored} of the trainings compared ${censored === 1 ? 'is' : 'are'} at the bound of ${claim.censoredAt}: ${censored === 1 ? 'it' : 'they'} would have gone on.`;
    // What is only known to be so much or more cannot be tested, alone or in a family.
    return { ...common, pValue: null, verdict: 'not decided', reason };
  }
  if (interval === null || n < fewestSeeds) {
    const reason = `${count(n, 'seed')}, fewer than the ${fewestSeeds} that an interval needs.`;
    return { ...common, pValue, verdict: 'not decided', reason };
  }
  const verdict = side(claim, interval, threshold);
  return { ...common, pValue, verdict, reason: explain(interval, confidence, n, threshold) + unlike(levels) };
}

/**
 * Whether a claim is decided in a family too: alone, and by its p-value adjusted over all claims of the family, as
 * {@link adjustedPValues} has it, below 1 - confidence.
 */
export function standsAmongAll({
  verdict,
  interval,
  adjustedPValue,
  confidence,
}: Pick<Judgement, 'verdict' | 'interval' | 'confidence'> & { readonly adjustedPValue: number | null }): boolean {
  if (verdict === 'not decided' || interval === null) return false;
  // Without spread there is nothing to test: the verdict is a matter of arithmetic.
  return interval[0] === interval[1] || (adjustedPValue !== null && adjustedPValue < 1 - confidence);
}

/** The p-values of a family, adjusted by Holm's method over those that could be tested; null for the others. */
export function adjustedPValues(judgements: readonly Judgement[]): (number | null)[] {
  const tested = judgements.filter(({ pValue, n }) => pValue !== null && n >= fewestSeeds);
  const adjusted = holm(tested.map(({ pValue }) => pValue!));
  return judgements.map((judgement) => adjusted[tested.indexOf(judgement)] ?? null);
}

function seedsOf(observations: readonly Observation[]): number[] {
  return [...new Set(observations.map(({ seed }) => seed))];
}

/** The arms that a claim is about. */
function armsOf({ arm, against }: Pick<Claim, 'arm' | 'against'>): string[] {
  return 'arm' in against ? [arm, against.arm] : [arm];
}

function thresholdOf({ relation, margin }: Claim): number {
  // 0 - 0 rather than -0, which prints badly.
  return relation === 'at least' || relation === 'less' ? 0 - margin : margin;
}

function side({ relation }: Claim, [low, high]: Interval, threshold: number): Verdict {
  const holds = {
    'at least': low >= threshold,
    greater: low > threshold,
    'at most': high <= threshold,
    less: high < threshold,
  }[relation];
  const fails = {
    'at least': high < threshold,
    greater: high <= threshold,
    'at most': low > threshold,
    less: low >= threshold,
  }[relation];
  return holds ? 'holds' : fails ? 'does not hold' : 'not decided';
}

function explain([low, high]: Interval, confidence: number, n: number, threshold: number): string {
  const where =
    low === high && low === threshold
      ? 'is exactly'
      : low >= threshold
        ? 'lies above'
        : high <= threshold
          ? 'lies below'
          : 'contains';
  const equal = low === high ? ' Every seed gave the same difference.' : '';
  const level = `${Number((confidence * 100).toPrecision(4))} %`;
  return (
    `The ${level} interval of the difference over ${count(n, 'seed')}, ${short(low)} to ${short(high)}, ` +
    `${where} the threshold ${short(threshold)}.${equal}`
  );
}

/** Which levels are compared although their densities differ; empty where none are. */
function unlike(levels: readonly ComparedLevel[]): string {
  const apart = levels.flatMap(({ density, with: other }) =>
    other === undefined || Math.abs(other.density - density) <= 0.01 * density ? [] : [[density, other.density]],
  );
  if (apart.length === 0) return '';
  const pairs = apart.map((pair) => pair.map((density) => Number((100 * density).toPrecision(3))).join(' with '));
  return ` Compared at other densities: ${pairs.join(', ')} % of the weights.`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
