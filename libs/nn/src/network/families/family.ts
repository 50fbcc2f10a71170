import type { NetworkDefinitionInput, NodeDefinitionInput } from '@tombola/shared';
import type { DataShape } from '../structure';

/** A network of the literature for data of a shape. Widths do not depend on it, except where a family says so. */
export type Family = (data: DataShape) => NetworkDefinitionInput;

/** Average over the image, then one dense layer: how networks with batch norm end. */
export const averageHead: readonly NodeDefinitionInput[] = [
  { op: 'global-average-pool' },
  { op: 'dense', units: 'classes' },
];
