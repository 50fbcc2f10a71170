/** The part of JSON Schema (draft 2020-12) that schemas of zod are written in, with what `.meta` adds to it. */
export interface JsonSchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  /** The heading of a form under which a member stands. */
  readonly group?: string;
  readonly default?: unknown;
  /** Values to begin with where one is needed. */
  readonly examples?: readonly unknown[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly items?: JsonSchema | boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** A record of JSON. */
export type Values = Readonly<Record<string, unknown>>;

/** The members of a union that a constant member tells apart: `{ name: 'adam', … } | { name: 'sgd', … }`. */
export interface Variants {
  /** The member that says which one it is. */
  readonly key: string;
  readonly options: readonly { readonly name: string; readonly schema: JsonSchema }[];
}

/** The union that a schema is, if a constant text in one member of every alternative tells them apart. */
export function variantsOf({ oneOf, anyOf }: JsonSchema): Variants | undefined {
  const alternatives = oneOf ?? anyOf ?? [];
  const key = Object.keys(alternatives[0]?.properties ?? {}).find((name) => {
    const names = alternatives.map(({ properties }) => properties?.[name]?.const);
    return names.every((each) => typeof each === 'string') && new Set(names).size === names.length;
  });
  if (key === undefined) return undefined;
  return {
    key,
    options: alternatives.map((schema) => ({ name: schema.properties![key]!.const as string, schema })),
  };
}

/** The schema with every local reference in place of itself. @throws {RangeError} for one that holds itself */
export function withoutReferences(schema: JsonSchema): JsonSchema {
  const resolve = (node: unknown, inside: readonly string[]): unknown => {
    if (Array.isArray(node)) return node.map((item) => resolve(item, inside));
    if (!isValues(node)) return node;
    const { $ref, ...rest } = node;
    if (typeof $ref === 'string') {
      if (inside.includes($ref)) throw new RangeError(`${$ref} holds itself`);
      const target = schema.$defs?.[$ref.replace('#/$defs/', '')] ?? {};
      return { ...(resolve(target, [...inside, $ref]) as Values), ...rest };
    }
    return Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, resolve(value, inside)]));
  };
  return resolve(without(schema, '$defs'), []) as JsonSchema;
}

/** Is it a record: no list, not null? */
export function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Two values of JSON that mean the same, whatever the order of their members. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  if (!isValues(a) || !isValues(b)) return Object.is(a, b);
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

/** A record without one of its members. */
export function without<T extends object, K extends PropertyKey>(values: T, key: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(values).filter(([each]) => each !== key)) as Omit<T, K>;
}
