import { z } from 'zod';
import { atInitMethods } from './at-init';
import { dynamicMethods } from './dynamic';
import { methodLabels } from './families';
import { gradualMethods } from './gradual';
import { impSchema } from './imp';
import { structuredMethods } from './structured';
import { supermaskMethods } from './supermask';
import { ticketMethods } from './tickets';
import { tropicalMethods } from './tropical';

/*
 * One schema a method; a file for each family. A member that is added needs a default that means what its absence meant:
 * then no hash of a recipe changes.
 */
export const methodSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('dense').describe('All weights; nothing is pruned.') }),
  impSchema,
  ...atInitMethods,
  ...dynamicMethods,
  ...gradualMethods,
  ...structuredMethods,
  ...supermaskMethods,
  ...ticketMethods,
  ...tropicalMethods,
]);

// In place: a copy with `.meta` would not be the option that others hold.
for (const option of methodSchema.options) {
  const label = methodLabels.get(option.shape.name.value);
  if (label !== undefined) z.globalRegistry.add(option, { ...z.globalRegistry.get(option), ...label });
}

export type MethodOptions = z.output<typeof methodSchema>;
export type MethodName = MethodOptions['name'];
/** The options of one method. */
export type OptionsOf<N extends MethodName> = Extract<MethodOptions, { name: N }>;
