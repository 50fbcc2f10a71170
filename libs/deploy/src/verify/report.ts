import { hash } from '@tombola/shared';
import type { Comparison } from './parity';

/** One thing that was looked at, and what was found, in words. */
export interface Check {
  readonly name: CheckName;
  readonly ok: boolean;
  readonly detail: string;
}

/**
 * `file`: onnxruntime loads it; `names`: input, output and initializers; `opset`: 17 or later, standard ops only;
 * `batch`: any batch size; `metadata`: what every export says of itself; `zeros`: pruned weights are exactly +0;
 * `weights`: kept weights are the trained ones, bit for bit; `parity`: logits; `argmax`: answers; `accuracy`.
 */
export type CheckName =
  'file' | 'names' | 'opset' | 'batch' | 'metadata' | 'zeros' | 'weights' | 'parity' | 'argmax' | 'accuracy';

/** The zeros of one masked parameter. */
export interface ZeroCount {
  readonly parameter: string;
  /** Pruned positions that hold exactly +0. */
  readonly zeros: number;
  /** Positions that the mask prunes. */
  readonly pruned: number;
  /** Kept weights that happen to be 0: reported, no failure. */
  readonly keptZeros: number;
  readonly ok: boolean;
}

/** What verification found. Numbers that could not be measured are undefined. */
export interface VerifyReport {
  /** Whether every check passed. */
  readonly ok: boolean;
  readonly checks: readonly Check[];
  /** Largest |logit in onnxruntime - logit in training| over all examples and classes. */
  readonly maxAbsDifference: number | undefined;
  /** Largest |logit| in training: what the difference has to be seen against. */
  readonly largestLogit: number | undefined;
  /** Share of examples with the same answer on both sides. */
  readonly argmaxAgreement: number | undefined;
  /** The file's share of right answers; undefined without labelled examples. */
  readonly accuracy: number | undefined;
  /** How many examples were compared. */
  readonly examples: number;
  readonly zeros: readonly ZeroCount[];
  /** What ran the file: an execution provider of onnxruntime. */
  readonly provider: string | undefined;
  /** Size of the file. */
  readonly bytes: number;
  /** Its SHA-256. */
  readonly sha256: string;
}

/** A check that passes when nothing is wrong: its detail is the complaints, or else `fine`. */
export function check(name: CheckName, complaints: readonly string[], fine: string): Check {
  const shown = complaints.slice(0, 5);
  if (complaints.length > shown.length) shown.push(`and ${complaints.length - shown.length} more`);
  return { name, ok: complaints.length === 0, detail: complaints.length === 0 ? fine : shown.join('; ') };
}

/** The report of what was found. */
export function report(
  bytes: Uint8Array,
  found: Pick<VerifyReport, 'checks' | 'provider'> & {
    zeros?: VerifyReport['zeros'];
    sum?: Comparison;
    labelled?: boolean;
  },
): VerifyReport {
  const { checks, zeros = [], provider, sum, labelled } = found;
  return {
    ok: checks.every(({ ok }) => ok),
    checks,
    maxAbsDifference: sum?.maxAbsDifference,
    largestLogit: sum?.largestLogit,
    argmaxAgreement: sum && sum.agreeing / sum.examples,
    accuracy: sum && labelled === true ? sum.hits / sum.examples : undefined,
    examples: sum?.examples ?? 0,
    zeros,
    provider,
    bytes: bytes.length,
    sha256: hash(bytes),
  };
}

/** The report of a file that cannot be loaded at all. */
export function unloadable(bytes: Uint8Array, problem: string): VerifyReport {
  return report(bytes, { checks: [check('file', [problem], '')], provider: undefined });
}
