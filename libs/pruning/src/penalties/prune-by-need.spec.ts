import { tensor } from '@tombola/engine';
import { initialise, mlp, type Parameters } from '@tombola/nn';
import { magnitude } from '../criteria/magnitude';
import { beside, besideWeights, eachWeight, networkOnly, setBesidePruned } from './beside-weights';
import { pruneByNeed, type PruneByNeed } from './prune-by-need';

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
    eachWeight(network, all, 'half', (w, half) => w * half),
  );
const sparsifier = (options: Partial<PruneByNeed>) =>
  pruneByNeed(network, {
    finish: 'rank',
    sparsity: 0.75,
    settleFrom: 9,
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
});

test('by rank what is left settles under its mask, and what the threshold pruned is told of that time', async () => {
  const pruning = sparsifier({
    settleFrom: 5,
    gone: (all, masks) => setBesidePruned(all, masks, 'gate', -50),
  });
  expect([4, 5, 6].map((step) => pruning.acts(step))).toEqual([false, true, false]);
  expect(sparsifier({ settleFrom: 5, finish: 'threshold' }).acts(5)).toBe(false);
  const gated = {
    ...parameters,
    'dense_1/weights/gate': tensor(new Float32Array(12).fill(1), [4, 3]),
    'dense_2/weights/gate': tensor([1, 2, 3, 4, 5, 6], [3, 2]),
  };
  const slots = { 'dense_2/weights/m': gated['dense_2/weights/gate'] };
  const before = { ...moment(gated), state: { parameters: gated, slots } };
  const { state, masks, notes } = await pruning.act({ ...before, gradients: () => Promise.resolve({}) });
  expect([...state!.parameters['dense_2/weights']!.data]).toEqual([0, 0, -15, -16, -17, -18]);
  expect([...state!.parameters['dense_2/weights/gate']!.data]).toEqual([-50, -50, 3, 4, 5, 6]);
  expect([...state!.slots['dense_2/weights/m']!.data]).toEqual([0, 0, 3, 4, 5, 6]);
  // Weights that have changed their order since: the mask stays.
  const shrunk = { ...state!.parameters, 'dense_2/weights': tensor([0, 0, -1, -1, -1, -20], [3, 2]) };
  const ended = pruning.finish!({ ...moment(shrunk), masks: masks!, notes: notes! });
  expect(ended.masks).toEqual(masks);
  expect([...ended.parameters['dense_2/weights']!.data]).toEqual([0, 0, -0.25, -0.25, -0.25, -5]);
  expect(ended.metrics).toEqual({ thresholdSparsity: 1 - 2 / 18 });
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
