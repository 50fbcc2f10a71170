import type { NodeDefinitionInput } from '@tombola/shared';
import { averageHead, type Family } from './family';
import { lastActivation, preactivationBlock } from './preactivation';
import { plainConv } from './residual';

/**
 * Wide residual networks WRN-depth-width (Zagoruyko and Komodakis, BMVC 2016, table 1): 6n + 4 layers, three stages of n
 * pre-activation blocks of 16, 32 and 64 channels times the width. Without dropout.
 */
export function wideResnet(depth: 16 | 22, width: number): Family {
  const blocks = (depth - 4) / 6;
  return () => {
    const nodes: NodeDefinitionInput[] = [plainConv('conv_1', { channels: 16, kernel: 3 })];
    let from = 'conv_1';
    for (const [stage, base] of [16, 32, 64].entries()) {
      const channels = base * width;
      for (let i = 0; i < blocks; i++) {
        const name = `stage_${stage + 1}_block_${i + 1}`;
        const stride = stage > 0 && i === 0 ? 2 : 1;
        const convs = [{ channels, kernel: 3, stride } as const, { channels, kernel: 3 } as const];
        const projection = i === 0 ? stride : undefined;
        nodes.push(...preactivationBlock(name, from, { convs, projection, projects: 'activation' }));
        from = name;
      }
    }
    return { name: `wrn-${depth}-${width}`, nodes: [...nodes, ...lastActivation, ...averageHead] };
  };
}
