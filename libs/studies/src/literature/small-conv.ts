import type { NodeDefinitionInput, RecipeInput } from '@tombola/shared';

const conv = (channels: number): NodeDefinitionInput[] => [
  { op: 'conv', channels, kernel: 3, stride: 2, bias: false },
  { op: 'batch-norm' },
  { op: 'relu' },
];

/**
 * Three convolutions with batch norm, of 16, 32 and 64 channels, their average and a dense layer: a network of ours, for studies
 * of convolutional networks that a processor is to train in minutes. Of its 24,112 weights 97 % are of convolutions.
 */
export const smallConv: RecipeInput['network'] = {
  name: 'custom',
  definition: {
    name: 'small-conv',
    nodes: [...[16, 32, 64].flatMap(conv), { op: 'global-average-pool' }, { op: 'dense', units: 'classes' }],
  },
};
