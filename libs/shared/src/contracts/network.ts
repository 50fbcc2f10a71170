import { z } from 'zod';

const positive = 'a positive integer';
const count = z.int({ error: positive }).positive({ error: positive });
const share = z.number().min(0).lt(1, { error: 'a number from 0 to less than 1' });
const pairOf = (what: string) =>
  z.union([count, z.tuple([count, count])], { error: `a positive integer, or [${what}] of them` });
const units = z.union([count, z.literal('classes')], { error: 'a positive integer, or "classes"' });

/** Begins with a letter; parameters are called `NODE/weights`, so a name has no slash. */
const nodeName = z
  .string()
  .max(64)
  .regex(/^[A-Za-z][A-Za-z0-9_.-]*$/, { error: 'a letter, then letters, digits, _ . or -' });

const place = {
  name: nodeName.optional().describe('OP_N when left out: conv_1, conv_2, dense_1.'),
};
const one = {
  ...place,
  inputs: z.array(nodeName).length(1).optional().describe('What it reads; the node before when left out.'),
};
const several = {
  ...place,
  inputs: z.array(nodeName).min(2).describe('What it reads.'),
};
const side = z.int().min(0);
const padding = z
  .union([z.enum(['same', 'valid']), side, z.tuple([side, side, side, side])], {
    error: '"same", "valid", a number of rows and columns on each side, or [top, bottom, left, right]',
  })
  .describe('same: as in TensorFlow, so that a stride of 2 pads more at the bottom and right; valid: none.');

const pool = {
  ...one,
  size: pairOf('height, width'),
  stride: pairOf('down, right').optional().describe('The size when left out.'),
  padding: padding.default('valid'),
};

/** One node of a network. Images and what is made of them are [channels, height, width]; dense layers make [units]. */
export const nodeDefinitionSchema = z.discriminatedUnion(
  'op',
  [
    z.strictObject({
      op: z.literal('conv'),
      ...one,
      channels: units,
      kernel: pairOf('height, width'),
      stride: pairOf('down, right').default(1),
      padding: padding.default('same'),
      groups: z
        .union([count, z.literal('depthwise')], { error: 'a positive integer, or "depthwise"' })
        .default(1)
        .describe('Parts that the channels are cut into; depthwise: one for every channel that comes in.'),
      bias: z.boolean().default(true),
    }),
    z.strictObject({ op: z.literal('dense'), ...one, units, bias: z.boolean().default(true) }),
    z.strictObject({
      op: z.literal('batch-norm'),
      ...one,
      epsilon: z.number().positive().default(1e-5).describe('Added to the variance.'),
      momentum: share
        .default(0.9)
        .describe('What the running mean and variance keep of themselves in a step; the rest comes from the batch.'),
    }),
    z.strictObject({ op: z.literal('relu'), ...one }),
    z.strictObject({ op: z.literal('max-pool'), ...pool }),
    z.strictObject({ op: z.literal('average-pool'), ...pool }),
    z.strictObject({ op: z.literal('global-average-pool'), ...one }),
    z.strictObject({ op: z.literal('flatten'), ...one }),
    z.strictObject({ op: z.literal('dropout'), ...one, rate: share.describe('Share of the units set to 0.') }),
    z.strictObject({ op: z.literal('add'), ...several }),
    z.strictObject({ op: z.literal('concat'), ...several }),
  ],
  {
    error:
      'conv, dense, batch-norm, relu, max-pool, average-pool, global-average-pool, flatten, dropout, add or concat',
  },
);

/** A network as a list of nodes, each after those that it reads. The last one makes the logits. */
export const networkDefinitionSchema = z.strictObject({
  name: z
    .string()
    .max(64)
    .regex(/^[a-z][a-z0-9_.-]*$/, { error: 'a small letter, then small letters, digits, _ . or -' })
    .describe('What the network is called.'),
  nodes: z
    .array(nodeDefinitionSchema)
    .min(1)
    .max(10_000)
    .describe('As JSON: [{"op": "flatten"}, {"op": "dense", "units": "classes"}]'),
});

export type NodeDefinition = z.output<typeof nodeDefinitionSchema>;
export type NodeDefinitionInput = z.input<typeof nodeDefinitionSchema>;
export type NetworkDefinition = z.output<typeof networkDefinitionSchema>;
/** As people write it: what has a default may be left out. */
export type NetworkDefinitionInput = z.input<typeof networkDefinitionSchema>;
