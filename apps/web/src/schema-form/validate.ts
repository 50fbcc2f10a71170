import { isSame, isValues, variantsOf, type JsonSchema } from './json-schema';
import { optionsOf } from './tree';

/** What is wrong with a value, by the path of the member. */
export interface Problem {
  /** Members with dots between them; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** Everything that a schema refuses of a value. The server's schemas refuse at least as much. */
export function problemsOf(schema: JsonSchema, value: unknown, path: readonly string[] = []): Problem[] {
  const wrong = (): Problem[] => [{ path: path.join('.'), message: `Expected ${expectationOf(schema)}.` }];
  // What is missing of a record that is missing are its members.
  if (value === undefined && schema.type === 'object' && (schema.required?.length ?? 0) > 0)
    return problemsOf(schema, {}, path);
  if (value === undefined) return [{ path: path.join('.'), message: `Needed: ${expectationOf(schema)}.` }];
  const union = variantsOf(schema);
  if (union !== undefined) {
    const name = isValues(value) ? value[union.key] : undefined;
    const variant = union.options.find((option) => option.name === name);
    if (variant !== undefined) return problemsOf(variant.schema, value, path);
    const message = `${name === undefined ? 'Needed' : 'Expected'}: ${expectationOf(schema)}.`;
    return [{ path: path.join('.'), message }];
  }
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined)
    return alternatives.some((each) => problemsOf(each, value).length === 0) ? [] : wrong();
  if (schema.type === 'object') return isValues(value) ? problemsOfRecord(schema, value, path) : wrong();
  if (schema.type === 'array') return isList(schema, value) ? [] : (problemsOfItems(schema, value, path) ?? wrong());
  return isScalar(schema, value) ? [] : wrong();
}

function problemsOfRecord(schema: JsonSchema, value: Readonly<Record<string, unknown>>, path: readonly string[]) {
  const { properties = {}, required = [], additionalProperties } = schema;
  // Nobody is asked for what can have one value only.
  const missing = required.filter((name) => value[name] === undefined && properties[name]?.const === undefined);
  const members = Object.entries(value).flatMap(([name, member]): Problem[] => {
    const inner = [...path, name];
    if (Object.hasOwn(properties, name))
      return member === undefined ? [] : problemsOf(properties[name]!, member, inner);
    if (additionalProperties === false) return [{ path: inner.join('.'), message: 'There is no such member.' }];
    return isValues(additionalProperties) ? problemsOf(additionalProperties, member, inner) : [];
  });
  return [...missing.flatMap((name) => problemsOf(properties[name] ?? {}, undefined, [...path, name])), ...members];
}

/** What is wrong with the first wrong record of a list; undefined where its items are no records. */
function problemsOfItems({ items }: JsonSchema, value: unknown, path: readonly string[]): Problem[] | undefined {
  if (!Array.isArray(value) || !isValues(items) || !isRecords(items)) return undefined;
  for (const [i, item] of value.entries()) {
    const [problem] = problemsOf(items, item);
    if (problem === undefined) continue;
    const where = problem.path === '' ? `${i + 1}` : `${i + 1}, ${problem.path}`;
    return [{ path: path.join('.'), message: `Number ${where}: ${problem.message}` }];
  }
  return undefined;
}

function isRecords(items: JsonSchema): boolean {
  return items.type === 'object' || variantsOf(items) !== undefined;
}

function isList({ items, minItems = 0, maxItems = Infinity }: JsonSchema, value: unknown): boolean {
  if (!Array.isArray(value) || value.length < minItems || value.length > maxItems) return false;
  return !isValues(items) || value.every((item) => problemsOf(items as JsonSchema, item).length === 0);
}

function isScalar(schema: JsonSchema, value: unknown): boolean {
  const options = optionsOf(schema);
  if (options !== undefined) return options.some((option) => isSame(option, value));
  switch (schema.type) {
    case 'integer':
    case 'number':
      return isNumber(schema, value);
    case 'string':
      return isText(schema, value);
    case 'null':
      return value === null;
    default:
      return true;
  }
}

function isNumber(schema: JsonSchema, value: unknown): boolean {
  const { type, minimum = -Infinity, maximum = Infinity } = schema;
  const { exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = schema;
  if (typeof value !== 'number' || (type === 'integer' && !Number.isSafeInteger(value))) return false;
  return value >= minimum && value <= maximum && value > exclusiveMinimum && value < exclusiveMaximum;
}

function isText({ minLength = 0, maxLength = Infinity, pattern }: JsonSchema, value: unknown): boolean {
  if (typeof value !== 'string' || value.length < minLength || value.length > maxLength) return false;
  return pattern === undefined || new RegExp(pattern, 'u').test(value);
}

/** What a schema wants, in words: `a whole number from 1 to 60`. */
export function expectationOf(schema: JsonSchema): string {
  const options = optionsOf(schema) ?? variantsOf(schema)?.options.map(({ name }) => name);
  if (options !== undefined)
    return oneOf(options.map((option) => (typeof option === 'string' ? option : JSON.stringify(option))));
  switch (schema.type) {
    case 'integer':
    case 'number':
      return numberExpectation(schema);
    case 'array':
      return isValues(schema.items) ? listExpectation(schema) : 'a list';
    case 'string':
      return schema.pattern === undefined ? 'a text' : `a text such as ${schema.pattern}`;
    case 'object':
      return 'a record';
    default: {
      const alternatives = schema.anyOf ?? schema.oneOf;
      return alternatives === undefined ? 'a value' : alternatives.map(expectationOf).join(', or ');
    }
  }
}

const oneOf = (options: readonly string[]) =>
  options.length === 1 ? options[0]! : `${options.slice(0, -1).join(', ')} or ${options.at(-1)}`;

function numberExpectation(schema: JsonSchema): string {
  const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const whole = type === 'integer';
  const low = whole && exclusiveMinimum !== undefined ? Math.floor(exclusiveMinimum) + 1 : minimum;
  const high = whole && exclusiveMaximum !== undefined ? Math.ceil(exclusiveMaximum) - 1 : maximum;
  const above = !whole && exclusiveMinimum !== undefined;
  const below = !whole && exclusiveMaximum !== undefined;
  const from = isTold(low) ? `from ${low}` : above ? `greater than ${exclusiveMinimum}` : undefined;
  const most = below ? `less than ${exclusiveMaximum}` : isTold(high) ? `at most ${high}` : undefined;
  const to = below ? most : `${high}`;
  const range =
    from === undefined || most === undefined
      ? (from ?? most)
      : isTold(low)
        ? `${from} to ${to}`
        : `${from} and ${most}`;
  return [whole ? 'a whole number' : 'a number', range].filter((part) => part !== undefined).join(' ');
}

/** The greatest whole number that a machine has is no bound that people know. */
const isTold = (bound: number | undefined): bound is number =>
  bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;

function listExpectation({ items, minItems, maxItems }: JsonSchema): string {
  if (isRecords(items as JsonSchema)) return 'a list of records, as JSON';
  const each = expectationOf(items as JsonSchema).replace(/^a (whole )?number/, '$1numbers');
  const count =
    minItems !== undefined && minItems === maxItems
      ? `${minItems} `
      : minItems !== undefined && minItems > 1
        ? `at least ${minItems} `
        : minItems === 1
          ? 'one or more '
          : '';
  return `${count}${each} with commas between them`;
}
