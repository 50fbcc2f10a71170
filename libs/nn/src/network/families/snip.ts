import type { NodeDefinitionInput } from '@tombola/shared';
import type { Family } from './family';

/*
 * The networks of SNIP (Lee, Ajanthan and Torr, ICLR 2019, table 2) for CIFAR: layers have biases although batch norm follows,
 * as in the authors' code, and the numbers of parameters that they print count them.
 */

/** AlexNet-s and AlexNet-b: AlexNet's kernels with strides of 2, and `units` in the two dense layers. */
export function alexnet(size: 's' | 'b', units: number): Family {
  const convolutions = [
    [96, 11],
    [256, 5],
    [384, 3],
    [384, 3],
    [256, 3],
  ] as const;
  return () => ({
    name: `alexnet-${size}`,
    nodes: [
      ...convolutions.flatMap(([channels, kernel]) =>
        normRelu({ op: 'conv', channels, kernel, stride: 2, padding: 'same' }),
      ),
      { op: 'flatten' },
      ...normRelu({ op: 'dense', units }),
      ...normRelu({ op: 'dense', units }),
      { op: 'dense', units: 'classes' },
    ],
  });
}

/**
 * VGG-C, VGG-D and VGG-like: the convolutions of VGG-16, in C with a 1x1 kernel at the end of the last three blocks; dense
 * layers of 512 units, two of them in C and D and one in VGG-like (Zagoruyko 2015).
 */
export function snipVgg(version: 'c' | 'd' | 'like'): Family {
  const last = version === 'c' ? 1 : 3;
  const blocks = [
    [64, 3, 3],
    [128, 3, 3],
    [256, 3, 3, last],
    [512, 3, 3, last],
    [512, 3, 3, last],
  ] as const;
  const hidden = Array.from({ length: version === 'like' ? 1 : 2 }, () => 512);
  return () => ({
    name: `vgg-${version}`,
    nodes: [
      ...blocks.flatMap(([channels, ...kernels]): NodeDefinitionInput[] => [
        ...kernels.flatMap((kernel) => normRelu({ op: 'conv', channels, kernel })),
        { op: 'max-pool', size: 2, padding: 'same' },
      ]),
      { op: 'flatten' },
      ...hidden.flatMap((units) => normRelu({ op: 'dense', units })),
      { op: 'dense', units: 'classes' },
    ],
  });
}

function normRelu(layer: NodeDefinitionInput): NodeDefinitionInput[] {
  return [layer, { op: 'batch-norm' }, { op: 'relu' }];
}
