import { tensor } from '@tombola/engine';
import { Gradients, Trainer, unitPixels } from '@tombola/nn';
import { readRecipe } from '@tombola/shared';
import { batchesOf, denseNetwork, shakenParameters } from '../criteria/testing/networks';
import { gradientMemory, meanGradient } from '../dynamic/gradient-memory';
import { countKept, placesOf } from '../dynamic/places';
import { momentOf } from '../dynamic/testing/moments';
import { toMaskTensors, denseMasks } from '../masks';
import { snfsUpdate } from './snfs';

test('the memory is the exponential mean of the dense gradients, of pruned weights too', async () => {
  const optimizer = { name: 'sgd', learningRate: 0.1, momentum: 0.5, weightDecay: 0.1 } as const;
  const recipe = readRecipe({
    network: { name: 'lenet-300-100' },
    dataset: { name: 'glyphs' },
    optimizer,
    steps: 3,
    batch: 5,
  });
  const masks = Object.fromEntries(
    Object.entries(toMaskTensors(denseMasks(denseNetwork))).map(([name, { data, shape }]) => [
      name,
      tensor(
        data.map((_, i) => (i % 3 === 0 ? 1 : 0)),
        shape,
      ),
    ]),
  );
  const rule = gradientMemory(denseNetwork, 0.9);
  const trainer = await Trainer.create(denseNetwork, recipe, unitPixels, { rule });
  const gradients = await Gradients.create({ network: denseNetwork, batch: 5, pixels: unitPixels });
  const batches = batchesOf(denseNetwork, 3, 5);
  let state = trainer.start(shakenParameters(denseNetwork), masks);
  const name = 'dense_1/weights';
  let mean = new Float64Array(96);
  for (const [step, batch] of batches.entries()) {
    const dense = (await gradients.of(state.parameters, batch, step + 1))[name]!.data;
    mean = mean.map((value, i) => 0.9 * value + 0.1 * dense[i]!);
    ({ state } = await trainer.advance(state, masks, { next: () => batch }, step, 1));
  }
  const remembered = state.memory![meanGradient(name)]!.data;
  mean.forEach((value, i) => expect(remembered[i]).toBeCloseTo(value, 5));
  expect([...placesOf(masks[name]!.data, 0)].some((i) => Math.abs(remembered[i]!) > 1e-3)).toBe(true);
  await trainer.dispose();
  await gradients.dispose();
});

const layers = {
  'a/weights': { mask: [1, 1, 1, 1, 0, 0, 0, 0], weights: [4, 3, 2, 1, 0, 0, 0, 0] },
  'b/weights': { mask: [1, 1, 1, 1, 1, 1, 0, 0], weights: [6, 5, 4, 3, 2, 1, 0, 0] },
};
const memory = {
  [meanGradient('a/weights')]: [3, -3, 3, 3, 0.1, -0.4, 0.2, 0.3],
  [meanGradient('b/weights')]: [1, 1, 1, -1, 1, 1, 0.5, -0.6],
};
const run = async (redistribute: 'none' | 'momentum') => {
  const update = snfsUpdate({ regrown: 'paper', redistribute });
  const { updates } = await update({
    layers: Object.keys(layers),
    fraction: 0.5,
    moment: momentOf(layers, { memory }),
  });
  return Object.fromEntries(Object.entries(updates).map(([name, { mask }]) => [name, [...placesOf(mask, 1)]]));
};

test('a layer grows where its mean gradients are largest, also those it just dropped', async () => {
  // a drops 2 and 3, b drops 3, 4 and 5; the mean gradients of those are larger than all others.
  expect(await run('none')).toEqual({ 'a/weights': [0, 1, 2, 3], 'b/weights': [0, 1, 2, 3, 4, 5] });
});

test('with redistribution layers grow in proportion to the mean gradients of their kept weights', async () => {
  // Means of 3 and 1: of five dropped weights a gets 3.75, so 4, and b gets 1.
  expect(await run('momentum')).toEqual({ 'a/weights': [0, 1, 2, 3, 5, 7], 'b/weights': [0, 1, 2, 3] });
});

test('the sum of what layers keep is exact through many updates with redistribution', async () => {
  const update = snfsUpdate({ regrown: 'reference', redistribute: 'momentum' });
  let moment = momentOf(layers, { memory });
  for (let step = 0; step < 20; step++) {
    const { updates } = await update({ layers: Object.keys(layers), fraction: 0.3, moment });
    const masks = Object.fromEntries(Object.entries(updates).map(([name, { mask }]) => [name, tensor(mask)]));
    expect(Object.values(masks).reduce((sum, { data }) => sum + countKept(data), 0)).toBe(10);
    moment = { ...moment, masks };
  }
});
