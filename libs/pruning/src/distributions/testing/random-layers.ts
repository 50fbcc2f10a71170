import fc from 'fast-check';
import type { PrunableLayer } from '../prunable-layer';

const extent = fc.integer({ min: 1, max: 40 });
const window = fc.integer({ min: 1, max: 5 });
const shape = fc.oneof(fc.tuple(extent, extent), fc.tuple(extent, extent, window, window));

/** Layers of any shapes, the last one making logits. */
export const randomLayers: fc.Arbitrary<PrunableLayer[]> = fc
  .array(shape, { minLength: 1, maxLength: 12 })
  .map((shapes) =>
    shapes.map((each, i) => ({
      name: `layer_${i + 1}`,
      weights: `layer_${i + 1}/weights`,
      shape: each,
      kind: each.length === 2 ? 'dense' : 'conv',
      output: i === shapes.length - 1,
      depthwise: false,
    })),
  );
