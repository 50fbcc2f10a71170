/** One line of `tombola doctor`. */
export interface Check {
  readonly name: string;
  readonly level: 'ok' | 'warn' | 'fail';
  /** What was found. */
  readonly found: string;
  /** What to do about it, where something is to be done. */
  readonly mend?: string;
}

/** A check that passed. */
export function ok(name: string, found: string): Check {
  return { name, level: 'ok', found };
}

/** Everything works, but less well than it could. */
export function warn(name: string, found: string, mend: string): Check {
  return { name, level: 'warn', found, mend };
}

/** Something will not work. */
export function fail(name: string, found: string, mend: string): Check {
  return { name, level: 'fail', found, mend };
}
