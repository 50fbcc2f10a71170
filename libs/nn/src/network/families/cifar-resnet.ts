import type { NodeDefinitionInput } from '@tombola/shared';
import { averageHead, type Family } from './family';
import { plainConv, residualBlock } from './residual';

/**
 * ResNets for CIFAR (He et al., CVPR 2016, section 4.2): 6n + 2 layers, three stages of n blocks of 16, 32 and 64 channels.
 * Shortcuts that change the shape are 1x1 convolutions with batch norm, as in the lottery-ticket papers.
 */
export function cifarResnet(depth: 20 | 32 | 44 | 56 | 110): Family {
  const blocks = (depth - 2) / 6;
  return () => {
    const nodes: NodeDefinitionInput[] = [
      plainConv('conv_1', { channels: 16, kernel: 3 }),
      { op: 'batch-norm', name: 'norm_1' },
      { op: 'relu', name: 'relu_1' },
    ];
    let from = 'relu_1';
    for (const [stage, channels] of [16, 32, 64].entries()) {
      for (let i = 0; i < blocks; i++) {
        const name = `stage_${stage + 1}_block_${i + 1}`;
        const stride = stage > 0 && i === 0 ? 2 : 1;
        const convs = [{ channels, kernel: 3, stride } as const, { channels, kernel: 3 } as const];
        nodes.push(...residualBlock(name, from, convs, stride === 1 ? undefined : stride));
        from = name;
      }
    }
    return { name: `resnet-${depth}`, nodes: [...nodes, ...averageHead] };
  };
}
