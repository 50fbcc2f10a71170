import { InputError } from '@tombola/shared';
import type { ByteRange } from './store';

const single = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i;

/**
 * A `Range` header for content of `size` bytes (RFC 9110, 14.1 and 14.2): one of `bytes=a-b`, `bytes=a-`, `bytes=-n`.
 *
 * @returns the range, its end cut to the last byte; 'unsatisfiable' when no byte is in it (status 416); undefined when
 *   all of the content is to be sent: no header, another unit, several ranges, or one that is not well formed.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [, first, last] = single.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  if (first === '') {
    const length = Number(last);
    if (length === 0) return 'unsatisfiable';
    // The last n of no bytes are all of them, which no range can say.
    return size === 0 ? undefined : { start: Math.max(0, size - length), end: size - 1 };
  }
  const start = Number(first);
  const end = last === '' ? Infinity : Number(last);
  if (end < start) return undefined;
  return start < size ? { start, end: Math.min(end, size - 1) } : 'unsatisfiable';
}

/**
 * The range as far as there are bytes.
 *
 * @throws {InputError} when no byte of `size` is in it.
 */
export function rangeWithin({ start, end }: ByteRange, size: number): ByteRange {
  const whole = Number.isSafeInteger(start) && Number.isSafeInteger(end);
  if (whole && 0 <= start && start <= end && start < size) return { start, end: Math.min(end, size - 1) };
  throw rangeError({ start, end }, size);
}

export function rangeError({ start, end }: ByteRange, size: number): InputError {
  return new InputError({
    what: 'no byte is in the range',
    value: `${start}-${end}`,
    expected: `a part of ${size} bytes`,
  });
}
