import { tensor } from '@tombola/engine';
import { buildNetwork, Trainer, unitPixels, type BatchSource } from '@tombola/nn';
import { networkSchema, randomStream, readRecipe } from '@tombola/shared';
import { denseMasks, toMaskTensors } from '../masks';
import { keepChannels } from './channel-masks';
import { removeChannels } from './remove-channels';
import { silenced, silenceOf, silencing } from './silence';
import { residual, smallData } from './testing/networks';
import { randomState } from './testing/random-state';

const { network } = residual;
const state = randomState(network, 1);
// Channel 1 of the stream goes in one of its writers only, so it has to stay.
const masks = keepChannels(network, { stem: [0, 1, 2, 3], outer_1_norm: [0, 2, 3], inner_1: [0, 1, 2, 3] });
const thin = removeChannels(network, state, masks);
const silence = silenceOf(network, thin);

test('what is dropped and still there is silent', () => {
  expect(thin.silent).toEqual({ outer_1_norm: [1] });
  expect(Object.entries(silence).map(([name, { data }]) => [name, [...data]])).toEqual([
    ['outer_1_norm/scale', [1, 0, 1, 1]],
    ['outer_1_norm/shift', [1, 0, 1, 1]],
  ]);
});

test('nothing silent needs no rule', () => {
  expect(silencing({})).toBeUndefined();
  const rule = { key: 'other' };
  expect(silencing({}, rule)).toBe(rule);
});

test('it stays exactly 0 in training, and the rest learns', async () => {
  const smaller = buildNetwork(networkSchema.parse({ name: 'custom', definition: thin.definition }), smallData);
  const recipe = readRecipe({
    network: { name: 'custom', definition: thin.definition },
    dataset: { name: 'glyphs' },
    optimizer: { name: 'sgd', learningRate: 0.1, momentum: 0.9 },
    batch: 4,
    steps: 10,
  });
  const random = randomStream(1, 'images');
  const batches: BatchSource = {
    next: () => ({
      images: Uint8Array.from({ length: 200 }, () => random.integer(256)),
      labels: Int32Array.from({ length: 4 }, () => random.integer(3)),
    }),
  };
  const weights = toMaskTensors(denseMasks(smaller));
  const rule = silencing(silence)!;
  const trainer = await Trainer.create(smaller, recipe, unitPixels, { rule });
  const begin = silenced({ ...thin.state, 'outer_1_norm/scale': tensor([1, 1, 1, 1]) }, silence);
  expect([...begin['outer_1_norm/scale']!.data]).toEqual([1, 0, 1, 1]);
  const { state: after } = await trainer.advance(trainer.start(begin, weights), weights, batches, 0, 3);
  const scale = after.parameters['outer_1_norm/scale']!.data;
  expect(scale[1]).toBe(0);
  expect(after.parameters['outer_1_norm/shift']!.data[1]).toBe(0);
  expect([0, 2, 3].every((channel) => scale[channel] !== 1)).toBe(true);
  await trainer.dispose();
});
