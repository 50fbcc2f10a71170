import { STABLE } from '@tombola/pruning';
import { readStudy, type Study, type StudyDeclaration } from '../study';
import { accuracyTables, dense, handful } from './arms';
import { smallConv } from './small-conv';

type Arm = StudyDeclaration['arms'][number];

const metric = 'testAccuracyAtEnd';
const imp = { name: 'imp', levels: 8, rate: 0.2, scope: 'global', layers: 'conv' };
/** Densities at which only rewinding finds tickets that match, in the paper: 13.4 to 80 % of ResNet-20. */
const sparse: [number, number] = [0.05, 0.3];

/** Steps to rewind to, at each scale: 0.1 to 10 % of the training. */
const steps = {
  'rewind-early': { paper: 100, quick: 3, smoke: 1 },
  'rewind-1': { paper: 500, quick: 15, smoke: 2 },
  'rewind-3': { paper: 2000, quick: 45, smoke: 4 },
  'rewind-10': { paper: 6300, quick: 150, smoke: 6 },
} as const;

/** An arm that rewinds to its step. */
const rewound = (id: keyof typeof steps, label: string): Arm => {
  const to = (step: number) => ({ method: { restart: { name: 'rewind', step } } });
  const { smoke, quick, paper } = steps[id];
  return { id, label, scales: { smoke: to(smoke), quick: to(quick), paper: to(paper) } };
};

/** The dense network and the sparsest ticket of an arm, trained again in another order of examples. */
const again = ({ id, label, scales = {} }: Arm): Arm => {
  const reordered = (sparsest: number, more: object = {}) => ({
    control: { name: 'reorder', levels: [0, sparsest], ...more },
  });
  return {
    id: `${id}-again`,
    label: `${label}, in another order`,
    scales: {
      smoke: { ...scales.smoke, ...reordered(1, { points: 3, batches: 2 }) },
      quick: { ...scales.quick, ...reordered(3, { points: 11, batches: 20 }) },
      paper: { ...scales.paper, ...reordered(8) },
    },
  };
};

const rewinding: Arm[] = [
  { id: 'rewind-0', label: 'rewound to 0' },
  rewound('rewind-early', 'rewound to 0.2 %'),
  rewound('rewind-1', 'rewound to 1 %'),
  rewound('rewind-3', 'rewound to 3 %'),
  rewound('rewind-10', 'rewound to 10 %'),
];
const rewoundAgain = rewinding.map(again);
const idsAgain = rewoundAgain.map(({ id }) => id);

/** A share of the training as an axis. */
const startShare = {
  metric: 'startShare',
  label: 'Rewound to (% of the training)',
  unit: 'percent',
  scale: 'linear',
  reversed: false,
};

/** Rewinding: Frankle, Dziugaite, Roy and Carbin 2019 and 2020, on ResNet-20 at its usual learning rate. */
export const stabilizing: Study = readStudy({
  id: 'stabilizing',
  title: 'Rewinding: tickets from early in training',
  question:
    'Where learning rates are large, from which step on does a network hold tickets that train as well as it does?',
  citation:
    'J. Frankle, G. K. Dziugaite, D. M. Roy and M. Carbin, Stabilizing the Lottery Ticket Hypothesis, 2019, arXiv:1903.01611; ' +
    'Linear Mode Connectivity and the Lottery Ticket Hypothesis, ICML 2020, arXiv:1912.05671',
  recipe: {
    network: { name: 'resnet-20' },
    dataset: { name: 'cifar-10', pixels: 'standard' },
    initialiser: 'he-normal',
    optimizer: { name: 'sgd', learningRate: 0.1, momentum: 0.9, weightDecay: 1e-4 },
    schedule: { name: 'step', at: [32_000, 48_000] },
    batch: 128,
    steps: 63_000,
    evaluateEvery: 500,
    method: imp,
  },
  arms: [
    dense,
    ...rewinding,
    {
      id: 'learning-rate',
      label: 'learning rate rewound',
      recipe: { method: { restart: { name: 'learning-rate' } } },
    },
    { id: 'reinit', label: 'rewound to 0, new weights', recipe: { control: { name: 'reinit' } } },
    { id: 'random-ticket', label: 'random ticket', recipe: { control: { name: 'random-ticket' } } },
    ...rewoundAgain,
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
        method: { levels: 1, rate: 0.8 },
      },
      arms: ['dense', 'rewind-0', 'rewind-10', 'learning-rate', 'reinit', 'rewind-0-again', 'rewind-10-again'],
    },
    quick: {
      description: 'A small convolutional network on CIFAR-10, 1,500 steps of 64 images; a round removes half.',
      seeds: [0, 1, 2],
      recipe: {
        network: smallConv,
        dataset: { test: 'batch-5', validation: 1000, testLimit: 5000 },
        schedule: { at: [750, 1125] },
        batch: 64,
        steps: 1500,
        evaluateEvery: 500,
        method: { levels: 3, rate: 0.5 },
      },
    },
    paper: {
      description:
        'ResNet-20 on CIFAR-10, 63,000 steps of 128 images, 20 % of the convolutions a round; one pair of orders of each of three initialisations, where the paper has three.',
      seeds: [0, 1, 2],
      recipe: { augmentation: 'crop-flip' },
    },
  },
  tables: [
    ...accuracyTables,
    { metric: 'instability', label: 'instability to the order of examples, points of test error', unit: 'percent' },
    { metric: 'disagreement', label: 'test images that the two trainings label differently', unit: 'percent' },
  ],
  figure: {
    kind: 'line',
    title: 'Rewinding: where tickets restart, and how well they do',
    x: startShare,
    y: { metric, label: 'Test accuracy after the last step (%)', unit: 'percent' },
    densities: [0.1, 0.2],
    arms: [
      {
        arm: 'rewind-0',
        also: ['rewind-early', 'rewind-1', 'rewind-3', 'rewind-10'],
        label: 'ticket of 10 to 20 %',
      },
      { arm: 'reinit', label: 'new weights' },
      { arm: 'random-ticket', label: 'random ticket' },
      { arm: 'learning-rate', label: 'learning rate rewound' },
      { arm: 'dense', label: 'dense', role: 'baseline' },
    ],
  },
  figures: [
    {
      id: 'instability',
      kind: 'line',
      title: 'Instability: how much the order of examples decides, by the step that is rewound to',
      x: startShare,
      panels: [
        { metric: 'instability', label: 'Instability (points of test error)', unit: 'percent' },
        { metric, label: 'Test accuracy after the last step (%)', unit: 'percent' },
      ],
      arrangement: 'side by side',
      arms: [
        { arm: idsAgain[0]!, also: idsAgain.slice(1), densities: [1, 1], label: 'dense' },
        { arm: idsAgain[1]!, also: idsAgain.toSpliced(1, 1), densities: [0.1, 0.25], label: 'ticket of 10 to 25 %' },
      ],
    },
  ],
  claims: [
    {
      id: 'rewinding-helps',
      sentence: 'Tickets rewound to 3 % of the training beat those rewound to the start.',
      source: 'Frankle et al. 2020, section 4, figure 5; 2019, figure 4',
      metric,
      arm: 'rewind-3',
      against: { arm: 'rewind-0' },
      densities: sparse,
      relation: 'greater',
    },
    {
      id: 'rewound-matches',
      sentence: 'Rewound to 10 % they are no worse than the dense network, by 0.2 points at most, while half is left.',
      source: 'Frankle et al. 2020, section 4: matching is within 0.2 points',
      metric,
      arm: 'rewind-10',
      against: { arm: 'dense', level: 0 },
      densities: [0.4, 0.6],
      relation: 'at least',
      margin: 0.002,
    },
    {
      id: 'start-is-no-better-than-new-weights',
      sentence:
        'Rewound to the start they are no better than new weights under the same mask, by half a point at most.',
      source: 'Frankle et al. 2020, section 4, figure 5; 2019, table 10: 72.24 against 72.31 % at 20 %',
      metric,
      arm: 'rewind-0',
      against: { arm: 'reinit' },
      densities: sparse,
      relation: 'at most',
      margin: 0.005,
    },
    {
      id: 'masks-matter-once-rewound',
      sentence: 'Rewound to 3 % they beat random tickets with the layer sizes of those rewound to the start.',
      source: 'Frankle et al. 2020, section 4, figure 5',
      metric,
      arm: 'rewind-3',
      against: { arm: 'random-ticket' },
      densities: sparse,
      relation: 'greater',
    },
    {
      id: 'learning-rate-rewinding',
      sentence:
        'Rewinding the learning rate alone is no worse than rewinding the weights to 3 %, by half a point at most.',
      source: 'Renda, Frankle and Carbin 2020, section 4',
      metric,
      arm: 'learning-rate',
      against: { arm: 'rewind-3' },
      densities: sparse,
      relation: 'at least',
      margin: 0.005,
    },
    {
      id: 'dense-is-unstable-at-the-start',
      sentence: 'Trained twice from its initial weights, the dense network is unstable: 2 points or more.',
      source: 'Frankle et al. 2020, section 3: at the start all networks but LeNet are',
      metric: 'instability',
      arm: 'rewind-0-again',
      against: { value: STABLE },
      densities: [1, 1],
      relation: 'at least',
    },
    {
      id: 'dense-becomes-stable',
      sentence: 'From 3 % of the training on the dense network is stable: below 2 points.',
      source: 'Frankle et al. 2020, section 3: ResNet-20 from step 2,000 of 63,000 on',
      metric: 'instability',
      arm: 'rewind-3-again',
      against: { value: STABLE },
      densities: [1, 1],
      relation: 'less',
    },
    {
      id: 'tickets-are-unstable-at-the-start',
      sentence: 'Tickets rewound to the start are unstable where few weights are left: 2 points or more.',
      source: 'Frankle et al. 2020, section 4',
      metric: 'instability',
      arm: 'rewind-0-again',
      against: { value: STABLE },
      densities: sparse,
      relation: 'at least',
    },
    {
      id: 'rewound-tickets-are-stable',
      sentence: 'Rewound to 1 % of the training such tickets are stable: below 2 points.',
      source: 'Frankle et al. 2020, section 4: ResNet-20 from step 500 of 63,000 on',
      metric: 'instability',
      arm: 'rewind-1-again',
      against: { value: STABLE },
      densities: sparse,
      relation: 'less',
    },
    {
      id: 'rewinding-stabilises',
      sentence: 'Tickets rewound to 10 % are more stable than those rewound to the start.',
      source: 'Frankle et al. 2020, section 4',
      metric: 'instability',
      arm: 'rewind-10-again',
      against: { arm: 'rewind-0-again' },
      densities: sparse,
      relation: 'less',
    },
  ],
});
