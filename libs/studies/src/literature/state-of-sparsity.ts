import { readStudy, type Study } from '../study';
import { accuracyTables, arm, at, dense, handful } from './arms';

const sparsities = [0.8, 0.9, 0.95, 0.98];
const named = (name: string, more: Record<string, unknown> = {}) => ({ name, sparsities, ...more });
const oneShot = { name: 'imp', mode: 'one-shot', levels: sparsities.length, sparsities };
const metric = 'testAccuracyAtEnd';
const all: [number, number] = [0, 0.21];
/** What Molchanov et al. 2017 measured. */
const printed = { network: 'lenet-300-100', dataset: 'mnist', metric, unit: 'percent' } as const;

/**
 * Magnitude against learned noise and learned gates: Gale, Elsen and Hooker 2019, sections 4 to 6.
 *
 * The paper trains its masks from scratch with those of gradual pruning, which here end with the training that they belong to.
 * The arms `lottery` and `scratch` have those of the dense network pruned once, at the same sparsities. VD and L0 end at these
 * exactly: their penalties are chosen for them (docs/gradual.md), where the paper reports what a search over penalties gave.
 */
export const stateOfSparsity: Study = readStudy({
  id: 'state-of-sparsity',
  title: 'Simple and complicated ways to become sparse',
  question: 'Does magnitude pruning on a schedule do as well as variational dropout and L0 regularisation?',
  citation: 'T. Gale, E. Elsen and S. Hooker, The State of Sparsity in Deep Neural Networks, 2019, arXiv:1902.09574',
  recipe: {
    network: { name: 'lenet-300-100' },
    dataset: { name: 'mnist' },
    optimizer: { name: 'adam', learningRate: 0.0012 },
    batch: 60,
    steps: 10_000,
    evaluateEvery: 1000,
  },
  arms: [
    dense,
    arm('magnitude', 'magnitude', named('gmp')),
    {
      ...arm('magnitude-non-uniform', 'magnitude, non-uniform', named('gmp', { outputCap: 0.8 })),
      // Of LeNet-300-100 the first layer is nine tenths.
      scales: { paper: { method: { denseFirst: true } } },
    },
    arm('random', 'random', named('random-gradual')),
    arm('variational-dropout', 'variational dropout', named('variational-dropout')),
    arm('l0', 'L0', named('l0')),
    arm('lottery', 'learned mask, first weights', oneShot),
    arm('scratch', 'learned mask, new weights', oneShot, { control: { name: 'reinit' } }),
  ],
  scales: {
    smoke: {
      description: 'Seconds, to see that everything works; decides nothing.',
      seeds: [0],
      recipe: { dataset: handful, steps: 60, evaluateEvery: 60 },
      arms: ['dense', 'magnitude', 'random', 'variational-dropout', 'scratch'],
    },
    quick: {
      description: 'LeNet-300-100 on MNIST, 2,000 steps.',
      seeds: [0, 1, 2],
      recipe: { steps: 2000, evaluateEvery: 500 },
    },
    paper: {
      description:
        'ResNet-50 on ImageNet, 128,000 steps of 1024 images, in a data folder `imagenet`; penalties at their defaults instead of searched.',
      seeds: [0, 1, 2],
      recipe: {
        network: { name: 'resnet-50' },
        dataset: { name: 'images', folder: 'imagenet', classes: 1000, validation: 10_000 },
        augmentation: 'crop-flip',
        initialiser: 'he-normal',
        optimizer: { name: 'sgd', learningRate: 0.4, momentum: 0.9, weightDecay: 1e-4 },
        schedule: { name: 'step', at: [37_500, 75_000, 100_000], warmup: 6250 },
        batch: 1024,
        steps: 128_000,
        evaluateEvery: 1250,
      },
    },
  },
  tables: [
    ...accuracyTables,
    { metric: 'thresholdSparsity', label: 'sparsity by the paper’s own threshold', unit: 'percent' },
  ],
  figure: {
    kind: 'line',
    title: 'Simple and complicated ways to become sparse',
    y: { metric, label: 'Test accuracy after the last step (%)', unit: 'percent' },
    arms: [
      { arm: 'magnitude', label: 'magnitude' },
      { arm: 'variational-dropout', label: 'variational dropout' },
      { arm: 'l0', label: 'L0' },
      { arm: 'random', label: 'random' },
      { arm: 'scratch', label: 'learned mask, new weights' },
      { arm: 'lottery', label: 'learned mask, first weights' },
      { arm: 'dense', label: 'dense', role: 'baseline' },
    ],
  },
  claims: [
    {
      id: 'magnitude-as-good-as-variational-dropout',
      sentence: 'Magnitude pruning is no worse than variational dropout at the same sparsities, by 0.3 points at most.',
      source: 'Gale et al. 2019, section 4, figure 3',
      metric,
      arm: 'magnitude',
      against: { arm: 'variational-dropout' },
      densities: all,
      relation: 'at least',
      margin: 0.003,
    },
    {
      id: 'magnitude-as-good-as-l0',
      sentence: 'Magnitude pruning is no worse than L0 regularisation at the same sparsities, by 0.3 points at most.',
      source: 'Gale et al. 2019, section 4, figure 3',
      metric,
      arm: 'magnitude',
      against: { arm: 'l0' },
      densities: all,
      relation: 'at least',
      margin: 0.003,
    },
    {
      id: 'magnitude-beats-random',
      sentence: 'Magnitude pruning beats random pruning on the same schedule.',
      source: 'Gale et al. 2019, section 4, figure 3',
      metric,
      arm: 'magnitude',
      against: { arm: 'random' },
      densities: all,
      relation: 'greater',
    },
    {
      id: 'non-uniform-helps',
      sentence:
        'At 95 % and above, magnitude pruning that spares the last layer (and the first one of a convolutional network) beats the uniform one.',
      source: 'Gale et al. 2019, section 5',
      metric,
      arm: 'magnitude-non-uniform',
      against: { arm: 'magnitude' },
      densities: [0, 0.051],
      relation: 'greater',
    },
    {
      id: 'scratch-is-worse',
      sentence: 'A learned mask trained from new weights stays below magnitude pruning on a schedule.',
      source: 'Gale et al. 2019, section 6, figure 6',
      metric,
      arm: 'scratch',
      against: { arm: 'magnitude' },
      densities: all,
      relation: 'less',
    },
    {
      id: 'lottery-is-worse',
      sentence: 'A learned mask trained from its first weights stays below magnitude pruning on a schedule.',
      source: 'Gale et al. 2019, section 6, figure 6',
      metric,
      arm: 'lottery',
      against: { arm: 'magnitude' },
      densities: all,
      relation: 'less',
    },
  ],
  headlines: [
    {
      published:
        'variational dropout is right on 98.08 % of the test images with 1.5 % of the weights (Molchanov et al. 2017, table 1)',
      ...{ ...printed, arm: 'variational-dropout', densities: at(2) },
    },
  ],
});
