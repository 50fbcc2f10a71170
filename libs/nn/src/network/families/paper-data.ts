import { networkNames, type NetworkName } from '@tombola/shared';
import type { DataShape } from '../structure';

const mnist: DataShape = { inputShape: [1, 28, 28], classes: 10 };
const cifar10: DataShape = { inputShape: [3, 32, 32], classes: 10 };
const imagenet: DataShape = { inputShape: [3, 224, 224], classes: 1000 };

const others: Partial<Record<NetworkName, DataShape>> = {
  'lenet-300-100': mnist,
  'lenet-5-caffe': mnist,
  'resnet-18': imagenet,
  'resnet-34': imagenet,
  'resnet-50': imagenet,
  'mobilenet-v1': imagenet,
};

/** The shape of the data that the papers train a network on: MNIST, CIFAR-10 or ImageNet; undefined for no such name. */
export function paperData(name: string): DataShape | undefined {
  const known = networkNames.find((each) => each === name);
  return known === undefined ? undefined : (others[known] ?? cifar10);
}
