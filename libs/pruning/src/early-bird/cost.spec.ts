import { ownNetwork } from '../structured/testing/networks';
import { earlyBirdCost } from './cost';

const network = (channels: number) =>
  ownNetwork([
    { op: 'conv', channels, kernel: 3, bias: false },
    { op: 'batch-norm' },
    { op: 'global-average-pool' },
    { op: 'dense', units: 'classes' },
  ]).network;
const dense = network(8);
const thin = network(2);
const options = { dense, thin, batch: 10, slots: 1, search: 20, retrain: 80, instead: { dense: 100 } };

/** Images are 2 x 5 x 5, there are 3 classes. */
const macs = (channels: number) => 25 * 9 * 2 * channels + channels * 3;

test('operations of search and retraining add up, at 6 a multiply-accumulate', () => {
  const { flops, saved } = earlyBirdCost(options);
  const search = 6 * macs(8) * 10 * 20;
  const retrain = 6 * macs(2) * 10 * 80;
  expect(flops).toEqual({ search, retrain, total: search + retrain, instead: 6 * macs(8) * 10 * 100 });
  // A quarter of the channels for four fifths of the steps: 0.2 + 0.8 / 4.
  expect(saved.flops).toBeCloseTo(0.6, 10);
});

test('beside training, pruning and fine-tuning it saves more', () => {
  const { flops } = earlyBirdCost({ ...options, instead: { dense: 100, thin: 40 } });
  expect(flops.instead).toBe(6 * macs(8) * 10 * 100 + 6 * macs(2) * 10 * 40);
});

test('bytes are those of parameters, gradients, slots and activations, and 8 bits take a quarter', () => {
  const parameters = (channels: number) => 9 * 2 * channels + 2 * channels + 3 * channels + 3;
  const made = (channels: number) => 2 * 25 * channels + channels + 3;
  const bytes = (channels: number) => 4 * (3 * parameters(channels) + 10 * made(channels));
  const { memory, saved } = earlyBirdCost(options);
  expect(memory).toEqual({ search: bytes(8), retrain: bytes(2), dense: bytes(8) });
  expect(saved.memory).toBeCloseTo(1 - bytes(2) / bytes(8), 10);
  const low = earlyBirdCost({ ...options, bits: { search: 8 } });
  expect(low.memory).toEqual({ search: bytes(8) / 4, retrain: bytes(2), dense: bytes(8) });
});
