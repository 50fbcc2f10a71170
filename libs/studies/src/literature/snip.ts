import { readStudy, type Study } from '../study';
import { accuracyTables, arm, at, dense, handful } from './arms';

const sparsities = [0.8, 0.9, 0.95, 0.98, 0.99];
const named = (name: string, more: Record<string, unknown> = {}) => ({ name, sparsities, ...more });
const metric = 'testAccuracyAtEnd';

/** So few images that a network learns any labels of them by heart. */
const byHeart = { dataset: { labels: 'random', limit: 1000 } };

/** What table 1 is of. */
const printed = { network: 'lenet-300-100', dataset: 'mnist', metric, unit: 'percent' } as const;

/** Pruning before training: Lee, Ajanthan and Torr 2019, sections 5.1 and 5.6. */
export const snip: Study = readStudy({
  id: 'snip',
  title: 'SNIP: pruned once, before training',
  question: 'How much can go before training, by the sensitivity of the loss on one batch?',
  citation:
    'N. Lee, T. Ajanthan and P. H. S. Torr, SNIP: Single-Shot Network Pruning Based on Connection Sensitivity, ICLR 2019, arXiv:1810.02340',
  recipe: {
    network: { name: 'lenet-300-100' },
    dataset: { name: 'mnist' },
    initialiser: 'glorot-normal',
    optimizer: { name: 'sgd', learningRate: 0.1, momentum: 0.9, weightDecay: 5e-4 },
    schedule: { name: 'step', at: [25_000, 50_000, 75_000] },
    batch: 100,
    steps: 100_000,
    evaluateEvery: 1000,
  },
  arms: [
    dense,
    arm('snip', 'SNIP', named('snip')),
    arm('snip-fresh', 'SNIP, other weights trained', named('snip', { init: 'fresh' })),
    arm('random', 'random', named('random')),
    arm('magnitude-at-init', 'magnitude at the start', named('magnitude-at-init')),
    arm('snip-inverted', 'SNIP, inverted', named('snip', { inverted: true })),
    arm('one-shot', 'magnitude once, trained again', {
      ...{ name: 'imp', mode: 'one-shot', levels: sparsities.length, sparsities, restart: { name: 'learning-rate' } },
    }),
    arm('dense-random-labels', 'dense, 1,000 random labels', { name: 'dense' }, byHeart),
    arm('snip-random-labels', 'SNIP, 1,000 random labels', named('snip'), byHeart),
  ],
  scales: {
    smoke: {
      description: 'Seconds, to see that everything works; decides nothing.',
      seeds: [0],
      recipe: {
        dataset: handful,
        schedule: { at: [40, 50] },
        steps: 60,
        evaluateEvery: 60,
      },
      arms: ['dense', 'snip', 'snip-fresh', 'random', 'snip-random-labels'],
    },
    quick: {
      description: 'LeNet-300-100 on MNIST, 2,000 steps; the rate falls after 1,000 and 1,500.',
      seeds: [0, 1, 2],
      recipe: { schedule: { at: [1000, 1500] }, steps: 2000, evaluateEvery: 500 },
    },
    paper: {
      description: 'The published rates, batch and data; the paper does not say how long, this is four of its rates.',
      seeds: [0, 1, 2, 3, 4],
    },
  },
  tables: [...accuracyTables, { metric: 'trainLossAtEnd', label: 'training loss at the end', unit: 'number' }],
  figure: {
    kind: 'line',
    title: 'SNIP: pruned once, before training',
    y: { metric, label: 'Test accuracy after the last step (%)', unit: 'percent' },
    arms: [
      { arm: 'snip', label: 'SNIP' },
      { arm: 'snip-fresh', label: 'other weights trained' },
      { arm: 'one-shot', label: 'magnitude after training' },
      { arm: 'magnitude-at-init', label: 'magnitude at the start' },
      { arm: 'random', label: 'random' },
      { arm: 'snip-inverted', label: 'inverted' },
      { arm: 'dense', label: 'dense', role: 'baseline' },
    ],
  },
  pictures: [
    {
      id: 'first-layer',
      title: 'Which pixels keep connections',
      columns: [0.8, 0.95, 0.99].map((sparsity) => ({
        label: `${Math.round(100 * sparsity)} % of the weights gone`,
        level: sparsities.indexOf(sparsity) + 1,
      })),
      rows: [
        { arm: 'snip', label: 'SNIP' },
        { arm: 'one-shot', label: 'magnitude after training' },
        { arm: 'magnitude-at-init', label: 'magnitude at the start' },
        { arm: 'random', label: 'random' },
      ],
    },
  ],
  claims: [
    {
      id: 'as-good-at-95',
      sentence: 'Up to 95 % of the weights go at a loss of 0.3 points at most.',
      source: 'Lee et al. 2019, section 5.1, table 1: 1.7 % of errors dense, 1.6 % at 95 %',
      metric,
      arm: 'snip',
      against: { arm: 'dense', level: 0 },
      densities: [0.049, 0.21],
      relation: 'at least',
      margin: 0.003,
    },
    {
      id: 'one-point-at-98',
      sentence: 'At 98 % the loss is a point at most.',
      source: 'Lee et al. 2019, section 5.1, table 1: 2.4 % of errors at 98 %',
      metric,
      arm: 'snip',
      against: { arm: 'dense', level: 0 },
      densities: [0.019, 0.021],
      relation: 'at least',
      margin: 0.01,
    },
    {
      id: 'beats-random',
      sentence: 'At 95 % and above SNIP beats random pruning before training.',
      source: 'Lee et al. 2019, section 3; compare Frankle et al. 2021, figure 1',
      metric,
      arm: 'snip',
      against: { arm: 'random' },
      densities: [0, 0.051],
      relation: 'greater',
    },
    {
      id: 'other-weights',
      sentence: 'Other weights under the mask are no worse than those that were scored, by half a point at most.',
      source: 'Lee et al. 2019, section 4 and the authors’ code, which draws them anew',
      metric,
      arm: 'snip-fresh',
      against: { arm: 'snip' },
      densities: [0.019, 0.21],
      relation: 'at least',
      margin: 0.005,
    },
    {
      id: 'inverted-is-worse',
      sentence: 'What SNIP ranks lowest does worse than what it ranks highest.',
      source: 'Lee et al. 2019, section 3; the control is of Frankle et al. 2021',
      metric,
      arm: 'snip-inverted',
      against: { arm: 'snip' },
      densities: [0, 0.21],
      relation: 'less',
    },
    {
      id: 'random-labels',
      sentence:
        'At 98 % and above a network fits random labels of 1,000 images worse than the dense one, by 0.1 nats at least.',
      source: 'Lee et al. 2019, section 5.6, figure 4',
      metric: 'trainLossAtEnd',
      arm: 'snip-random-labels',
      against: { arm: 'dense-random-labels', level: 0 },
      densities: [0, 0.021],
      relation: 'greater',
      margin: 0.1,
    },
  ],
  headlines: [
    {
      published: 'the dense network is right on 98.3 % of the test images (table 1)',
      ...{ ...printed, arm: 'dense', densities: at(100) },
    },
    {
      published: 'SNIP at 95 % sparsity is right on 98.4 %, 0.1 points above the dense network (table 1)',
      ...{ ...printed, arm: 'snip', against: { arm: 'dense', level: 0 }, densities: at(5) },
    },
    {
      published: 'SNIP at 98 % sparsity is right on 97.6 %, 0.7 points below the dense network (table 1)',
      ...{ ...printed, arm: 'snip', against: { arm: 'dense', level: 0 }, densities: at(2) },
    },
  ],
});
