import { InputError } from '@tombola/shared';
import { node, nodeWithOutputs, type Graph, type Value } from '../graph/graph';
import { refuseUnsupported } from './unsupported';

const images: Value = { dtype: 'float32', shape: [1, 1, 4, 4], source: { kind: 'input', name: 'images' } };
const pooled = { dtype: 'float32', shape: [1, 1, 2, 2] } as const;
const attributes = { kernel_shape: [2, 2], strides: [2, 2] };

function graphOf(output: Value): Graph {
  return { inputs: [images], outputs: [['y', output]] };
}

test('max pooling that tells the places is refused on webgpu only', () => {
  const [, places] = nodeWithOutputs('MaxPool', [images], [pooled, { ...pooled, dtype: 'int64' }], attributes);
  expect(() => refuseUnsupported(graphOf(places!), 'webgpu')).toThrow(InputError);
  expect(() => refuseUnsupported(graphOf(places!), 'cpu')).not.toThrow();
});

test('max pooling alone runs everywhere', () => {
  expect(() => refuseUnsupported(graphOf(node('MaxPool', [images], pooled, attributes)), 'webgpu')).not.toThrow();
});
