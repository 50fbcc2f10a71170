/** What went wrong with an input, in the four parts that every message of Tombola has. */
export interface InputProblem {
  /** What was wrong, as a sentence without its full stop: "the mask of dense_1 has the wrong shape". */
  what: string;
  /** The value that was given. */
  value?: unknown;
  /** What would have been right. */
  expected: string;
  /** How to mend it. */
  mend?: string;
}

/** Bad input: wrong usage, a broken file, an impossible recipe. Its message is meant for the user, without a stack. */
export class InputError extends Error {
  readonly problem: InputProblem;

  constructor(problem: InputProblem, options?: ErrorOptions) {
    super(describe(problem), options);
    this.name = 'InputError';
    this.problem = problem;
  }
}

/**
 * Something that Tombola stored is damaged: a file cut short, altered or gone. Whoever asked for it did nothing wrong.
 * The message has the same four parts, `mend` saying how to get it back.
 */
export class DamagedError extends Error {
  readonly problem: InputProblem;

  constructor(problem: InputProblem, options?: ErrorOptions) {
    super(describe(problem), options);
    this.name = 'DamagedError';
    this.problem = problem;
  }
}

function describe({ what, value, expected, mend }: InputProblem): string {
  const got = value === undefined ? '' : ` (got ${show(value)})`;
  return `${what}${got}: expected ${expected}.${mend === undefined ? '' : ` ${mend}`}`;
}

/** A value as a short text for a message: at most 120 characters. */
export function show(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : (plain(value) ?? String(value));
  return text.length <= 120 ? text : `${text.slice(0, 117)}...`;
}

function plain(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
