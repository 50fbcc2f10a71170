import { readRecipe, type RecipeInput } from '@tombola/shared';
import { trainingCost } from './cost';

const mnist = { inputShape: [1, 28, 28], classes: 10, counts: { train: 60_000, test: 10_000 } } as const;
const lenet: RecipeInput = {
  network: { name: 'lenet-300-100' },
  dataset: { name: 'mnist' },
  optimizer: { name: 'adam', learningRate: 0.0012 },
  steps: 50_000,
};

test('LeNet-300-100 on MNIST costs what its layers say', () => {
  // 784 x 300 + 300 x 100 + 100 x 10 weights, and 300 + 100 + 10 biases.
  expect(trainingCost(readRecipe(lenet), mnist)).toEqual({
    parameters: 266_610,
    prunable: 266_200,
    macs: 266_200,
    steps: 50_000,
    evaluations: 501,
    stepFlops: 3 * 2 * 266_200 * 60,
    evaluationFlops: 501 * (5000 + 10_000) * 2 * 266_200,
    flops: 50_000 * 95_832_000 + 501 * 15_000 * 532_400,
  });
});

test('evaluations are those that a training makes: first, every so many steps, last', () => {
  const evaluations = (steps: number, evaluateEvery: number) =>
    trainingCost(readRecipe({ ...lenet, steps, evaluateEvery }), mnist).evaluations;
  expect([evaluations(10, 4), evaluations(8, 4), evaluations(3, 4), evaluations(1, 1)]).toEqual([4, 3, 2, 2]);
});

test('limits of the data count, but never more examples than there are', () => {
  const flops = (dataset: object) =>
    trainingCost(readRecipe({ ...lenet, dataset: { name: 'mnist', ...dataset } }), mnist).evaluationFlops /
    (501 * 532_400);
  expect(flops({ validation: 500, testLimit: 200 })).toBe(700);
  expect(flops({ validation: 500, testLimit: 20_000 })).toBe(10_500);
});

test('a training in another order is compared too, with statistics of batch norm where there are some', () => {
  const cifar = { inputShape: [3, 32, 32], classes: 10, counts: { train: 50_000, test: 10_000 } } as const;
  const more = (recipe: RecipeInput, data: typeof cifar | typeof mnist, control: object) => {
    const [plain, compared] = [
      recipe,
      { ...recipe, control: { name: 'reorder', points: 7, batches: 3, ...control } },
    ].map((input) => trainingCost(readRecipe(input), data));
    expect(compared!.flops - plain!.flops).toBe(compared!.evaluationFlops - plain!.evaluationFlops);
    return (compared!.evaluationFlops - plain!.evaluationFlops) / (2 * plain!.macs);
  };
  expect(more(lenet, mnist, {})).toBe(9 * 10_000);
  const resnet: RecipeInput = { ...lenet, network: { name: 'resnet-20' }, dataset: { name: 'cifar-10' }, batch: 128 };
  expect(more(resnet, cifar, {})).toBe(9 * 10_000 + 7 * 3 * 128);
  expect(more(resnet, cifar, { statistics: 'nearest' })).toBe(9 * 10_000);
});

test('a perceptron on colour images counts their channels', () => {
  const cost = trainingCost(readRecipe({ ...lenet, network: { name: 'mlp', hidden: [7] }, batch: 2 }), {
    inputShape: [3, 4, 5],
    classes: 6,
    counts: { train: 10, test: 10 },
  });
  expect(cost).toMatchObject({ prunable: 60 * 7 + 7 * 6, parameters: 60 * 7 + 7 + 7 * 6 + 6, stepFlops: 12 * 462 });
});

test('convolutions are counted at every position, batch norm not at all', () => {
  const cifar = { inputShape: [3, 32, 32], classes: 10, counts: { train: 50_000, test: 10_000 } } as const;
  expect(trainingCost(readRecipe({ ...lenet, network: { name: 'conv-2' }, steps: 20_000 }), cifar)).toMatchObject({
    prunable: 4_300_992,
    macs: 43_780_608,
    // The 315 TFLOP of a training: 6 x MACs x batch x steps.
    stepFlops: 6 * 43_780_608 * 60,
  });
  expect(trainingCost(readRecipe({ ...lenet, network: { name: 'resnet-20' } }), cifar)).toMatchObject({
    parameters: 272_474,
    prunable: 270_896,
    macs: 40_813_184,
  });
});
