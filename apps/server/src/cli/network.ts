import { InputError, networkDefinitionSchema, networkNames, networkSchema, parse, type Recipe } from '@tombola/shared';
import { jsonIn } from './json-file';

/**
 * The network of a name, as recipes write it: one of the literature, or `mlp-300-100`, a perceptron by the widths of its
 * hidden layers, or `mlp-40-bias-free`.
 *
 * @throws {InputError} for an unknown name.
 */
export function networkByName(name: string): Recipe['network'] {
  const [, hidden, biasFree] = /^mlp((?:-[1-9]\d*)*)(-bias-free)?$/.exec(name) ?? [];
  const candidate =
    hidden === undefined
      ? { name }
      : { name: 'mlp', hidden: hidden.split('-').slice(1).map(Number), bias: biasFree === undefined };
  const read = networkSchema.safeParse(candidate);
  if (read.success) return read.data;
  throw new InputError({
    what: 'there is no such network',
    value: name,
    expected: `one of ${networkNames.join(', ')}, mlp-WIDTH-WIDTH... (such as mlp-300-100), or a JSON file of your own`,
  });
}

/** The network of a name, or of a JSON file of one's own, by its ending. @throws {InputError} when there is none. */
export async function readNetwork(nameOrFile: string): Promise<Recipe['network']> {
  return nameOrFile.endsWith('.json') ? networkInFile(nameOrFile) : networkByName(nameOrFile);
}

/** The network that a JSON file defines. @throws {InputError} when it cannot be read, or defines none. */
export async function networkInFile(path: string): Promise<Recipe['network']> {
  return networkIn(await jsonIn(path, 'this network'), path);
}

/** The network that the JSON value of a file defines. @throws {InputError} when it defines none. */
export function networkIn(value: unknown, path: string): Recipe['network'] {
  parse(networkDefinitionSchema, value, `the network in ${path}`);
  return parse(networkSchema, { name: 'custom', definition: value }, `the network in ${path}`);
}
