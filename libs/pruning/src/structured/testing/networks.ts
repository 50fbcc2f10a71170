import { structureOf, type DataShape, type NetworkStructure } from '@tombola/nn';
import { networkSchema, type NodeDefinitionInput } from '@tombola/shared';

const conv = (name: string, channels = 4): NodeDefinitionInput[] => [
  { op: 'conv', name, channels, kernel: 3, bias: false },
  { op: 'batch-norm', name: `${name}_norm` },
];

/** Images of 2 x 5 x 5 and 3 classes. */
export const smallData: DataShape = { inputShape: [2, 5, 5], classes: 3 };

/** A network of one's own, as recipes have it and as structure. */
export function ownNetwork(nodes: readonly NodeDefinitionInput[], data = smallData) {
  const choice = networkSchema.parse({ name: 'custom', definition: { name: 'own', nodes } });
  const network: NetworkStructure = structureOf({ name: 'own', nodes: [...nodes] }, data);
  return { choice, network };
}

/** Two residual blocks of 4 channels, 6 inside. */
export const residual = ownNetwork([
  ...conv('stem'),
  { op: 'relu', name: 'stream_0' },
  ...[1, 2].flatMap((block): NodeDefinitionInput[] => [
    ...conv(`inner_${block}`, 6),
    { op: 'relu' },
    ...conv(`outer_${block}`),
    { op: 'add', name: `sum_${block}`, inputs: [`stream_${block - 1}`, `outer_${block}_norm`] },
    { op: 'relu', name: `stream_${block}` },
  ]),
  { op: 'global-average-pool' },
  { op: 'dense', units: 'classes' },
]);
