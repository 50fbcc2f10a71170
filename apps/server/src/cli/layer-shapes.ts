import type { PrunableLayer } from '@tombola/pruning';
import { InputError, parse } from '@tombola/shared';
import { z } from 'zod';

const extent = z.int().positive();
const shapeSchema = z.union([z.tuple([extent, extent]), z.tuple([extent, extent, extent, extent])], {
  error: '[in, out] of a dense layer, or [out, in / groups, height, width] of a convolution',
});
const layerSchema = z
  .strictObject({
    name: z.string().min(1).max(64).optional(),
    shape: shapeSchema,
    macs: extent.optional(),
    positions: extent.optional(),
    depthwise: z.boolean().default(false),
  })
  .refine(({ macs, positions }) => macs === undefined || positions === undefined, { error: 'macs or positions' });
/** A shape alone is short for a layer with nothing else. */
const entrySchema = z.preprocess((entry) => (Array.isArray(entry) ? { shape: entry as unknown } : entry), layerSchema);
const listSchema = z
  .array(entrySchema)
  .min(1, { error: 'at least one layer' })
  .max(10_000, { error: 'at most 10,000 layers' });

/**
 * The layers of a list of shapes of weights, for networks that only their shapes are known of: `[[784, 300], [300, 10]]`, or
 * `[{"name": "stem", "shape": [64, 3, 7, 7], "positions": 12544}]`. The last one makes the logits. A convolution says its MACs,
 * or at how many positions it is applied; a dense layer is applied once. Without a name a layer is called as in networks:
 * `conv_1`, `dense_1`.
 *
 * @param path of the file, for errors
 * @throws {InputError} naming the layer that is wrong.
 */
export function layersOfShapes(value: unknown, path: string): PrunableLayer[] {
  const list = parse(listSchema, value, `the list of shapes in ${path}`);
  const counts = { conv: 0, dense: 0 };
  const layers = list.map(({ name, shape, macs, positions, depthwise }, i): PrunableLayer => {
    const kind = shape.length === 2 ? 'dense' : 'conv';
    counts[kind] += 1;
    const called = name ?? `${kind}_${counts[kind]}`;
    const size = shape.reduce((product: number, each) => product * each, 1);
    const times = positions ?? (kind === 'dense' ? 1 : undefined);
    return {
      name: called,
      weights: `${called}/weights`,
      shape,
      kind,
      output: i === list.length - 1,
      depthwise,
      ...(macs !== undefined ? { macs } : times !== undefined ? { macs: size * times } : {}),
    };
  });
  needUniqueNames(layers, path);
  return layers;
}

function needUniqueNames(layers: readonly PrunableLayer[], path: string): void {
  const seen = new Set<string>();
  for (const { name } of layers) {
    if (seen.has(name)) {
      throw new InputError({ what: `two layers in ${path} have one name`, value: name, expected: 'a name a layer' });
    }
    seen.add(name);
  }
}
