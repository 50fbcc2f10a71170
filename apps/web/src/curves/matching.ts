/** Whether a name fits what was typed; why it cannot be read, where it cannot. */
export interface Matcher {
  readonly matches: (name: string) => boolean;
  readonly error?: string;
}

/** A regular expression without regard to case; everything fits one that is empty or wrong. */
export function matcher(pattern: string): Matcher {
  if (pattern === '') return { matches: () => true };
  try {
    const expression = new RegExp(pattern, 'i');
    return { matches: (name) => expression.test(name) };
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error);
    return { matches: () => true, error: `Not a regular expression: ${reason}` };
  }
}
