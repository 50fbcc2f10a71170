import type { ClaimDeclaration } from '@tombola/shared';
import { readStudy, type Study } from '../study';
import { accuracyTables, arm, dense, handful } from './arms';
import { smallConv } from './small-conv';

const metric = 'testAccuracyAtEnd';
const accuracy = { metric, label: 'Test accuracy after the last step (%)', unit: 'percent' } as const;
const thinner: [number, number] = [0, 0.97];
const shares = [0.3, 0.5];
const sparsities = [0.3, 0.8, 0.95];

/** Methods that remove channels, by id. */
const structured = { 'l1-filters': 'L1 filters', slimming: 'slimming', thinet: 'ThiNet', regression: 'regression' };
const retrained = { 'fine-tune': 'fine-tuned', 'scratch-e': 'Scratch-E', 'scratch-b': 'Scratch-B' };

/** The dense network pruned once, by magnitude, convolutions only, in the whole network. */
const unstructured = {
  name: 'imp',
  mode: 'one-shot',
  levels: sparsities.length,
  sparsities,
  scope: 'global',
  layers: 'conv',
};
const iterative = { ...unstructured, mode: 'iterative' };
/** The rate of section 6 that is a tenth of the usual one. */
const small = { optimizer: { learningRate: 0.01 } };

/** Fine-tuning: 40 epochs of 45,000 images after 160, at a hundredth of the rate. */
const fineTuned = {
  ...arm('unstructured-fine-tune', 'unstructured, fine-tuned', {
    ...unstructured,
    restart: { name: 'fine-tune', steps: 28_125, learningRate: 0.001 },
  }),
  scales: { smoke: { method: { restart: { steps: 10 } } }, quick: { method: { restart: { steps: 375 } } } },
};

const scratchAsGood = ([id, label]: [string, string]): ClaimDeclaration => ({
  id: `${id}-scratch-b`,
  sentence: `${label}: the thinner network trained from scratch for as many FLOPs is no worse than the fine-tuned one, by half a point at most.`,
  source: 'Liu et al. 2019, section 4, tables 1 to 5',
  metric,
  arm: `${id}-scratch-b`,
  against: { arm: `${id}-fine-tune` },
  densities: thinner,
  relation: 'at least',
  margin: 0.005,
});

/**
 * Fine-tuning against training from scratch: Liu, Sun, Zhou, Huang and Darrell 2019, sections 4 to 6. Scratch-B of unstructured
 * pruning, which the paper has as well, is left out: nothing is counted of what a sparse network would take.
 */
export const rethinking: Study = readStudy({
  id: 'rethinking',
  title: 'Is a pruned network more than its architecture?',
  question: 'Is the smaller network, trained from scratch, as good as the pruned and fine-tuned one?',
  citation:
    'Z. Liu, M. Sun, T. Zhou, G. Huang and T. Darrell, Rethinking the Value of Network Pruning, ICLR 2019, arXiv:1810.05270',
  recipe: {
    network: { name: 'vgg-16' },
    dataset: { name: 'cifar-10', pixels: 'standard' },
    initialiser: 'he-normal',
    optimizer: { name: 'sgd', learningRate: 0.1, momentum: 0.9, weightDecay: 1e-4 },
    schedule: { name: 'step', at: [56_250, 84_375] },
    batch: 64,
    steps: 112_500,
    evaluateEvery: 1000,
  },
  arms: [
    dense,
    ...Object.entries(structured).flatMap(([name, label]) =>
      Object.entries(retrained).map(([retrain, how]) =>
        arm(`${name}-${retrain}`, `${label}, ${how}`, { name, shares, retrain }),
      ),
    ),
    fineTuned,
    arm('unstructured-scratch-e', 'unstructured, Scratch-E', unstructured, { control: { name: 'reinit' } }),
    arm('lottery-large', 'lottery weights, usual rate', iterative),
    arm('scratch-large', 'new weights, usual rate', iterative, { control: { name: 'reinit' } }),
    arm('dense-small', 'dense, small rate', { name: 'dense' }, small),
    arm('lottery-small', 'lottery weights, small rate', iterative, small),
    arm('scratch-small', 'new weights, small rate', iterative, { ...small, control: { name: 'reinit' } }),
  ],
  scales: {
    smoke: {
      description: 'Seconds, to see that everything works; decides nothing.',
      seeds: [0],
      recipe: {
        network: smallConv,
        dataset: handful,
        schedule: { at: [20, 30] },
        batch: 20,
        steps: 40,
        evaluateEvery: 40,
      },
      arms: [
        ...['dense', 'l1-filters-fine-tune', 'l1-filters-scratch-b', 'slimming-scratch-e'],
        ...['unstructured-fine-tune', 'unstructured-scratch-e', 'lottery-small'],
      ],
    },
    quick: {
      description: 'A small convolutional network on CIFAR-10, 1,500 steps of 64 images.',
      seeds: [0, 1, 2],
      recipe: {
        network: smallConv,
        dataset: { test: 'batch-5', validation: 1000, testLimit: 5000 },
        schedule: { at: [750, 1125] },
        steps: 1500,
        evaluateEvery: 500,
      },
    },
    paper: {
      description:
        'VGG-16 on CIFAR-10, 160 epochs of 64 images, five runs (section 3); the same share of every layer’s filters.',
      seeds: [0, 1, 2, 3, 4],
      recipe: { augmentation: 'crop-flip' },
    },
  },
  tables: [
    ...accuracyTables,
    { metric: 'macsShare', label: 'FLOPs of an answer, of those of the dense network', unit: 'percent' },
  ],
  figure: {
    kind: 'line',
    title: 'Fine-tuned against trained from scratch',
    y: accuracy,
    arms: [
      { arm: 'l1-filters-fine-tune', label: 'L1 filters, fine-tuned' },
      { arm: 'l1-filters-scratch-e', label: 'L1 filters, Scratch-E' },
      { arm: 'l1-filters-scratch-b', label: 'L1 filters, Scratch-B' },
      { arm: 'slimming-fine-tune', label: 'slimming, fine-tuned' },
      { arm: 'slimming-scratch-b', label: 'slimming, Scratch-B' },
      { arm: 'unstructured-fine-tune', label: 'unstructured, fine-tuned' },
      { arm: 'unstructured-scratch-e', label: 'unstructured, Scratch-E' },
      { arm: 'dense', label: 'dense', role: 'baseline' },
    ],
  },
  figures: [
    {
      kind: 'dots',
      id: 'retrained',
      title: 'Half of the channels gone: fine-tuned, Scratch-E, Scratch-B',
      value: accuracy,
      level: shares.indexOf(0.5) + 1,
      columns: Object.values(retrained),
      rows: Object.entries(structured).map(([name, label]) => ({
        label,
        arms: Object.keys(retrained).map((retrain) => `${name}-${retrain}`),
      })),
      baselines: [{ arm: 'dense', label: 'dense' }],
    },
    {
      kind: 'dots',
      id: 'rates',
      title: 'Lottery weights against new ones, 95 % of the convolutions’ weights gone',
      value: accuracy,
      level: sparsities.indexOf(0.95) + 1,
      columns: ['lottery weights', 'new weights'],
      rows: [
        { label: 'usual learning rate', arms: ['lottery-large', 'scratch-large'] },
        { label: 'a tenth of it', arms: ['lottery-small', 'scratch-small'] },
      ],
      baselines: [{ arm: 'dense', label: 'dense, usual rate' }],
    },
  ],
  claims: [
    ...Object.entries(structured).map(scratchAsGood),
    {
      id: 'longer-scratch-is-better',
      sentence: 'Training from scratch for as many FLOPs is no worse than for as many steps, by 0.2 points at most.',
      source: 'Liu et al. 2019, section 4, tables 1 to 5',
      metric,
      arm: 'l1-filters-scratch-b',
      against: { arm: 'l1-filters-scratch-e' },
      densities: thinner,
      relation: 'at least',
      margin: 0.002,
    },
    {
      id: 'unstructured-moderate',
      sentence:
        'Where 30 % of the convolutions’ weights are gone, scratch is no worse than fine-tuning, by half a point at most.',
      source: 'Liu et al. 2019, section 4.3, table 6',
      metric,
      arm: 'unstructured-scratch-e',
      against: { arm: 'unstructured-fine-tune' },
      densities: [0.6, 0.99],
      relation: 'at least',
      margin: 0.005,
    },
    {
      id: 'unstructured-sparse',
      sentence: 'Where 95 % of the convolutions’ weights are gone, scratch is worse than fine-tuning.',
      source: 'Liu et al. 2019, section 4.3, table 6: 93.21 against 93.34 % (VGG-19)',
      metric,
      arm: 'unstructured-scratch-e',
      against: { arm: 'unstructured-fine-tune' },
      densities: [0, 0.1],
      relation: 'less',
    },
    {
      id: 'lottery-large-rate',
      sentence:
        'With the usual, large learning rate lottery weights are no better than new ones, by half a point at most.',
      source: 'Liu et al. 2019, section 6, figure 7',
      metric,
      arm: 'lottery-large',
      against: { arm: 'scratch-large' },
      densities: thinner,
      relation: 'at most',
      margin: 0.005,
    },
    {
      id: 'lottery-small-rate',
      sentence: 'With a small learning rate lottery weights are better than new ones.',
      source: 'Liu et al. 2019, section 6, figure 7',
      metric,
      arm: 'lottery-small',
      against: { arm: 'scratch-small' },
      densities: thinner,
      relation: 'greater',
    },
    {
      id: 'small-rate-is-worse',
      sentence: 'All in all the small rate does worse: lottery weights at it stay below new weights at the usual one.',
      source: 'Liu et al. 2019, section 6, figure 7',
      metric,
      arm: 'lottery-small',
      against: { arm: 'scratch-large' },
      densities: thinner,
      relation: 'less',
    },
  ],
});
