import { readStudy, type Study } from '../study';
import { accuracyTables, arm, at, dense, handful } from './arms';
import { smallConv } from './small-conv';

const sparsities = [0.8, 0.9, 0.95, 0.98];
const named = (name: string, more: Record<string, unknown> = {}) => ({ name, sparsities, ...more });
const uniform = { distribution: { name: 'uniform' } };
const metric = 'testAccuracyAtEnd';
/** WRN-22-2 on CIFAR-10: figures that the authors gave. */
const from = (published: string) => `${published} (the authors, issue 8 of google-research/rigl)`;
const printed = { network: 'wrn-22-2', dataset: 'cifar-10', metric, unit: 'percent' } as const;
const sparse: [number, number] = [0, 0.051];
/** Uniform layers with a dense first one keep a little more than the rest. */
const all: [number, number] = [0, 0.25];

/**
 * Rigging the Lottery: Evci, Gale, Menick, Castro and Elsen 2020, section 4, figure 2, table 4. Small-Dense, ERK's FLOPs and
 * training multipliers are of their appendix H.
 */
export const rigl: Study = readStudy({
  id: 'rigl',
  title: 'RigL: sparse from the first step to the last',
  question:
    'What accuracy do sparse networks reach for the FLOPs of their training, when they choose their connections?',
  citation:
    'U. Evci, T. Gale, J. Menick, P. S. Castro and E. Elsen, Rigging the Lottery: Making All Tickets Winners, ICML 2020, arXiv:1911.11134',
  recipe: {
    network: { name: 'wrn-22-2' },
    dataset: { name: 'cifar-10', test: 'batch-5', pixels: 'standard' },
    initialiser: 'he-normal',
    optimizer: { name: 'sgd', learningRate: 0.1, momentum: 0.9, weightDecay: 5e-4 },
    schedule: { name: 'step', at: [30_000, 60_000, 90_000], factor: 0.2 },
    batch: 128,
    steps: 97_656,
    evaluateEvery: 1000,
  },
  arms: [
    dense,
    arm('static', 'static, ERK', named('static')),
    arm('set', 'SET, ERK', named('set')),
    arm('snfs', 'SNFS, ERK', named('snfs')),
    arm('rigl', 'RigL, ERK', named('rigl')),
    arm('rigl-er', 'RigL, ER', named('rigl', { distribution: { name: 'er' } })),
    arm('rigl-uniform', 'RigL, uniform', named('rigl', uniform)),
    arm('static-uniform', 'static, uniform', named('static', uniform)),
    arm('gmp', 'gradual magnitude', named('gmp')),
    arm('snip', 'SNIP', named('snip')),
    arm('small-dense', 'small dense', named('small-dense')),
    arm('static-2x', 'static, ERK, 2x', named('static', { length: 2 })),
    arm('rigl-2x', 'RigL, ERK, 2x', named('rigl', { length: 2 })),
    arm('small-dense-2x', 'small dense, 2x', named('small-dense', { length: 2 })),
    arm('rigl-5x', 'RigL, ERK, 5x', named('rigl', { length: 5 })),
  ],
  scales: {
    smoke: {
      description: 'Seconds, to see that everything works; decides nothing.',
      seeds: [0],
      recipe: {
        network: smallConv,
        dataset: { ...handful, test: null },
        schedule: { name: 'constant' },
        batch: 20,
        steps: 40,
        evaluateEvery: 40,
      },
      arms: ['dense', 'static', 'set', 'snfs', 'rigl', 'gmp', 'small-dense', 'rigl-2x'],
    },
    quick: {
      description:
        'A small convolutional network on CIFAR-10, 1,000 steps of 50 images: masks that move do so seven times, in the paper 732 times.',
      seeds: [0, 1, 2],
      recipe: {
        network: smallConv,
        dataset: { validation: 1000, testLimit: 5000 },
        optimizer: { learningRate: 0.05 },
        schedule: { at: [500, 750] },
        batch: 50,
        steps: 1000,
        evaluateEvery: 500,
      },
      arms: [
        ...['dense', 'static', 'set', 'snfs', 'rigl', 'rigl-uniform', 'static-uniform', 'rigl-er', 'gmp', 'snip'],
        ...['small-dense', 'static-2x', 'rigl-2x', 'small-dense-2x'],
      ],
    },
    paper: {
      description: 'WRN-22-2 on CIFAR-10, 97,656 steps of 128 images (section 4.2); M of 1, 2 and 5.',
      seeds: [0, 1, 2],
      recipe: { dataset: { test: null }, augmentation: 'crop-flip' },
    },
  },
  tables: [
    ...accuracyTables,
    { metric: 'trainingFlopsShare', label: 'FLOPs of training, of those of the dense one', unit: 'percent' },
    { metric: 'macsShare', label: 'FLOPs of an answer, of those of the dense network', unit: 'percent' },
  ],
  figure: {
    kind: 'line',
    title: 'RigL: accuracy for the FLOPs of training',
    x: {
      metric: 'trainingFlopsShare',
      label: 'FLOPs of training (%, dense = 100)',
      unit: 'percent',
      scale: 'log',
      reversed: false,
    },
    y: { metric, label: 'Test accuracy after the last step (%)', unit: 'percent' },
    arms: [
      { arm: 'rigl', label: 'RigL, ERK' },
      { arm: 'rigl-2x', label: 'RigL, ERK, 2x' },
      { arm: 'rigl-uniform', label: 'RigL, uniform' },
      { arm: 'set', label: 'SET, ERK' },
      { arm: 'static', label: 'static, ERK' },
      { arm: 'gmp', label: 'gradual magnitude' },
      { arm: 'small-dense', label: 'small dense' },
      { arm: 'dense', label: 'dense', role: 'baseline' },
    ],
  },
  claims: [
    {
      id: 'rigl-beats-static',
      sentence: 'At 95 % and above RigL beats static masks of the same layer sizes.',
      source: 'Evci et al. 2020, figure 2 and table 4',
      metric,
      arm: 'rigl',
      against: { arm: 'static' },
      densities: sparse,
      relation: 'greater',
    },
    {
      id: 'rigl-beats-set',
      sentence: 'At 95 % and above RigL beats SET: it helps to grow where gradients are large.',
      source: 'Evci et al. 2020, figure 2 and table 4',
      metric,
      arm: 'rigl',
      against: { arm: 'set' },
      densities: sparse,
      relation: 'greater',
    },
    {
      id: 'rigl-beats-small-dense',
      sentence: 'RigL beats a dense network of about as many weights.',
      source: 'Evci et al. 2020, figure 2',
      metric,
      arm: 'rigl',
      against: { arm: 'small-dense', by: 'level' },
      densities: all,
      relation: 'greater',
    },
    {
      id: 'rigl-beats-snip',
      sentence: 'RigL beats masks that SNIP chose before training.',
      source: 'Evci et al. 2020, figure 2',
      metric,
      arm: 'rigl',
      against: { arm: 'snip' },
      densities: all,
      relation: 'greater',
    },
    {
      id: 'erk-beats-uniform',
      sentence: 'ERK is better than the same sparsity in every layer but the first, which stays dense.',
      source: 'Evci et al. 2020, figure 2: 75.1 against 74.6 % at 80 %',
      metric,
      arm: 'rigl',
      against: { arm: 'rigl-uniform', by: 'level' },
      densities: all,
      relation: 'greater',
    },
    {
      id: 'longer-is-better',
      sentence: 'RigL trained twice as long is better.',
      source: 'Evci et al. 2020, figure 2',
      metric,
      arm: 'rigl-2x',
      against: { arm: 'rigl' },
      densities: all,
      relation: 'greater',
    },
    {
      id: 'rigl-as-good-as-gradual',
      sentence: 'Trained twice as long, RigL is no worse than gradual magnitude pruning, by half a point at most.',
      source: 'Evci et al. 2020, figures 2 and 3',
      metric,
      arm: 'rigl-2x',
      against: { arm: 'gmp' },
      densities: all,
      relation: 'at least',
      margin: 0.005,
    },
    {
      id: 'cheaper-than-gradual',
      sentence:
        'At 80 % and above RigL, uniform, takes less of the dense training’s FLOPs than gradual magnitude pruning, by 20 points at least.',
      source: 'Evci et al. 2020, figure 2: 0.23 against 0.56 times the dense training (uniform)',
      metric: 'trainingFlopsShare',
      arm: 'rigl-uniform',
      against: { arm: 'gmp', by: 'level' },
      densities: all,
      relation: 'less',
      margin: 0.2,
    },
  ],
  headlines: [
    {
      published: from('the dense network is right on 94.1 % of the test images'),
      ...{ ...printed, arm: 'dense', densities: at(100) },
    },
    {
      published: from('RigL at 90 % sparsity is right on 92.9 %, a static mask on 91.5 %'),
      ...{ ...printed, arm: 'rigl', against: { arm: 'static' }, densities: at(10) },
    },
    {
      published: from('RigL at 95 % is right on 91.8 %, a static mask on 89.0 %'),
      ...{ ...printed, arm: 'rigl', against: { arm: 'static' }, densities: at(5) },
    },
    {
      published: from('RigL twice as long at 95 % is right on 92.4 %, a static mask twice as long on 89.7 %'),
      ...{ ...printed, arm: 'rigl-2x', against: { arm: 'static-2x' }, densities: at(5) },
    },
    {
      published: from('RigL at 95 % is right on 91.8 %, gradual magnitude pruning on 92.3 %'),
      ...{ ...printed, arm: 'rigl', against: { arm: 'gmp' }, densities: at(5) },
    },
  ],
});
