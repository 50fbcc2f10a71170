import { denseRelu, mlpDefinition } from './mlp';
import type { Family } from './family';

/** LeNet-300-100 (LeCun et al. 1998), the fully connected network of the lottery-ticket papers. */
export const lenet300100: Family = () => ({ ...mlpDefinition([300, 100]), name: 'lenet-300-100' });

/** LeNet-5 as Caffe has it, and SNIP (Lee et al. 2019): 5x5 convolutions without padding and without ReLU. */
export const lenet5Caffe: Family = () => ({
  name: 'lenet-5-caffe',
  nodes: [
    { op: 'conv', channels: 20, kernel: 5, padding: 'valid' },
    { op: 'max-pool', size: 2 },
    { op: 'conv', channels: 50, kernel: 5, padding: 'valid' },
    { op: 'max-pool', size: 2 },
    { op: 'flatten' },
    ...denseRelu([500]),
    { op: 'dense', units: 'classes' },
  ],
});
