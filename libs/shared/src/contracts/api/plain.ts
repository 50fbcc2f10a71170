import { z } from 'zod';

const MOST_DEEP = 32;
const MOST_VALUES = 50_000;

/**
 * A record of anything that JSON can say, as far as it can be merged, hashed and stored: at most 32 levels deep, at most
 * 50,000 values, no NUL characters and no halves of surrogate pairs, no member `__proto__`.
 */
export const plainRecordSchema = z.record(z.string(), z.unknown()).superRefine((value, context) => {
  const message = faultOf(value);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

/** Without recursion: what is too deep would break the stack. */
function faultOf(root: unknown): string | undefined {
  const waiting = [{ value: root, depth: 1 }];
  let seen = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    if (++seen > MOST_VALUES) return `at most ${MOST_VALUES} values`;
    if (typeof value === 'string' && unstorable.test(value)) return storable;
    if (typeof value === 'number' && !Number.isFinite(value)) return 'finite numbers';
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MOST_DEEP) return `at most ${MOST_DEEP} levels of nesting`;
    for (const [key, member] of Object.entries(value)) {
      if (key === '__proto__') return 'no member __proto__';
      if (unstorable.test(key)) return storable;
      waiting.push({ value: member, depth: depth + 1 });
    }
  }
  return undefined;
}

const unstorable = /[\0\p{Cs}]/u;
const storable = 'texts without NUL characters and halves of surrogate pairs';
