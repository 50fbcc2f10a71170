import type { NodeDefinitionInput, RecipeInput } from '@tombola/shared';

const conv = (channels: number, stride = 1): NodeDefinitionInput[] => [
  { op: 'conv', channels, kernel: 3, stride, bias: false },
  { op: 'batch-norm' },
  { op: 'relu' },
];

/** Three convolutions with batch norm, of 8, 12 and 16 channels, on 3,000 glyphs; chance is 10 %. */
export const convTraining: RecipeInput = {
  network: {
    name: 'custom',
    definition: {
      name: 'small-conv',
      nodes: [...conv(8, 2), ...conv(12, 2), ...conv(16), { op: 'flatten' }, { op: 'dense', units: 'classes' }],
    },
  },
  dataset: { name: 'glyphs', validation: 300, limit: 3000, testLimit: 400 },
  initialiser: 'he-normal',
  optimizer: { name: 'sgd', learningRate: 0.05, momentum: 0.9, weightDecay: 1e-4 },
  schedule: { name: 'step', at: [200, 300] },
  batch: 50,
  steps: 300,
  evaluateEvery: 50,
};

/** Two residual blocks of 8 channels on the same data. */
export const residualTraining: RecipeInput = {
  ...convTraining,
  network: {
    name: 'custom',
    definition: {
      name: 'small-resnet',
      nodes: [
        ...conv(8, 2),
        { op: 'max-pool', size: 2, name: 'stream_0' },
        ...[1, 2].flatMap((block): NodeDefinitionInput[] => [
          { op: 'conv', name: `block_${block}_conv_1`, channels: 8, kernel: 3, bias: false },
          { op: 'batch-norm', name: `block_${block}_norm_1` },
          { op: 'relu', name: `block_${block}_relu` },
          { op: 'conv', name: `block_${block}_conv_2`, channels: 8, kernel: 3, bias: false },
          { op: 'batch-norm', name: `block_${block}_norm_2` },
          { op: 'add', name: `block_${block}`, inputs: [`stream_${block - 1}`, `block_${block}_norm_2`] },
          { op: 'relu', name: `stream_${block}` },
        ]),
        { op: 'flatten' },
        { op: 'dense', units: 'classes' },
      ],
    },
  },
};
