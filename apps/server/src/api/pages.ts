import { InputError } from '@tombola/shared';
import { z } from 'zod';

/** Where a page ended: the order it was in, and the values that its last item is ordered by. */
const cursorSchema = z.tuple([z.string(), z.union([z.string(), z.number()]), z.string()]);

export interface Position {
  readonly value: string | number;
  readonly id: string;
}

/**
 * Where the page before ended.
 *
 * @throws {InputError} when the cursor is none, or one of another order.
 */
export function readCursor(cursor: string | undefined, order: string): Position | undefined {
  if (cursor === undefined) return undefined;
  const parsed = cursorSchema.safeParse(decode(cursor));
  if (!parsed.success || parsed.data[0] !== order) {
    throw new InputError({
      what: 'this cursor does not belong to this list',
      value: cursor,
      expected: 'the nextCursor of the page before, asked for with the same sort',
      mend: 'Begin again without a cursor.',
    });
  }
  const [, value, id] = parsed.data;
  return { value, id };
}

/**
 * A page made of one item more than asked for: the last one only says that there is more.
 *
 * @param positionOf what the item is ordered by
 */
export function pageFrom<T>(
  items: readonly T[],
  limit: number,
  order: string,
  positionOf: (item: T) => Position,
): { items: T[]; nextCursor: string | null } {
  const page = items.slice(0, limit);
  const last = items.length > limit ? page.at(-1) : undefined;
  if (last === undefined) return { items: page, nextCursor: null };
  const { value, id } = positionOf(last);
  return { items: page, nextCursor: Buffer.from(JSON.stringify([order, value, id])).toString('base64url') };
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
