/** The four parts that every message of Tombola has; of others there is the first only. */
export interface MessageParts {
  readonly what: string;
  readonly value?: string;
  readonly expected?: string;
  readonly mend?: string;
}

const shape = /^(?<what>.*?)(?: \(got (?<value>.*?)\))?: expected (?<expected>.*?)(?:\.(?: (?<mend>[A-Z].*))?)?$/s;

/** A message such as `the rate is wrong (got 2): expected a share. Lower it.` in its parts. */
export function messageParts(message: string): MessageParts {
  const { what, value, expected, mend } = shape.exec(message)?.groups ?? {};
  if (what === undefined || expected === undefined) return { what: message };
  return { what, expected, ...(value !== undefined && { value }), ...(mend !== undefined && { mend }) };
}
