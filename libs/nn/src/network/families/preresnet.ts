import type { NodeDefinitionInput } from '@tombola/shared';
import { averageHead, type Family } from './family';
import { lastActivation, preactivationBlock } from './preactivation';
import { plainConv } from './residual';

/**
 * PreResNet-101 for CIFAR, of early-bird tickets (You et al. 2020) and network slimming (Liu et al. 2017): three stages of 11
 * pre-activation bottlenecks, 16, 32 and 64 channels inside and four times as many outside; 9n + 2 layers. Projections
 * read the block's input as it comes.
 */
export const preresnet101: Family = () => {
  const nodes: NodeDefinitionInput[] = [plainConv('conv_1', { channels: 16, kernel: 3 })];
  let from = 'conv_1';
  for (const [stage, inner] of [16, 32, 64].entries()) {
    for (let i = 0; i < 11; i++) {
      const name = `stage_${stage + 1}_block_${i + 1}`;
      const stride = stage > 0 && i === 0 ? 2 : 1;
      const convs = [
        { channels: inner, kernel: 1 },
        { channels: inner, kernel: 3, stride },
        { channels: 4 * inner, kernel: 1 },
      ] as const;
      const projection = i === 0 ? stride : undefined;
      nodes.push(...preactivationBlock(name, from, { convs, projection, projects: 'input' }));
      from = name;
    }
  }
  return { name: 'preresnet-101', nodes: [...nodes, ...lastActivation, ...averageHead] };
};
