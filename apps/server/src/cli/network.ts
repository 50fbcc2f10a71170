import { InputError, networkSchema, type Recipe } from '@tombola/shared';

/**
 * The network of a name, as recipes write it: `lenet-300-100`, or `mlp-300-100`, a perceptron by the widths of its
 * hidden layers.
 *
 * @throws {InputError} for an unknown name.
 */
export function networkByName(name: string): Recipe['network'] {
  const hidden = /^mlp((?:-[1-9]\d*)*)$/.exec(name)?.[1];
  const candidate = hidden === undefined ? { name } : { name: 'mlp', hidden: hidden.split('-').slice(1).map(Number) };
  const read = networkSchema.safeParse(candidate);
  if (read.success) return read.data;
  const names = networkSchema.options.map((option) => option.shape.name.value);
  throw new InputError({
    what: 'there is no such network',
    value: name,
    expected: `one of ${names.map((each) => (each === 'mlp' ? 'mlp-WIDTH-WIDTH... (such as mlp-300-100)' : each)).join(', ')}`,
  });
}
