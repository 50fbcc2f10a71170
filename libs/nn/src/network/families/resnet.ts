import type { NodeDefinitionInput } from '@tombola/shared';
import { averageHead, type Family } from './family';
import { residualBlock, type BlockConv } from './residual';

const depths = {
  18: { blocks: [2, 2, 2, 2], bottleneck: false },
  34: { blocks: [3, 4, 6, 3], bottleneck: false },
  50: { blocks: [3, 4, 6, 3], bottleneck: true },
} as const;

/**
 * ResNets for ImageNet (He et al., CVPR 2016, table 1). The stride of a bottleneck is in its 3x3 convolution, as in
 * everybody's code since, and not in the first 1x1 as in the paper: 4.09 and not 3.86 billion MACs at 224 x 224.
 */
export function resnet(depth: keyof typeof depths): Family {
  const { blocks, bottleneck } = depths[depth];
  const convsOf = bottleneck ? bottleneckConvs : basicConvs;
  return () => {
    const nodes: NodeDefinitionInput[] = [
      { op: 'conv', name: 'conv_1', channels: 64, kernel: 7, stride: 2, padding: 3, bias: false },
      { op: 'batch-norm', name: 'norm_1' },
      { op: 'relu', name: 'relu_1' },
      { op: 'max-pool', name: 'pool_1', size: 3, stride: 2, padding: 1 },
    ];
    let from = 'pool_1';
    let channelsIn = 64;
    for (const [stage, count] of blocks.entries()) {
      for (let i = 0; i < count; i++) {
        const name = `stage_${stage + 1}_block_${i + 1}`;
        const stride = stage > 0 && i === 0 ? 2 : 1;
        const convs = convsOf(64 * 2 ** stage, stride);
        const { channels } = convs.at(-1)!;
        const projection = stride !== 1 || channels !== channelsIn ? stride : undefined;
        nodes.push(...residualBlock(name, from, convs, projection));
        [from, channelsIn] = [name, channels];
      }
    }
    return { name: `resnet-${depth}`, nodes: [...nodes, ...averageHead] };
  };
}

const basicConvs = (channels: number, stride: number): BlockConv[] => [
  { channels, kernel: 3, stride },
  { channels, kernel: 3 },
];

const bottleneckConvs = (channels: number, stride: number): BlockConv[] => [
  { channels, kernel: 1 },
  { channels, kernel: 3, stride },
  { channels: 4 * channels, kernel: 1 },
];
