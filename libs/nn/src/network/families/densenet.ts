import type { NodeDefinitionInput } from '@tombola/shared';
import { averageHead, type Family } from './family';
import { lastActivation } from './preactivation';
import { plainConv } from './residual';

const GROWTH = 12;
/** Convolutions of a dense block: 3 blocks of 12, two transitions, the first convolution and the dense layer make 40. */
const DEPTH = 12;

/**
 * DenseNet-40 with growth 12 (Huang et al., CVPR 2017, section 3 and table 2), without bottlenecks and compression: three
 * blocks in which a 3x3 convolution reads the channels of all before it.
 */
export const densenet40: Family = () => {
  const nodes: NodeDefinitionInput[] = [plainConv('conv_1', { channels: 16, kernel: 3 })];
  let from = 'conv_1';
  let channels = 16;
  for (const block of [1, 2, 3]) {
    for (let i = 1; i <= DEPTH; i++) {
      const name = `block_${block}_layer_${i}`;
      nodes.push(...growth(name, from));
      [from, channels] = [name, channels + GROWTH];
    }
    if (block < 3) {
      nodes.push(...transition(`transition_${block}`, channels));
      from = `transition_${block}`;
    }
  }
  return { name: 'densenet-40', nodes: [...nodes, ...lastActivation, ...averageHead] };
};

function growth(name: string, from: string): NodeDefinitionInput[] {
  return [
    { op: 'batch-norm', name: `${name}_norm`, inputs: [from] },
    { op: 'relu', name: `${name}_relu` },
    plainConv(`${name}_conv`, { channels: GROWTH, kernel: 3 }),
    { op: 'concat', name, inputs: [from, `${name}_conv`] },
  ];
}

function transition(name: string, channels: number): NodeDefinitionInput[] {
  return [
    { op: 'batch-norm', name: `${name}_norm` },
    { op: 'relu', name: `${name}_relu` },
    plainConv(`${name}_conv`, { channels, kernel: 1 }),
    { op: 'average-pool', name, size: 2 },
  ];
}
