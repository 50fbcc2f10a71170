import { compile, eager, float32, tensor } from '@tombola/engine';
import type * as tfTypes from '@tensorflow/tfjs-core';
import type { RuleInputs } from '@tombola/nn';
import { scalePenalty } from './scale-penalty';
import { ownNetwork } from './testing/networks';

const { network } = ownNetwork([
  { op: 'conv', channels: 3, kernel: 1 },
  { op: 'batch-norm', name: 'norm' },
  { op: 'global-average-pool' },
  { op: 'dense', units: 'classes' },
  { op: 'batch-norm', name: 'of_logits' },
]);

test.each(['compiled', 'eager'] as const)(
  '%s: scales get the sign of what they are, nothing else does',
  async (engine) => {
    const gradient = scalePenalty(network, 0.25);
    const step = ({ value, slope, mask }: Record<'value' | 'slope' | 'mask', tfTypes.Tensor>) => {
      const state = { 'norm/scale': value, 'of_logits/scale': value, 'norm/shift': value, 'conv_1/weights': value };
      const inputs: RuleInputs = { state, masks: { 'conv_1/weights': mask }, memory: {}, numbers: {}, noise: {} };
      return {
        scale: gradient('norm/scale', slope, inputs),
        logits: gradient('of_logits/scale', slope, inputs),
        shift: gradient('norm/shift', slope, inputs),
        weights: gradient('conv_1/weights', slope, inputs),
      };
    };
    const make = engine === 'compiled' ? compile : eager;
    const program = await make(step, { value: float32(3), slope: float32(3), mask: float32(3) });
    const results = await program.run({
      value: tensor([2, -0.1, 0]),
      slope: tensor([1, 1, 1]),
      mask: tensor([1, 0, 1]),
    });
    expect([...results.scale.data]).toEqual([1.25, 0.75, 1]);
    expect([...results.logits.data]).toEqual([1, 1, 1]);
    expect([...results.shift.data]).toEqual([1, 1, 1]);
    expect([...results.weights.data]).toEqual([1, 0, 1]);
    await program.dispose();
  },
);
