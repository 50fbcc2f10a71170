import type { NodeDefinitionInput } from '@tombola/shared';
import type { Family } from './family';
import { denseRelu } from './mlp';

/**
 * Conv-2, Conv-4 and Conv-6 (Frankle and Carbin, ICLR 2019, figure 2): scaled-down VGGs for CIFAR. Blocks of two 3x3
 * convolutions of 64, 128 and 256 channels, each block ending in a 2x2 max pool; then 256 and 256 units.
 */
export function convN(convolutions: 2 | 4 | 6): Family {
  const blocks = [64, 128, 256].slice(0, convolutions / 2);
  return () => ({
    name: `conv-${convolutions}`,
    nodes: [...blocks.flatMap(block), { op: 'flatten' }, ...denseRelu([256, 256]), { op: 'dense', units: 'classes' }],
  });
}

function block(channels: number): NodeDefinitionInput[] {
  const conv = { op: 'conv', channels, kernel: 3 } as const;
  return [conv, { op: 'relu' }, conv, { op: 'relu' }, { op: 'max-pool', size: 2 }];
}
