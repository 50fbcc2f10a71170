import { networkStructure } from '@tombola/nn';
import { methodSchema } from '@tombola/shared';
import { prunableLayers } from '../distributions/prunable-layer';
import { levelCost } from './level-cost';
import { trainingMultipliers } from './training-flops';

const layers = prunableLayers(networkStructure({ name: 'conv-2' }, { inputShape: [3, 32, 32], classes: 10 }));
const at = (density: number) => Object.fromEntries(layers.map(({ weights }) => [weights, density]));
const cost = (method: unknown, density: number, steps = 1000) =>
  levelCost({ method: methodSchema.parse(method), layers, densities: at(density), steps, recipeSteps: 1000 });
const sparsities = [0.8];

test('dense training costs what dense training costs', () => {
  expect(cost({ name: 'dense' }, 1)).toEqual({ macsShare: 1, trainingFlopsShare: 1 });
});

test('methods cost as in appendix H, for as long as they train', () => {
  expect(cost({ name: 'static', sparsities }, 0.2).trainingFlopsShare).toBeCloseTo(0.2, 12);
  expect(cost({ name: 'static', sparsities, length: 5 }, 0.2, 5000).trainingFlopsShare).toBeCloseTo(1, 12);
  expect(cost({ name: 'rigl', sparsities }, 0.2).trainingFlopsShare).toBeCloseTo(0.20264, 5);
  expect(cost({ name: 'rigl', sparsities, updateEvery: 10 }, 0.2).trainingFlopsShare).toBeCloseTo(7.4 / 33, 12);
  expect(cost({ name: 'snfs', sparsities }, 0.2).trainingFlopsShare).toBeCloseTo(1.4 / 3, 12);
  const pruning = { begin: 300, end: 800, steps: 1000, every: 100 };
  expect(cost({ name: 'gmp', sparsities }, 0.2).trainingFlopsShare).toBe(trainingMultipliers(0.2, { pruning }).pruning);
});

test('gradual pruning costs by its own schedule: sooner sparse is cheaper', () => {
  const schedule = { begin: 0, end: 1, every: 250, initial: 0.5, exponent: 1 };
  // Sparsity 0.5 to 0.8 on a line, at steps 0, 250, ..., 1000.
  const mean = (0.5 + 0.425 + 0.35 + 0.275 + 0.2) / 5;
  for (const name of ['gmp', 'random-gradual'])
    expect(cost({ name, sparsities, ...schedule }, 0.2).trainingFlopsShare).toBeCloseTo(mean, 12);
});

test('weights that are frozen under the mask are computed with', () => {
  const method = methodSchema.parse({ name: 'imp', levels: 1, pruned: 'freeze-init' });
  const level = { method, layers, densities: at(0.2), steps: 500, recipeSteps: 1000 };
  expect(levelCost(level)).toMatchObject({ macsShare: expect.closeTo(0.2, 12) as number });
  expect(levelCost({ ...level, frozen: true })).toEqual({ macsShare: 1, trainingFlopsShare: 0.5 });
});

test('of a thin network, the channels that are gone save what they had', () => {
  const method = methodSchema.parse({ name: 'l1-filters' });
  // Half of the filters of the first convolution, so half of the channels of the second, nothing of the rest.
  const densities = { ...at(0), 'conv_1/weights': 0.5, 'conv_2/weights': 0.5 };
  const { macsShare } = levelCost({ method, layers, densities, steps: 1000, recipeSteps: 1000 });
  const macs = Object.fromEntries(layers.map((layer) => [layer.weights, layer.macs!]));
  const total = Object.values(macs).reduce((sum, each) => sum + each, 0);
  expect(macsShare).toBeCloseTo((0.5 * (macs['conv_1/weights']! + macs['conv_2/weights']!)) / total, 12);
});

test('a layer costs by its positions: a dense first convolution is more than its share of the weights', () => {
  const densities = { ...at(0), 'conv_1/weights': 1 };
  const { macsShare } = levelCost({
    ...{ method: methodSchema.parse({ name: 'static', sparsities }), layers, densities, steps: 1, recipeSteps: 1 },
  });
  expect(macsShare).toBeCloseTo((27 * 64 * 1024) / 43_780_608, 12);
});

test('where steps compute with other weights than the level ends with, nothing is said', () => {
  expect(cost({ name: 'l0', sparsities }, 0.2)).toEqual({ macsShare: expect.closeTo(0.2, 12) as number });
});
