import type { NodeDefinitionInput } from '@tombola/shared';
import { averageHead, type Family } from './family';

/** Convolutions of each of the five blocks (Simonyan and Zisserman 2015, table 1: A, B, D, E). */
const depths = { 11: [1, 1, 2, 2, 2], 13: [2, 2, 2, 2, 2], 16: [2, 2, 3, 3, 3], 19: [2, 2, 4, 4, 4] } as const;

/**
 * VGG for CIFAR as the lottery-ticket papers train it: 3x3 convolutions without bias, each with batch norm and ReLU; 2x2 max
 * pools between the blocks; the average over what is left (2 x 2 of 32 x 32) and one dense layer instead of three.
 */
export function vgg(depth: keyof typeof depths): Family {
  const blocks = depths[depth].map((count, i) =>
    Array.from({ length: count }, () => convNormRelu([64, 128, 256, 512, 512][i]!)).flat(),
  );
  const nodes = blocks.flatMap((block, i): NodeDefinitionInput[] =>
    i === 0 ? block : [{ op: 'max-pool', size: 2 }, ...block],
  );
  return () => ({ name: `vgg-${depth}`, nodes: [...nodes, ...averageHead] });
}

function convNormRelu(channels: number): NodeDefinitionInput[] {
  return [{ op: 'conv', channels, kernel: 3, bias: false }, { op: 'batch-norm' }, { op: 'relu' }];
}
