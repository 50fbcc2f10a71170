import { HttpError } from '../http/http-error';

/** No page has a longer path. */
const MOST_CHARACTERS = 4000;
/** Nor a deeper one. */
const MOST_SEGMENTS = 40;

/** Where a request's target leads: the names between its slashes. */
export interface AskedPath {
  readonly segments: readonly string[];
  /** The path without a slash at its end and the query with its question mark, as they were sent; if there was such a slash. */
  readonly withoutSlash?: string;
}

/**
 * Reads the path of a request's target as a page's.
 *
 * @param target as HTTP has it: a path with or without a query, or a whole URL
 * @throws {HttpError} BAD_REQUEST for a path that could mean another one to somebody else: with an encoded slash, dots
 *   that climb, a name that begins with a dot, a control character; and for one that is too long.
 */
export function readPath(target: string): AskedPath {
  const whole = target.replace(/^https?:\/\/[^/?#]*/i, '');
  const [, path = '', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(whole)!;
  if (path.length > MOST_CHARACTERS) throw bad('the path is too long', path, `at most ${MOST_CHARACTERS} characters`);
  if (!path.startsWith('/')) throw bad('the path is none', path, 'a slash, and names with slashes between them');
  const names = path.split('/').slice(1);
  if (names.length > MOST_SEGMENTS) throw bad('the path is too deep', path, `at most ${MOST_SEGMENTS} slashes`);
  const trailing = names.at(-1) === '' && names.length > 1;
  const segments = (names.length === 1 && names[0] === '' ? [] : names.slice(0, trailing ? -1 : undefined)).map(
    (name) => readName(name, path),
  );
  return { segments, ...(trailing ? { withoutSlash: `${path.slice(0, -1)}${query}` } : {}) };
}

function readName(encoded: string, path: string): string {
  let name: string;
  try {
    name = decodeURIComponent(encoded);
  } catch {
    throw bad('the path is not a URL', path, 'percent-encoded UTF-8');
  }
  if (/^$|^\.|[/\\\p{Cc}]/u.test(name))
    throw bad(
      'the path is none of a page',
      path,
      'names between the slashes, without control characters and leading dots',
    );
  return name;
}

function bad(what: string, path: string, expected: string): HttpError {
  return new HttpError('BAD_REQUEST', { what, value: path.slice(0, 300), expected });
}
