import type { NodeDefinitionInput } from '@tombola/shared';
import { plainConv, type BlockConv } from './residual';

export interface PreactivationBlock {
  readonly convs: readonly BlockConv[];
  /** Stride of the shortcut's 1x1 convolution, which has no batch norm; undefined for the identity. */
  readonly projection: number | undefined;
  /** What the projection reads: the block's input as it comes, or after the first batch norm and ReLU. */
  readonly projects: 'input' | 'activation';
}

/**
 * A residual block with batch norm and ReLU before every convolution and nothing after the sum (He et al., Identity Mappings
 * in Deep Residual Networks, ECCV 2016, figure 4e).
 *
 * @param name of the block's output, and the beginning of its nodes' names
 * @param from what it reads
 */
export function preactivationBlock(name: string, from: string, block: PreactivationBlock): NodeDefinitionInput[] {
  const { convs, projection, projects } = block;
  const body = convs.flatMap((conv, i): NodeDefinitionInput[] => [
    { op: 'batch-norm', name: `${name}_norm_${i + 1}`, ...(i === 0 && { inputs: [from] }) },
    { op: 'relu', name: `${name}_relu_${i + 1}` },
    plainConv(`${name}_conv_${i + 1}`, conv),
  ]);
  const projected = projects === 'input' ? from : `${name}_relu_1`;
  const shortcut: NodeDefinitionInput[] =
    projection === undefined
      ? []
      : [
          {
            ...plainConv(`${name}_projection`, { ...convs.at(-1)!, kernel: 1, stride: projection }),
            inputs: [projected],
          },
        ];
  const ends = [`${name}_conv_${convs.length}`, projection === undefined ? from : `${name}_projection`];
  return [...body, ...shortcut, { op: 'add', name, inputs: ends }];
}

/** Batch norm and ReLU, which the last sum has not had yet. */
export const lastActivation: readonly NodeDefinitionInput[] = [
  { op: 'batch-norm', name: 'norm_last' },
  { op: 'relu', name: 'relu_last' },
];
