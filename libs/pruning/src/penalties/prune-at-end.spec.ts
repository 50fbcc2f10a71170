import { tensor } from '@tombola/engine';
import { initialise, mlp, type Parameters } from '@tombola/nn';
import { magnitude } from '../criteria/magnitude';
import { beside, besideWeights, eachWeightOfLayer, networkOnly } from './beside-weights';
import { pruneAtEnd, type PruneAtEnd } from './prune-at-end';

const network = mlp({ inputShape: [1, 2, 2], hidden: [3], classes: 2 });
const names = ['dense_1/weights', 'dense_2/weights'];
/** Weights 1 to 18; beside each layer a number of the rule. */
const parameters: Parameters = {
  ...initialise(network, 'glorot-normal', 1),
  'dense_1/weights': tensor(
    Array.from({ length: 12 }, (_, i) => i + 1),
    [4, 3],
  ),
  'dense_2/weights': tensor(
    Array.from({ length: 6 }, (_, i) => -13 - i),
    [3, 2],
  ),
  'dense_1/weights/half': tensor([0.5], []),
  'dense_2/weights/half': tensor([0.25], []),
};
const halved = (all: Parameters) =>
  networkOnly(
    network,
    all,
    eachWeightOfLayer(network, all, 'half', (half) => (w) => w * half),
  );
const sparsifier = (options: Partial<PruneAtEnd>) =>
  pruneAtEnd(network, {
    finish: 'rank',
    sparsity: 0.75,
    scores: (all) => magnitude(all, names),
    threshold: 16,
    inUse: halved,
    ...options,
  });
const moment = (all: Parameters) => ({
  step: 9,
  state: { parameters: all, slots: {} },
  masks: {},
  notes: null,
  history: [],
});

test('by rank the sparsity is exact in the whole network, and weights are those in use', () => {
  // 13.5 of 18 is 14, rounded up.
  const { masks, parameters: left, metrics } = sparsifier({}).finish!(moment(parameters));
  expect([...masks['dense_1/weights']!.data]).toEqual(new Array(12).fill(0));
  expect([...masks['dense_2/weights']!.data]).toEqual([0, 0, 1, 1, 1, 1]);
  expect([...left['dense_2/weights']!.data]).toEqual([0, 0, -3.75, -4, -4.25, -4.5]);
  expect(metrics).toEqual({ thresholdSparsity: 1 - 2 / 18 });
});

test('by threshold what is at it goes too, whatever the sparsity', () => {
  const { masks, metrics } = sparsifier({ finish: 'threshold' }).finish!(moment(parameters));
  expect([...masks['dense_2/weights']!.data]).toEqual([0, 0, 0, 0, 1, 1]);
  expect(metrics).toEqual({ thresholdSparsity: 1 - 2 / 18 });
});

test('what is measured is what it would end with, and what belongs to the rule is left out', () => {
  const pruning = sparsifier({});
  const measured = pruning.measured!(moment(parameters));
  expect(measured).toEqual(pruning.finish!(moment(parameters)).parameters);
  expect(Object.keys(measured).some((name) => name.endsWith('/half'))).toBe(false);
  expect(pruning.acts(5)).toBe(false);
});

test('scores that are no numbers are refused, by rank and by threshold', () => {
  const broken = { ...parameters, 'dense_1/weights': tensor(new Float32Array(12).fill(NaN), [4, 3]) };
  for (const finish of ['rank', 'threshold'] as const) {
    expect(() => sparsifier({ finish }).finish!(moment(broken))).toThrow(/score is NaN/);
  }
});

test('a rule’s tensors are named after the parameters that they belong to', () => {
  expect(besideWeights(network, 'half', [])).toEqual(names.map((name) => ({ name: beside(name, 'half'), shape: [] })));
  expect(besideWeights(network, 'gate').map(({ shape }) => shape)).toEqual([
    [4, 3],
    [3, 2],
  ]);
});
