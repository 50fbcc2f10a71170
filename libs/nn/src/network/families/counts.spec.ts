import { networkNames, type NetworkName } from '@tombola/shared';
import { parametersOf, prunableOf, type Layer } from '../network';
import { elementsOf } from '../node';
import { networkStructure } from '../structure';

const mnist = { inputShape: [1, 28, 28], classes: 10 } as const;
const cifar10 = { inputShape: [3, 32, 32], classes: 10 } as const;
const imagenet = { inputShape: [3, 224, 224], classes: 1000 } as const;
type Data = typeof mnist | typeof cifar10 | typeof imagenet;

const sum = (shaped: readonly { readonly shape: readonly number[] }[]) =>
  shaped.reduce((total, { shape }) => total + elementsOf(shape), 0);
const weights = (layers: readonly Layer[]) =>
  sum(layers.flatMap((layer) => layer.parameters.filter((p) => p.prunable)));

function counts(name: NetworkName, data: Data) {
  const network = networkStructure({ name }, data);
  const of = (kind: Layer['kind']) => network.layers.filter((layer) => layer.kind === kind);
  return {
    parameters: sum(parametersOf(network)),
    weights: sum(prunableOf(network)),
    conv: weights(of('conv')),
    dense: weights(of('dense')),
    macs: network.layers.reduce((total, { macs }) => total + macs, 0),
    convMacs: of('conv').reduce((total, { macs }) => total + macs, 0),
  };
}

describe('counts that were published to the last digit', () => {
  test.each<[NetworkName, Data, Partial<ReturnType<typeof counts>>, string]>([
    ['lenet-5-caffe', mnist, { weights: 430_500 }, 'Han et al. 2015, table 1: 431K with biases'],
    ['vgg-16', cifar10, { convMacs: 313_196_544 }, 'Li et al. 2017, table 1: 3.13e8'],
    ['resnet-18', imagenet, { parameters: 11_689_512 }, 'torchvision'],
    ['resnet-34', imagenet, { parameters: 21_797_672 }, 'torchvision'],
    ['resnet-50', imagenet, { parameters: 25_557_032, weights: 25_502_912, macs: 4_089_184_256 }, 'torchvision; RigL'],
    ['mobilenet-v1', imagenet, { parameters: 4_231_976, macs: 568_740_352 }, 'Howard et al. 2017: 4.2M, 569M'],
    ['wrn-16-8', cifar10, { parameters: 10_961_370 }, 'Zagoruyko and Komodakis 2016: 11.0M'],
    ['wrn-16-10', cifar10, { parameters: 17_116_634 }, 'Zagoruyko and Komodakis 2016: 17.1M'],
    ['wrn-22-8', cifar10, { parameters: 17_158_106 }, 'Zagoruyko and Komodakis 2016: 17.2M'],
    ['densenet-40', cifar10, { parameters: 1_019_722 }, 'Huang et al. 2017: 1.0M'],
  ])('%s', (name, data, expected) => {
    expect(counts(name, data)).toMatchObject(expected);
  });
});

describe('counts by hand from the layer lists of the papers', () => {
  test.each<[NetworkName, Data, Partial<ReturnType<typeof counts>>]>([
    ['lenet-300-100', mnist, { parameters: 266_610, weights: 266_200, macs: 266_200 }],
    ['lenet-5-caffe', mnist, { conv: 500 + 25_000, dense: 800 * 500 + 5000, macs: 2_293_000 }],
    ['conv-2', cifar10, { weights: 4_300_992, conv: 38_592, macs: 43_780_608 }],
    ['conv-4', cifar10, { weights: 2_425_024, conv: 259_776, macs: 98_306_560 }],
    ['conv-6', cifar10, { weights: 2_261_184, conv: 1_144_512, macs: 153_881_088 }],
    ['vgg-11', cifar10, { conv: 9_217_728, dense: 5120 }],
    ['vgg-13', cifar10, { conv: 9_402_048, dense: 5120 }],
    ['vgg-16', cifar10, { conv: 14_710_464, dense: 5120 }],
    ['vgg-19', cifar10, { conv: 20_018_880, dense: 5120 }],
    ['resnet-20', cifar10, { conv: 270_256, dense: 640, macs: 40_813_184 }],
    ['resnet-32', cifar10, { conv: 463_792, dense: 640 }],
    ['resnet-44', cifar10, { conv: 657_328, dense: 640 }],
    ['resnet-56', cifar10, { conv: 850_864, dense: 640 }],
    ['resnet-110', cifar10, { conv: 1_721_776, dense: 640 }],
    ['preresnet-101', cifar10, { conv: 1_036_720, dense: 2560 }],
    ['wrn-22-2', cifar10, { conv: 1_075_632, dense: 1280 }],
    // SNIP's table 2 counts weights and biases, not batch norm: 5.1M, 8.5M, 10.5M, 15.2M, 15.0M.
    ['alexnet-s', cifar10, { weights: 5_066_784 }],
    ['alexnet-b', cifar10, { weights: 8_484_896 }],
    ['vgg-c', cifar10, { weights: 10_521_280 }],
    ['vgg-d', cifar10, { weights: 15_239_872 }],
    ['vgg-like', cifar10, { weights: 14_977_728 }],
  ])('%s', (name, data, expected) => {
    expect(counts(name, data)).toMatchObject(expected);
  });
});

test('the first convolution of ResNet-50 has 2.886 % of its MACs', () => {
  const { layers } = networkStructure({ name: 'resnet-50' }, imagenet);
  expect(layers[0]!.macs / counts('resnet-50', imagenet).macs).toBeCloseTo(0.02886, 6);
});

test.each([20, 32, 44, 56, 110] as const)(
  'ResNet-%i has as many convolutions and dense layers beside projections',
  (depth) => {
    const { layers } = networkStructure({ name: `resnet-${depth}` }, cifar10);
    const counted = layers.filter(({ kind, name }) => kind !== 'batch-norm' && !name.endsWith('projection'));
    expect(counted).toHaveLength(depth);
  },
);

test.each(networkNames)(
  '%s makes logits of every number of classes with one output layer, and is called so',
  (name) => {
    const network = networkStructure({ name }, { inputShape: [3, 32, 32], classes: 7 });
    expect(network.name).toBe(name);
    expect(network.layers.filter(({ output }) => output)).toEqual([network.layers.at(-1)]);
    expect(network.nodes.at(-1)!.outputShape).toEqual([7]);
  },
);
