import { isValues, variantsOf, without, type JsonSchema } from './json-schema';
import { capitalise } from '../lib/words';

interface Place {
  /** Of members, from the root. */
  readonly path: readonly string[];
  readonly title: string;
  readonly help: string | undefined;
  readonly required: boolean;
  /** What its absence means. */
  readonly byDefault: unknown;
  readonly schema: JsonSchema;
}

/** What a value is typed or chosen in. `json`: whatever has no control of its own. */
export type Control = 'number' | 'choice' | 'text' | 'list' | 'json';

/** A value with a control. */
export interface Leaf extends Place {
  readonly kind: 'leaf';
  readonly control: Control;
}

/** One of several kinds of thing, told apart by a member. */
export interface Union extends Place {
  readonly kind: 'union';
  /** The member that tells them apart. */
  readonly key: string;
  readonly variants: readonly Variant[];
}

export interface Variant {
  readonly name: string;
  readonly title: string;
  /** The family that it is listed in. */
  readonly group: string | undefined;
  readonly help: string | undefined;
  readonly members: readonly Node[];
}

/** Members that belong together. */
export interface Branch extends Place {
  readonly kind: 'record';
  readonly members: readonly Node[];
  /** Members that can have one value only: nobody is asked for them. */
  readonly constants: Readonly<Record<string, unknown>>;
}

export type Node = Leaf | Union | Branch;

/** Members under one heading. */
export interface Group {
  readonly title: string;
  readonly nodes: readonly Node[];
}

/** The form of a schema: its members by group, in the order in which the schema names them. */
export function groupsOf(schema: JsonSchema): Group[] {
  const groups = new Map<string, Node[]>();
  for (const node of membersOf(schema, [])) {
    const title = node.schema.group ?? 'Other';
    groups.set(title, [...(groups.get(title) ?? []), node]);
  }
  return [...groups].map(([title, nodes]) => ({ title, nodes }));
}

/** `evaluateEvery` as `Evaluate every`. */
export function titleOf(name: string): string {
  const words = name.replace(/[_-]/g, ' ').replace(/([a-z\d])([A-Z])/g, (_, a: string, b: string) => `${a} ${b}`);
  return capitalise(words.toLowerCase());
}

function membersOf(schema: JsonSchema, path: readonly string[], except?: string): Node[] {
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {})
    .filter(([name, member]) => name !== except && !(required.has(name) && member.const !== undefined))
    .map(([name, member]) => nodeOf(member, [...path, name], required.has(name)));
}

function nodeOf(given: JsonSchema, path: readonly string[], required: boolean): Node {
  const schema = withoutNull(given);
  const place: Place = {
    path,
    title: schema.title ?? titleOf(path.at(-1)!),
    help: schema.description,
    required,
    byDefault: schema.default,
    schema,
  };
  const union = variantsOf(schema);
  if (union !== undefined) {
    const { key, options } = union;
    const variants = options.map(({ name, schema: variant }) => ({
      name,
      title: variant.properties?.[key]?.title ?? variant.title ?? name,
      group: variant.group,
      help: variant.description ?? variant.properties?.[key]?.description,
      members: membersOf(variant, path, key),
    }));
    return { ...place, kind: 'union', key, variants };
  }
  if (schema.type === 'object' && schema.properties !== undefined)
    return { ...place, kind: 'record', members: membersOf(schema, path), constants: constantsOf(schema) };
  return { ...place, kind: 'leaf', control: controlOf(schema) };
}

/** The members of a record that are needed and can have one value only. */
function constantsOf({ properties = {}, required = [] }: JsonSchema): Record<string, unknown> {
  const own = required.flatMap((name) => {
    const value = properties[name]?.const;
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(own);
}

/** What may be null is left out instead. What was said of the pair holds for the other one. */
function withoutNull(schema: JsonSchema): JsonSchema {
  const others = schema.anyOf?.filter(({ type }) => type !== 'null');
  if (others?.length !== 1 || schema.anyOf!.length !== 2) return schema;
  return { ...others[0], ...without(schema, 'anyOf') };
}

function controlOf(schema: JsonSchema): Control {
  if (optionsOf(schema) !== undefined) return 'choice';
  if (schema.type === 'integer' || schema.type === 'number') return 'number';
  if (schema.type === 'string') return 'text';
  if (schema.type === 'array' && isScalar(schema.items)) return 'list';
  return 'json';
}

function isScalar(items: JsonSchema['items']): boolean {
  return isValues(items) && ['integer', 'number', 'string'].includes((items as JsonSchema).type ?? '');
}

/** The values that a choice has, if the schema is one. */
export function optionsOf(schema: JsonSchema): readonly unknown[] | undefined {
  if (schema.enum !== undefined) return schema.enum;
  if (schema.const !== undefined) return [schema.const];
  if (schema.type === 'boolean') return [false, true];
  const each = (schema.anyOf ?? schema.oneOf)?.map(optionsOf);
  return each === undefined || each.includes(undefined) ? undefined : each.flat();
}
