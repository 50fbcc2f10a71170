import { readStudy, type Study } from '../study';
import { accuracyTables, arm, dense, handful } from './arms';
import { smallConv } from './small-conv';

const shares = [0.3, 0.5, 0.7];
const percent = (share: number) => `${Math.round(share * 100)}`;
const metric = 'testAccuracyAtEnd';
/** Every network that has lost channels. */
const thinner: [number, number] = [0, 0.97];
/** What table 2 is of. */
const printed = { network: 'vgg-16', dataset: 'cifar-100', metric, unit: 'percent', densities: thinner } as const;
/** EB Train, for a share of the channels. */
const bird = (share: number, more: Record<string, unknown> = {}) => ({ name: 'early-bird', share, ...more });
/** No distance is less than 0; the other queue would draw among equal masks. */
const neverDrawn = { queue: 'consecutive', epsilon: 0 };
/** Few epochs have many looks. */
const look = { smoke: { method: { every: 5 } }, quick: { method: { every: 75 } } };
const eb = (id: string, label: string, method: Record<string, unknown>) => ({
  ...arm(id, label, method),
  scales: look,
});

/**
 * Early-Bird tickets: You et al. 2020, sections 3 and 4, figures 1 to 4, table 2. What the paper draws for every share in one
 * training is here a training each.
 */
export const earlyBird: Study = readStudy({
  id: 'early-bird',
  title: 'Early-Bird tickets: channels settle early',
  question: 'How soon does network slimming know which channels stay, and is a network thinned then as good?',
  citation:
    'H. You et al., Drawing Early-Bird Tickets: Towards More Efficient Training of Deep Networks, ICLR 2020, arXiv:1909.11957',
  recipe: {
    network: { name: 'vgg-16' },
    dataset: { name: 'cifar-100', pixels: 'standard' },
    initialiser: 'he-normal',
    optimizer: { name: 'sgd', learningRate: 0.1, momentum: 0.9, weightDecay: 1e-4 },
    schedule: { name: 'step', at: [14_063, 21_094] },
    batch: 256,
    steps: 28_125,
    evaluateEvery: 176,
  },
  arms: [
    dense,
    ...shares.map((share) => eb(`eb-${percent(share)}`, `EB Train, ${percent(share)} % of channels`, bird(share))),
    eb('eb-reinit', 'EB Train, new weights, 50 %', bird(0.5, { weights: 'new' })),
    eb('eb-consecutive', 'EB Train, distances in a row, 50 %', bird(0.5, { queue: 'consecutive' })),
    eb('eb-low-search', 'EB Train, searched in 8 bits, 50 %', bird(0.5, { precision: 'low-search' })),
    eb('eb-low', 'EB Train in 8 bits, 50 %', bird(0.5, { precision: 'low' })),
    eb('eb-whole', 'masks watched to the end, 50 %', bird(0.5, neverDrawn)),
    arm('slimming', 'slimming after training', { name: 'slimming', shares }),
  ],
  scales: {
    smoke: {
      description: 'Seconds, to see that everything works; decides nothing.',
      seeds: [0],
      recipe: {
        network: smallConv,
        dataset: handful,
        optimizer: { learningRate: 0.05 },
        schedule: { at: [40, 50] },
        batch: 20,
        steps: 60,
        evaluateEvery: 30,
      },
      arms: ['dense', 'eb-50', 'eb-reinit', 'eb-low', 'eb-whole', 'slimming'],
    },
    quick: {
      description:
        'A small convolutional network on CIFAR-10, 3,000 steps of 64 images; masks are looked at every 75 steps. At 100 % a row of EB Train is the search, which ends when the ticket is drawn.',
      seeds: [0, 1, 2],
      recipe: {
        network: smallConv,
        dataset: { name: 'cifar-10', test: 'batch-5', validation: 1000, testLimit: 5000 },
        optimizer: { learningRate: 0.05 },
        schedule: { at: [1500, 2250] },
        batch: 64,
        steps: 3000,
        evaluateEvery: 500,
      },
    },
    paper: {
      description: 'VGG-16 on CIFAR-100, 160 epochs of 256 images (section 4.1, table 2).',
      seeds: [0, 1, 2],
      recipe: { augmentation: 'crop-flip' },
    },
  },
  tables: [
    ...accuracyTables,
    { metric: 'drawnAtShare', label: 'when the ticket was drawn, of the training', unit: 'percent' },
    { metric: 'flopsSaved', label: 'FLOPs saved, search and all, of the dense training', unit: 'percent' },
    { metric: 'memorySaved', label: 'memory saved, of the dense training', unit: 'percent' },
    { metric: 'channelShare', label: 'channels left', unit: 'percent' },
  ],
  figure: {
    kind: 'line',
    title: 'Early-Bird tickets: accuracy by what is left',
    x: { metric: 'macsShare', label: 'FLOPs of an answer (%, dense = 100)', unit: 'percent', scale: 'linear' },
    y: { metric, label: 'Test accuracy after the last step (%)', unit: 'percent' },
    densities: thinner,
    arms: [
      { arm: 'eb-30', also: ['eb-50', 'eb-70'], label: 'EB Train' },
      { arm: 'slimming', label: 'slimming' },
      { arm: 'eb-reinit', label: 'EB Train, new weights' },
      { arm: 'eb-low-search', label: 'searched in 8 bits' },
      { arm: 'eb-low', label: 'in 8 bits' },
      { arm: 'dense', label: 'dense', role: 'baseline' },
    ],
  },
  matrices: [
    {
      kind: 'level',
      id: 'mask-distance',
      title: 'Distance of the masks of two steps, share of all channels',
      unit: 'percent',
      rowsLabel: 'Step',
      columnsLabel: 'Step',
      arm: 'eb-whole',
      level: 0,
      matrix: 'maskDistance',
    },
  ],
  claims: [
    {
      id: 'drawn-early',
      sentence: 'Half of the channels are chosen within the first fifth of the training.',
      source: 'You et al. 2020, section 3.3, figures 2 and 3',
      metric: 'drawnAtShare',
      arm: 'eb-50',
      against: { value: 0.2 },
      densities: thinner,
      relation: 'at most',
    },
    {
      id: 'as-good-as-dense-at-30',
      sentence: 'Without 30 % of the channels EB Train is no worse than the dense network, by half a point at most.',
      source: 'You et al. 2020, table 2: 72.17 % of VGG-16 on CIFAR-100',
      metric,
      arm: 'eb-30',
      against: { arm: 'dense', level: 0 },
      densities: thinner,
      relation: 'at least',
      margin: 0.005,
    },
    {
      id: 'as-good-as-slimming',
      sentence:
        'Without half of the channels EB Train is no worse than slimming after training, by half a point at most.',
      source: 'You et al. 2020, table 2: 71.28 against 69.74 %',
      metric,
      arm: 'eb-50',
      against: { arm: 'slimming', level: 2 },
      densities: thinner,
      relation: 'at least',
      margin: 0.005,
    },
    {
      id: 'inherited-weights-help',
      sentence: 'Without half of the channels inherited weights beat new ones.',
      source: 'You et al. 2020, table 2: 71.28 against 69.66 %',
      metric,
      arm: 'eb-50',
      against: { arm: 'eb-reinit', level: 1 },
      densities: thinner,
      relation: 'greater',
    },
    {
      id: 'low-precision-search',
      sentence: 'A ticket that is searched in 8 bits is no worse, by a point at most.',
      source: 'You et al. 2020, section 3.4, table 2: 70.27 against 71.28 %',
      metric,
      arm: 'eb-low-search',
      against: { arm: 'eb-50', level: 1 },
      densities: thinner,
      relation: 'at least',
      margin: 0.01,
    },
    {
      id: 'low-precision-training',
      sentence: 'Trained in 8 bits to the end it loses two points at most.',
      source: 'You et al. 2020, section 3.4, table 2: 69.91 against 71.28 %',
      metric,
      arm: 'eb-low',
      against: { arm: 'eb-50', level: 1 },
      densities: thinner,
      relation: 'at least',
      margin: 0.02,
    },
    {
      id: 'saves-flops',
      sentence:
        'Without half of the channels at least 30 % of the FLOPs of the dense training are saved, search and all.',
      source: 'You et al. 2020, table 2: 197 of 302 on search and training at 50 %, where SNIP trains all',
      metric: 'flopsSaved',
      arm: 'eb-50',
      against: { value: 0.3 },
      densities: thinner,
      relation: 'greater',
    },
  ],
  headlines: [
    {
      published: 'EB Train without 30 % of the channels is right on 72.17 % of the test images (table 2)',
      ...{ ...printed, arm: 'eb-30' },
    },
    {
      published: 'EB Train without 50 % of the channels is right on 71.28 % (table 2)',
      ...{ ...printed, arm: 'eb-50' },
    },
    {
      published: 'EB Train without 50 % of the channels, with new weights, is right on 69.66 % (table 2)',
      ...{ ...printed, arm: 'eb-reinit' },
    },
    {
      published: 'EB Train without 50 % of the channels, searched in 8 bits, is right on 70.27 % (table 2)',
      ...{ ...printed, arm: 'eb-low-search' },
    },
    {
      published: 'EB Train without 50 % of the channels, all in 8 bits, is right on 69.91 % (table 2)',
      ...{ ...printed, arm: 'eb-low' },
    },
  ],
});
