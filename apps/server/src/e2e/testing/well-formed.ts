import { isRecord } from '@tombola/shared';
import fc from 'fast-check';
import { z } from 'zod';
import { hostileText, hostileTexts, hostileValue, Raw, unknownIds } from './hostile';

/** What a server holds, by the names of the members of inputs that speak of it: `study` has the ids of studies. */
export interface Known {
  readonly texts: Readonly<Record<string, readonly string[]>>;
  /** Whole values of members whose schema does not say what is in them. */
  readonly records: Readonly<Record<string, readonly object[]>>;
}

/**
 * Inputs that a schema accepts, with what the server holds wherever a member is called so.
 *
 * @throws when it has a kind of schema that this does not know yet.
 */
export function wellFormed(schema: z.ZodType, known: Known, member = ''): fc.Arbitrary<unknown> {
  const inner = (each: unknown, name = member) => wellFormed(each as z.ZodType, known, name);
  if (schema instanceof z.ZodVoid || schema instanceof z.ZodUndefined) return fc.constant(undefined);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return fc.option(inner(schema.unwrap()), { nil: undefined });
  if (schema instanceof z.ZodNullable) return fc.option(inner(schema.unwrap()), { freq: 4 });
  if (schema instanceof z.ZodObject) {
    const shape = schema.shape as Record<string, z.ZodType>;
    return fc.record(Object.fromEntries(Object.entries(shape).map(([name, each]) => [name, inner(each, name)])));
  }
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map((option) => inner(option)));
  if (schema instanceof z.ZodArray) return listOf(schema, inner(schema.element));
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...(schema.options as unknown[]));
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...(schema.values as Set<unknown>));
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return numberOf(schema);
  if (schema instanceof z.ZodRecord) return recordsOf(known, member);
  if (schema instanceof z.ZodPipe) {
    const { in: before, out: after } = schema.def;
    if (before instanceof z.ZodTransform) return inner(after);
    return before instanceof z.ZodString ? textsOf(schema, known, member) : inner(before);
  }
  if (schema instanceof z.ZodString) return textsOf(schema, known, member);
  throw new Error(`the fuzz has no values for ${schema.constructor.name} (at ${member}) yet`);
}

/** Well-formed inputs with one thing changed: a value replaced, a member left out or added. */
export function almostWellFormed(schema: z.ZodType, known: Known): fc.Arbitrary<unknown> {
  const change = fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('text' as const), value: hostileText }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('value' as const), value: hostileValue }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), value: fc.constant(undefined) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('add' as const), value: hostileValue }) },
  );
  return fc
    .tuple(
      wellFormed(schema, known),
      fc.nat(),
      change,
      fc.constantFrom('extra', '__proto__', 'constructor', 'toString'),
    )
    .map(([input, at, { kind, value }, name]) => {
      if (kind === 'add') return isRecord(input) ? { ...input, [name]: value } : value;
      const places = placesIn(input, kind === 'text');
      return places.length === 0 ? value : replaced(input, places[at % places.length]!, value);
    });
}

type Place = readonly (string | number)[];

/** Where the values of an input are; or those alone that are texts. */
function placesIn(value: unknown, texts: boolean, at: Place = []): Place[] {
  const own = at.length > 0 && value !== undefined && (!texts || typeof value === 'string') ? [at] : [];
  if (Array.isArray(value)) return [...own, ...value.flatMap((each, i) => placesIn(each, texts, [...at, i]))];
  if (!isRecord(value) || value instanceof Raw) return own;
  return [...own, ...Object.entries(value).flatMap(([name, each]) => placesIn(each, texts, [...at, name]))];
}

function replaced(value: unknown, [first, ...rest]: Place, by: unknown): unknown {
  if (first === undefined) return by;
  if (Array.isArray(value)) return value.map((each: unknown, i) => (i === first ? replaced(each, rest, by) : each));
  const members = value as Readonly<Record<string, unknown>>;
  return { ...members, [first]: replaced(members[first], rest, by) };
}

/** Texts that the schema takes: those of this member more often than others, unknown and hostile ones among them. */
function textsOf(schema: z.ZodType, { texts }: Known, member: string): fc.Arbitrary<string> {
  const accepted = (candidates: readonly string[]) =>
    candidates.filter((candidate) => schema.safeParse(candidate).success);
  const names = [member, member.replace(/ies$/, 'y'), member.replace(/s$/, '')];
  const own = accepted(names.flatMap((name) => (Object.hasOwn(texts, name) ? texts[name]! : [])));
  const anyones = accepted([...new Set([...Object.values(texts).flat(), ...unknownIds, ...hostileTexts])]);
  if (anyones.length === 0) throw new Error(`the fuzz has no text for ${member} yet`);
  const any = fc.constantFrom(...anyones);
  return own.length === 0
    ? any
    : fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...own) }, { weight: 1, arbitrary: any });
}

function listOf(schema: z.ZodArray, item: fc.Arbitrary<unknown>): fc.Arbitrary<unknown[]> {
  const lists = [0, 1, 2].map((length) => fc.array(item, { minLength: length, maxLength: length + 2 }));
  // The shortest that it takes.
  const [least] = lists.filter((_, length) => takesLength(schema, length));
  return least ?? lists.at(-1)!;
}

function takesLength(schema: z.ZodArray, length: number): boolean {
  const { issues } = schema.safeParse(Array.from({ length })).error ?? { issues: [] };
  return !issues.some(({ code, path }) => code === 'too_small' && path.length === 0);
}

function numberOf({ minValue, maxValue, isInt }: z.ZodNumber): fc.Arbitrary<number> {
  const [min, max] = [Math.max(minValue ?? -Infinity, -(2 ** 53) + 1), Math.min(maxValue ?? Infinity, 2 ** 53 - 1)];
  const small = { min: Math.max(min, -10), max: Math.min(max, Math.max(min, 0) + 10) };
  return fc.oneof(
    { weight: 4, arbitrary: isInt ? fc.integer(small) : fc.double({ ...small, noNaN: true }) },
    { weight: 1, arbitrary: fc.constantFrom(min, max) },
  );
}

function recordsOf({ records }: Known, member: string): fc.Arbitrary<unknown> {
  const own = Object.hasOwn(records, member) ? records[member]! : [];
  return own.length === 0 ? fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })) : fc.constantFrom(...own);
}
