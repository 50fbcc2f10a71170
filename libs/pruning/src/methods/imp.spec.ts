import {
  buildNetwork,
  initialise,
  lenet300100,
  prunableOf,
  runnable,
  structureOf,
  type Network,
  type Parameters,
} from '@tombola/nn';
import { sizeOf, tensor } from '@tombola/engine';
import { methodSchema, readRecipe, type NetworkDefinitionInput, type RecipeInput } from '@tombola/shared';
import { countMask, countMasks, denseMasks, isNested, type Masks } from '../masks';
import { removals } from '../removals';
import { checkMethod } from './checks';
import { shuffleMasks } from './controls';
import { impMasks, layerRates, type ImpMethod } from './imp';

const lenet = lenet300100({ inputShape: [1, 28, 28], classes: 10 });
const imp = (options: Partial<ImpMethod> = {}): ImpMethod =>
  methodSchema.parse({ name: 'imp', levels: 24, ...options }) as ImpMethod;

const smallRecipe: RecipeInput = {
  network: { name: 'lenet-300-100' },
  dataset: { name: 'mnist' },
  optimizer: { name: 'adam', learningRate: 0.001 },
  steps: 10,
};

const trained = initialise(lenet, 'glorot-normal', 1);

/** The masks of a level after one that was trained to the weights. */
function masksOf(network: Network, method: ImpMethod, level: number, before: Masks, weights: Parameters): Masks {
  return impMasks({ network, method, level, seed: 0 }, { masks: before, start: weights, trained: weights });
}

/** The masks of levels 0 .. n, when every level is trained to the same weights. */
function rounds(network: Network, method: ImpMethod, n: number, weights = trained): Masks[] {
  const levels = [denseMasks(network)];
  for (let level = 1; level <= n; level++) levels.push(masksOf(network, method, level, levels[level - 1]!, weights));
  return levels;
}

const layerwise = rounds(lenet, imp(), 24);

const kept = (masks: Masks) => Object.values(masks).map((mask) => countMask(mask).kept);

test('the densities of LeNet-300-100 are those that the paper prints', () => {
  const levels = layerwise;
  const percent = (level: number) => countMasks(levels[level]!).density * 100;
  // 20 % a round in the hidden layers and 10 % in the output layer: (265,200 · 0.8ⁿ + 1,000 · 0.9ⁿ) / 2,662.
  const expected = {
    1: 80.0376,
    2: 64.0639,
    3: 51.2815,
    5: 32.8667,
    7: 21.0724,
    9: 13.5169,
    11: 8.6756,
    13: 5.5724,
    15: 3.5826,
    20: 1.1943,
    24: 0.5004,
  };
  for (const [level, density] of Object.entries(expected)) {
    // Whole weights: the rounding of three layers, carried over the rounds, is below 10 of 266,200.
    expect(Math.abs(percent(Number(level)) - density)).toBeLessThan(0.004);
  }
  expect([3, 7, 9, 15].map((level) => percent(level).toFixed(1))).toEqual(['51.3', '21.1', '13.5', '3.6']);
});

test('counts are exact to the weight', () => {
  const levels = layerwise;
  expect(kept(levels[1]!)).toEqual([188160, 24000, 900]);
  expect(kept(levels[2]!)).toEqual([150528, 19200, 810]);
  expect(kept(levels[3]!)).toEqual([120422, 15360, 729]);
  expect(kept(levels[7]!)).toEqual([49325, 6291, 478]);
  expect(kept(levels[9]!)).toEqual([31568, 4026, 387]);
  expect(kept(levels[15]!)).toEqual([8275, 1056, 206]);
});

test('masks are nested from level to level', () => {
  const levels = layerwise.slice(0, 7);
  levels.slice(1).forEach((masks, i) => expect(isNested(masks, levels[i]!)).toBe(true));
  expect(isNested(levels[0]!, levels[1]!)).toBe(false);
});

test('the smallest magnitudes go, whatever their sign', () => {
  const network = lenet300100({ inputShape: [1, 1, 1], classes: 2 });
  const ranked = {
    ...initialise(network, 'glorot-normal', 1),
    'dense_1/weights': tensor(
      Float32Array.from({ length: 300 }, (_, i) => (i % 2 === 0 ? i : -i)),
      [1, 300],
    ),
  };
  const masks = masksOf(network, imp(), 1, denseMasks(network), ranked);
  expect([...masks['dense_1/weights']!.data]).toEqual(Array.from({ length: 300 }, (_, i) => Number(i >= 60)));
});

test('a global scope removes where weights are smallest in the whole network, and exactly 20 % of all', () => {
  const masks = masksOf(lenet, imp({ scope: 'global' }), 1, denseMasks(lenet), trained);
  expect(countMasks(masks).kept).toBe(266_200 - Math.floor(0.2 * 266_200 + 0.5));
  // The first layer starts smallest, so it loses the most.
  const densities = Object.values(masks).map((mask) => countMask(mask).density);
  expect(densities[0]).toBeLessThan(densities[1]!);
  expect(densities[1]).toBeLessThan(densities[2]!);
});

test('global densities follow 0.8ⁿ', () => {
  const levels = rounds(lenet, imp({ scope: 'global' }), 19);
  for (const [level, percent] of [
    [8, 16.7772],
    [11, 8.5899],
    [13, 5.4976],
    [15, 3.5184],
    [19, 1.4412],
  ] as const) {
    expect(countMasks(levels[level]!).density * 100).toBeCloseTo(percent, 2);
  }
});

describe('convolutions', () => {
  const cifar = { inputShape: [3, 32, 32], classes: 10 } as const;
  const conv2 = buildNetwork({ name: 'conv-2' }, cifar);
  const method = imp({ rate: 0.2, convRate: 0.1, outputRate: 0.1 });

  // The paper prints 8.8 and 4.6, 11.1 and 9.2; of Conv-6 26.4 and 15.1, which its own layers do not give.
  test.each([
    ['conv-2', 0.1, { 11: 8.808, 14: 4.5749 }],
    ['conv-4', 0.1, { 11: 11.0554, 12: 9.1838 }],
    ['conv-6', 0.15, { 7: 26.6133, 10: 15.2948 }],
  ] as const)(
    'have a rate of their own: %s, at %d a round, has the densities of the paper',
    (name, convRate, printed) => {
      const network = buildNetwork({ name }, cifar);
      const rates = layerRates(network, { ...method, convRate });
      const weights = prunableOf(network).map(({ name: of, shape }) => ({ rate: rates[of]!, total: sizeOf(shape) }));
      const keptAfter = (rounds: number) =>
        weights.reduce((sum, { rate, total }) => {
          let left = total;
          for (let round = 0; round < rounds; round++) left -= removals(rate, left);
          return sum + left;
        }, 0);
      for (const [level, percent] of Object.entries(printed)) {
        expect((100 * keptAfter(Number(level))) / keptAfter(0)).toBeCloseTo(percent, 3);
      }
    },
  );

  test('without it, have the rate of the other layers', () => {
    expect(layerRates(conv2, imp())).toEqual({
      'conv_1/weights': 0.2,
      'conv_2/weights': 0.2,
      'dense_1/weights': 0.2,
      'dense_2/weights': 0.2,
      'dense_3/weights': 0.1,
    });
    expect(Object.values(layerRates(conv2, method))).toEqual([0.1, 0.1, 0.2, 0.2, 0.1]);
    expect(Object.keys(layerRates(conv2, imp({ layers: 'conv' })))).toEqual(['conv_1/weights', 'conv_2/weights']);
  });

  test('may be all that is pruned, together as ResNet-18 and VGG-19 of the paper, or each by itself', () => {
    const resnet = buildNetwork({ name: 'resnet-20' }, { inputShape: [3, 8, 8], classes: 10 });
    const weights = initialise(resnet, 'glorot-normal', 1);
    const dense = denseMasks(resnet);
    const masks = masksOf(resnet, imp({ scope: 'global', layers: 'conv' }), 1, dense, weights);
    expect(Object.keys(masks)).toEqual(Object.keys(dense));
    expect(countMask(masks['dense_1/weights']!).density).toBe(1);
    expect(countMasks(masks).kept).toBe(640 + 270_256 - Math.floor(0.2 * 270_256 + 0.5));
    const each = masksOf(resnet, imp({ layers: 'conv' }), 1, dense, weights);
    expect(countMask(each['dense_1/weights']!).density).toBe(1);
    expect(countMask(each['conv_1/weights']!).kept).toBe(432 - 86);
  });
});

test('one-shot prunes the dense network to the density that the rounds would reach', () => {
  const oneShot = masksOf(lenet, imp({ mode: 'one-shot' }), 7, denseMasks(lenet), trained);
  expect(countMasks(oneShot).density * 100).toBeCloseTo(21.0724, 2);
});

test('a shuffled mask keeps the count of every layer and is another mask', () => {
  const masks = layerwise[4]!;
  const shuffled = shuffleMasks(masks, 0, 0);
  expect(kept(shuffled)).toEqual(kept(masks));
  for (const name of Object.keys(masks)) expect(shuffled[name]!.data).not.toEqual(masks[name]!.data);
  expect(shuffleMasks(masks, 0, 0)).toEqual(shuffled);
  expect(shuffleMasks(masks, 0, 1)).not.toEqual(shuffled);
  expect(shuffleMasks(masks, 1, 0)).not.toEqual(shuffled);
});

test('what is pruned is chosen by the kind of layer, not by a name: batch norm never is', () => {
  const definition: NetworkDefinitionInput = {
    name: 'mine',
    nodes: [
      { op: 'conv', name: 'first', channels: 4, kernel: 3 },
      { op: 'batch-norm', name: 'weights' },
      { op: 'global-average-pool' },
      { op: 'dense', name: 'bias', units: 'classes' },
    ],
  };
  const network = runnable(structureOf(definition, { inputShape: [1, 8, 8], classes: 3 }));
  const weights = initialise(network, 'glorot-normal', 1);
  const masks = masksOf(network, imp({ scope: 'global' }), 1, denseMasks(network), weights);
  expect(Object.keys(weights)).toContain('weights/scale');
  expect(Object.keys(masks)).toEqual(['first/weights', 'bias/weights']);
});

describe('a least that every layer keeps', () => {
  const masks = denseMasks(lenet);
  const weights = {
    ...trained,
    'dense_3/weights': tensor(
      trained['dense_3/weights']!.data.map((weight) => weight / 1000),
      [100, 10],
    ),
  };

  test('saves a layer of small weights from a global scope, at the same count', () => {
    const bare = masksOf(lenet, imp({ scope: 'global' }), 1, masks, weights);
    const saved = masksOf(lenet, imp({ scope: 'global', minKeep: 30 }), 1, masks, weights);
    expect(countMask(bare['dense_3/weights']!).kept).toBe(0);
    expect(countMask(saved['dense_3/weights']!).kept).toBe(30);
    expect(countMasks(saved).kept).toBe(countMasks(bare).kept);
  });

  test('holds within layers too', () => {
    const few = masksOf(lenet, imp({ rate: 0.999, outputRate: 0.999, minKeep: 40 }), 1, masks, trained);
    expect(kept(few)).toEqual([235, 40, 40]);
  });

  test('refuses what cannot be removed then', () => {
    const method = imp({ scope: 'global', rate: 1, minKeep: 1 });
    expect(() => masksOf(lenet, method, 1, masks, trained)).toThrow(/at least 1 weights each/);
  });
});

test.each(['iterative', 'one-shot'] as const)('told sparsities, %s pruning meets them to the weight', (mode) => {
  const sparsities = [0.5, 0.8, 0.98];
  const global = rounds(lenet, imp({ levels: 3, sparsities, mode, scope: 'global' }), 3);
  expect(global.slice(1).map((masks) => countMasks(masks).kept)).toEqual([133_100, 53_240, 5324]);
  const within = rounds(lenet, imp({ levels: 3, sparsities, mode }), 3);
  expect(within.slice(1).map(kept)).toEqual([
    [117_600, 15_000, 500],
    [47_040, 6000, 200],
    [4704, 600, 20],
  ]);
  within.slice(1).forEach((masks, i) => expect(isNested(masks, within[i]!)).toBe(true));
});

test.each([
  [2, [0.5]],
  [2, [0.5, 0.4]],
])('%d levels of sparsities %j are refused', (levels, sparsities) => {
  const recipe = readRecipe({ ...smallRecipe, method: { name: 'imp', levels, sparsities } });
  expect(() => checkMethod(recipe, lenet)).toThrow(/sparsities of the levels do not fit.*2 of them/);
});
