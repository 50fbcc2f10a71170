import { isSame, isValues, type Values } from './json-schema';

/**
 * `patch` laid over `base`, as the server does it: records are merged member by member, `null` removes a member, anything
 * else replaces. A record whose `name` changes is another kind of thing, so it is replaced, not merged; only data sets
 * keep what was said of the one before.
 */
export function lay(base: Values, patch: Values): Values {
  const laid: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(patch)) {
    const before = Object.hasOwn(laid, key) ? laid[key] : undefined;
    if (value === null) delete laid[key];
    else if (isValues(before) && isValues(value) && !isAnother(before, value, key)) laid[key] = lay(before, value);
    else laid[key] = value;
  }
  return laid;
}

/**
 * The least patch that makes `target` of `base`: `lay(base, difference(base, target))` is `target`, and no member of it
 * could be left out. (A record with a `name` has one in both: what has a name cannot lose it.)
 */
export function difference(base: Values, target: Values): Values {
  const patch: Record<string, unknown> = {};
  for (const key of Object.keys(base)) if (!Object.hasOwn(target, key)) patch[key] = null;
  for (const [key, value] of Object.entries(target)) {
    const before = Object.hasOwn(base, key) ? base[key] : undefined;
    if (isSame(before, value)) continue;
    const merges = isValues(before) && isValues(value) && !isAnother(before, value, key);
    patch[key] = merges ? difference(before, value) : value;
  }
  return patch;
}

/**
 * A patch laid over a patch, as the server does it: the members of both, the second's where they differ. `null` stays, for
 * it takes something out of what the patches are laid over.
 */
export function layPatches(first: Values, second: Values, key = ''): Values {
  if (isAnother(first, second, key)) return second;
  const laid: Record<string, unknown> = { ...first };
  for (const [member, value] of Object.entries(second)) {
    const before = Object.hasOwn(laid, member) ? laid[member] : undefined;
    laid[member] = isValues(before) && isValues(value) ? layPatches(before, value, member) : value;
  }
  return laid;
}

/** Whether a record takes the place of the one before, with nothing left of it. */
function isAnother(before: Values, after: Values, key: string): boolean {
  return 'name' in before && 'name' in after && before['name'] !== after['name'] && key !== 'dataset';
}

/** What stands at a path, if anything does. */
export function valueAt(values: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (isValues(at) && Object.hasOwn(at, key) ? at[key] : undefined), values);
}
