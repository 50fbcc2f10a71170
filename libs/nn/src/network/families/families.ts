import type { NetworkName } from '@tombola/shared';
import { cifarResnet } from './cifar-resnet';
import { convN } from './conv-n';
import { densenet40 } from './densenet';
import type { Family } from './family';
import { lenet300100, lenet5Caffe } from './lenet';
import { mobilenetV1 } from './mobilenet-v1';
import { preresnet101 } from './preresnet';
import { resnet } from './resnet';
import { alexnet, snipVgg } from './snip';
import { vgg } from './vgg';
import { wideResnet } from './wide-resnet';

/** Every network of the literature by the name that recipes have for it. */
export const families: Readonly<Record<NetworkName, Family>> = {
  'lenet-300-100': lenet300100,
  'lenet-5-caffe': lenet5Caffe,
  'conv-2': convN(2),
  'conv-4': convN(4),
  'conv-6': convN(6),
  'vgg-11': vgg(11),
  'vgg-13': vgg(13),
  'vgg-16': vgg(16),
  'vgg-19': vgg(19),
  'resnet-20': cifarResnet(20),
  'resnet-32': cifarResnet(32),
  'resnet-44': cifarResnet(44),
  'resnet-56': cifarResnet(56),
  'resnet-110': cifarResnet(110),
  'resnet-18': resnet(18),
  'resnet-34': resnet(34),
  'resnet-50': resnet(50),
  'preresnet-101': preresnet101,
  'wrn-16-8': wideResnet(16, 8),
  'wrn-16-10': wideResnet(16, 10),
  'wrn-22-2': wideResnet(22, 2),
  'wrn-22-8': wideResnet(22, 8),
  'densenet-40': densenet40,
  'mobilenet-v1': mobilenetV1,
  'alexnet-s': alexnet('s', 1024),
  'alexnet-b': alexnet('b', 2048),
  'vgg-c': snipVgg('c'),
  'vgg-d': snipVgg('d'),
  'vgg-like': snipVgg('like'),
};
