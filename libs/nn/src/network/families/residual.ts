import type { NodeDefinitionInput } from '@tombola/shared';

/** One convolution of a residual block. */
export interface BlockConv {
  readonly channels: number;
  readonly kernel: 1 | 3;
  readonly stride?: number;
}

/**
 * A residual block with ReLU after the sum (He et al., CVPR 2016, figures 2 and 5): convolutions, each with batch norm and
 * all but the last with ReLU, plus the shortcut. Padding is the same on all sides, also where the stride is 2.
 *
 * @param name of the block's output, and the beginning of its nodes' names
 * @param from what it reads
 * @param projection stride of the shortcut's 1x1 convolution; undefined for the identity
 */
export function residualBlock(
  name: string,
  from: string,
  convs: readonly BlockConv[],
  projection?: number,
): NodeDefinitionInput[] {
  const body = convs.flatMap((conv, i): NodeDefinitionInput[] => [
    { ...plainConv(`${name}_conv_${i + 1}`, conv), ...(i === 0 && { inputs: [from] }) },
    { op: 'batch-norm', name: `${name}_norm_${i + 1}` },
    ...(i < convs.length - 1 ? [{ op: 'relu', name: `${name}_relu_${i + 1}` } as const] : []),
  ]);
  const last = convs.at(-1)!;
  const shortcut: NodeDefinitionInput[] =
    projection === undefined
      ? []
      : [
          { ...plainConv(`${name}_projection`, { ...last, kernel: 1, stride: projection }), inputs: [from] },
          { op: 'batch-norm', name: `${name}_projection_norm` },
        ];
  const ends = [`${name}_norm_${convs.length}`, projection === undefined ? from : `${name}_projection_norm`];
  return [...body, ...shortcut, { op: 'add', name: `${name}_sum`, inputs: ends }, { op: 'relu', name }];
}

/** A convolution without bias, which batch norm would take away again; half the kernel as padding on all sides. */
export function plainConv(name: string, { channels, kernel, stride = 1 }: BlockConv) {
  return { op: 'conv', name, channels, kernel, stride, padding: (kernel - 1) / 2, bias: false } as const;
}
