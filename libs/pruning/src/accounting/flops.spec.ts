import { networkStructure, paperData } from '@tombola/nn';
import { distribute, type Distribution } from '../distributions/distribute';
import { prunableLayers, type PrunableLayer } from '../distributions/prunable-layer';
import { inferenceFlops } from './flops';

const resnet50 = prunableLayers(networkStructure({ name: 'resnet-50' }, paperData('resnet-50')!));
const spread = (name: Distribution['name'], sparsity: number) =>
  distribute(resnet50, { name, sparsity } as Distribution);
const sparsities = [0.8, 0.9, 0.95, 0.965];

test('ResNet-50 has its strides in the 3x3 convolutions: 4.089, not 3.858 billion MACs', () => {
  expect(inferenceFlops(spread('uniform', 0.8)).dense).toBe(4_089_184_256);
  expect(resnet50[0]!.macs! / 4_089_184_256).toBeCloseTo(0.02886, 6);
});

test.each([
  ['erk', [0.413795, 0.241836, 0.121672, 0.085171]],
  ['uniform', [0.223088, 0.125974, 0.077417, 0.06285]],
] as const)('MACs of ResNet-50 with %s', (name, expected) => {
  const multipliers = sparsities.map((sparsity) => inferenceFlops(spread(name, sparsity)).multiplier);
  expect(multipliers.map((value) => Number(value.toFixed(6)))).toEqual(expected);
});

test.each([
  ['erk', [0.4146, 0.2429, 0.1229, 0.0864]],
  ['uniform', [0.2241, 0.1272, 0.0787, 0.0641]],
] as const)('operations of ResNet-50 with %s, biases and ReLUs among them', (name, expected) => {
  const flops = sparsities.map((sparsity) => inferenceFlops(spread(name, sparsity), 'operations'));
  expect(flops.map(({ multiplier }) => Number(multiplier.toFixed(4)))).toEqual(expected);
  for (const { dense } of flops) expect(dense / 1e9).toBeCloseTo(8.1895, 4);
});

test('what is counted is said, and operations are twice the MACs and one an output', () => {
  const dense = { ...resnet50.at(-1)!, density: 0.5 };
  expect(inferenceFlops([dense])).toEqual({ counted: 'macs', dense: 2_048_000, sparse: 1_024_000, multiplier: 0.5 });
  expect(inferenceFlops([dense], 'operations')).toMatchObject({
    counted: 'operations',
    dense: 2 * 2_048_000 + 1000,
    sparse: 2 * 1_024_000 + 1000,
  });
});

test('an output of a grouped convolution has the weights of its group alone', () => {
  const depthwise: PrunableLayer & { density: number } = {
    ...{ name: 'depthwise', weights: 'depthwise/weights', shape: [32, 1, 3, 3], kind: 'conv', output: false },
    ...{ depthwise: true, macs: 32 * 9 * 100, density: 1 },
  };
  expect(inferenceFlops([depthwise], 'operations').dense).toBe(2 * 32 * 9 * 100 + 32 * 100);
});

test('a layer that does not say its MACs is not counted as nothing', () => {
  const unknown = { ...resnet50[0]!, macs: undefined, density: 0.5 };
  expect(() => inferenceFlops([unknown])).toThrow('nothing says at how many positions conv_1 is applied');
});
