import { isRecord } from '@tombola/shared';

/** What each check of an export means; in the order in which they are made. */
export const checkMeanings = {
  file: 'onnxruntime loads the file',
  names: 'input, output and parameters have the names of the network',
  opset: 'opset 17 or later, standard operators only',
  batch: 'any batch size runs',
  metadata: 'the file says what it is and where it comes from',
  zeros: 'every pruned weight is exactly +0',
  weights: 'every kept weight is the trained one, bit for bit',
  parity: 'its logits are those of the training',
  argmax: 'its answers are those of the training',
  accuracy: 'its accuracy is that of the training',
} as const;

export interface VerificationCheck {
  readonly name: string;
  /** What is checked; undefined for a check that this page does not know. */
  readonly meaning: string | undefined;
  /** Undefined: it was not made, as when the file cannot be loaded. */
  readonly ok: boolean | undefined;
  /** What was found. */
  readonly detail: string;
}

export interface VerificationZeros {
  readonly parameter: string;
  readonly zeros: number;
  readonly pruned: number;
  readonly keptZeros: number;
  readonly ok: boolean;
}

/** The report of an export's verification, as far as it says something. */
export interface Verification {
  readonly ok: boolean;
  readonly checks: readonly VerificationCheck[];
  readonly zeros: readonly VerificationZeros[];
  readonly maxAbsDifference: number | undefined;
  readonly largestLogit: number | undefined;
  readonly argmaxAgreement: number | undefined;
  readonly accuracy: number | undefined;
  readonly examples: number | undefined;
  readonly provider: string | undefined;
  readonly bytes: number | undefined;
  readonly sha256: string | undefined;
}

/**
 * Reads a report: JSON that a worker stored, of this version or another. It passed only when it says so and none of its
 * checks says otherwise.
 *
 * @returns undefined for what is no report.
 */
export function readVerification(value: unknown): Verification | undefined {
  if (!isRecord(value) || !Array.isArray(value['checks'])) return undefined;
  const made = value['checks'].flatMap((each) =>
    isRecord(each) && typeof each['name'] === 'string'
      ? [{ name: each['name'], ok: each['ok'] === true, detail: textOf(each['detail']) ?? '' }]
      : [],
  );
  const known = Object.entries(checkMeanings).map(([name, meaning]) => {
    const found = made.find((each) => each.name === name);
    return { name, meaning, ok: found?.ok, detail: found?.detail ?? 'not checked' };
  });
  const others = made.filter(({ name }) => !(name in checkMeanings)).map((each) => ({ ...each, meaning: undefined }));
  return {
    ok: value['ok'] === true && made.every(({ ok }) => ok),
    checks: [...known, ...others],
    zeros: (Array.isArray(value['zeros']) ? value['zeros'] : []).flatMap(zerosOf),
    maxAbsDifference: numberOf(value['maxAbsDifference']),
    largestLogit: numberOf(value['largestLogit']),
    argmaxAgreement: numberOf(value['argmaxAgreement']),
    accuracy: numberOf(value['accuracy']),
    examples: numberOf(value['examples']),
    provider: textOf(value['provider']),
    bytes: numberOf(value['bytes']),
    sha256: textOf(value['sha256']),
  };
}

function zerosOf(value: unknown): VerificationZeros[] {
  if (!isRecord(value)) return [];
  const parameter = textOf(value['parameter']);
  const [zeros, pruned, keptZeros] = [value['zeros'], value['pruned'], value['keptZeros']].map(numberOf);
  if (parameter === undefined || zeros === undefined || pruned === undefined) return [];
  return [{ parameter, zeros, pruned, keptZeros: keptZeros ?? 0, ok: value['ok'] === true }];
}

const numberOf = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
