import { z } from 'zod';
import { networkDefinitionSchema } from './network';

const named = <const N extends string>(name: N, description: string) =>
  z.strictObject({ name: z.literal(name).describe(description) });

const literature = [
  named('lenet-300-100', 'Two hidden layers, of 300 and 100 units (LeCun et al. 1998).'),
  named('lenet-5-caffe', 'Two 5x5 convolutions with pools, 500 units (Caffe’s LeNet-5).'),
  named('conv-2', 'Two 3x3 convolutions, a pool, 256 and 256 units (Frankle and Carbin 2019).'),
  named('conv-4', 'Four 3x3 convolutions in two blocks, 256 and 256 units (Frankle and Carbin 2019).'),
  named('conv-6', 'Six 3x3 convolutions in three blocks, 256 and 256 units (Frankle and Carbin 2019).'),
  named('vgg-11', 'VGG-11 for CIFAR: batch norm, average pool, one dense layer.'),
  named('vgg-13', 'VGG-13 for CIFAR: batch norm, average pool, one dense layer.'),
  named('vgg-16', 'VGG-16 for CIFAR: batch norm, average pool, one dense layer.'),
  named('vgg-19', 'VGG-19 for CIFAR: batch norm, average pool, one dense layer (Frankle and Carbin 2019).'),
  named(
    'resnet-20',
    'ResNet-20 for CIFAR, projection shortcuts (He et al. 2016). ResNet-18 in Frankle and Carbin 2019.',
  ),
  named('resnet-32', 'ResNet-32 for CIFAR, projection shortcuts (He et al. 2016).'),
  named('resnet-44', 'ResNet-44 for CIFAR, projection shortcuts (He et al. 2016).'),
  named('resnet-56', 'ResNet-56 for CIFAR, projection shortcuts (He et al. 2016).'),
  named('resnet-110', 'ResNet-110 for CIFAR, projection shortcuts (He et al. 2016).'),
  named('resnet-18', 'ResNet-18 for ImageNet, of basic blocks (He et al. 2016).'),
  named('resnet-34', 'ResNet-34 for ImageNet, of basic blocks (He et al. 2016).'),
  named('resnet-50', 'ResNet-50 for ImageNet, of bottlenecks, stride in the 3x3 convolution (He et al. 2016).'),
  named('preresnet-101', 'Pre-activation ResNet-101 for CIFAR, of bottlenecks (He et al. 2016; You et al. 2020).'),
  named('wrn-16-8', 'Wide ResNet, 16 layers, 8 times as wide (Zagoruyko and Komodakis 2016).'),
  named('wrn-16-10', 'Wide ResNet, 16 layers, 10 times as wide (Zagoruyko and Komodakis 2016).'),
  named('wrn-22-2', 'Wide ResNet, 22 layers, twice as wide (Zagoruyko and Komodakis 2016; Evci et al. 2020).'),
  named('wrn-22-8', 'Wide ResNet, 22 layers, 8 times as wide (Zagoruyko and Komodakis 2016).'),
  named('densenet-40', 'DenseNet-40, growth 12, without bottlenecks (Huang et al. 2017).'),
  named('mobilenet-v1', 'Depthwise separable convolutions for ImageNet (Howard et al. 2017).'),
  named('alexnet-s', 'AlexNet for CIFAR, 1024 units in the dense layers (Lee et al. 2019).'),
  named('alexnet-b', 'AlexNet for CIFAR, 2048 units in the dense layers (Lee et al. 2019).'),
  named('vgg-c', 'VGG-C with 1x1 convolutions for CIFAR, three dense layers (Lee et al. 2019).'),
  named('vgg-d', 'VGG-D for CIFAR, three dense layers (Lee et al. 2019).'),
  named('vgg-like', 'VGG-D for CIFAR with two dense layers (Zagoruyko 2015; Lee et al. 2019).'),
] as const;

/** A network of the literature that has a name and nothing to choose. */
export type NetworkName = z.output<(typeof literature)[number]>['name'];

/** The names of the networks of the literature. */
export const networkNames: readonly NetworkName[] = literature.map(({ shape }) => shape.name.value);

const isTaken = (name: string) => /^(mlp|custom)(-|$)/.test(name) || networkNames.some((each) => each === name);

/** Networks by name, any multi-layer perceptron, and any network by its definition. */
export const networkSchema = z.discriminatedUnion(
  'name',
  [
    ...literature,
    z.strictObject({
      name: z.literal('mlp').describe('A multi-layer perceptron of any widths.'),
      hidden: z.array(z.int().positive()).meta({ title: 'Hidden layers', description: 'Units of the hidden layers.' }),
      bias: z.boolean().default(true).describe('Whether dense layers have biases.'),
    }),
    z.strictObject({
      name: z.literal('custom').describe('A network of your own, node by node.'),
      definition: networkDefinitionSchema.refine(({ name }) => !isTaken(name), {
        path: ['name'],
        error: 'a name that no other network has',
      }),
    }),
  ],
  { error: () => `one of ${[...networkNames, 'mlp', 'custom'].join(', ')}` },
);
