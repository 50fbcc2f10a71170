import type { ImageSet } from '../types';
import type { Point } from './distributions';

/** Channels, rows and columns of a point: two of one pixel, which networks flatten as they flatten images. */
export const POINT_SHAPE = [2, 1, 1] as const;

/** Labelled points as an example set: each coordinate is a float32, travelling as its four bytes. */
export function pointSet(points: readonly Point[], labels: readonly number[], classes: number): ImageSet {
  const values = Float32Array.from(points.flat());
  return {
    images: new Uint8Array(values.buffer),
    labels: Uint8Array.from(labels),
    count: points.length,
    shape: POINT_SHAPE,
    classes,
    values: 'floats',
  };
}
