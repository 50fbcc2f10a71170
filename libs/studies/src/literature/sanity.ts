import type { ClaimDeclaration } from '@tombola/shared';
import { readStudy, type Study } from '../study';
import { accuracyTables, arm, dense, handful } from './arms';

const sparsities = [0.9, 0.98];
const metric = 'testAccuracyAtEnd';
const all: [number, number] = [0, 0.11];

/** Methods that prune before training, by their id. */
const atInit = { snip: 'SNIP', grasp: 'GraSP', synflow: 'SynFlow', 'magnitude-at-init': 'magnitude at the start' };
/** IMP's rounds: a first one so that none removes more than 80 % of what is left. */
const imp = { name: 'imp', levels: 3, sparsities: [0.6, ...sparsities] };

const controls = { shuffle: 'shuffled in layers', reinit: 'on new weights' };

/** A method, its mask shuffled within layers, its mask on new weights. */
const checked = (id: string, label: string, method: Record<string, unknown>) => [
  arm(id, label, method),
  ...Object.entries(controls).map(([control, what]) =>
    arm(`${id}-${control}`, `${label}, ${what}`, method, { control: { name: control } }),
  ),
];

/** Of a method that prunes before training: what spoils its tickets costs at most half a point. */
const indifferent = ([id, label]: [string, string]): ClaimDeclaration[] => [
  {
    id: `${id}-shuffled`,
    sentence: `${label}: the mask shuffled within its layers is no worse, by half a point at most.`,
    source: 'Frankle et al. 2021, section 5, figure 3; Su et al. 2020, section 3',
    metric,
    arm: `${id}-shuffle`,
    against: { arm: id },
    densities: all,
    relation: 'at least',
    margin: 0.005,
  },
  {
    id: `${id}-reinitialised`,
    sentence: `${label}: the mask on new initial weights is no worse, by half a point at most.`,
    source: 'Frankle et al. 2021, section 5, figure 4; Su et al. 2020, section 3',
    metric,
    arm: `${id}-reinit`,
    against: { arm: id },
    densities: all,
    relation: 'at least',
    margin: 0.005,
  },
];

/** That inverting the scores hurts: what a method ranks highest does matter. */
const inverted = ([id, label]: [string, string]): ClaimDeclaration => ({
  id: `${id}-inverted`,
  sentence: `${label}: what it ranks lowest does worse than what it ranks highest.`,
  source: 'Frankle et al. 2021, section 5, figure 5',
  metric,
  arm: `${id}-inverted`,
  against: { arm: id },
  densities: all,
  relation: 'less',
});

/** Of a method that looks at trained weights: what spoils its tickets costs something. */
const particular = (id: string, label: string): ClaimDeclaration[] =>
  Object.entries(controls).map(([control, what]) => ({
    id: `${id}-${control}`,
    sentence: `${label}: the ticket ${what} does worse.`,
    source: 'Frankle et al. 2021, section 5; Su et al. 2020, section 3',
    metric,
    arm: `${id}-${control}`,
    against: { arm: id },
    densities: all,
    relation: 'less',
  }));

const accuracy = { metric, label: 'Test accuracy after the last step (%)', unit: 'percent' } as const;
const above = (low: number) => ({ ...accuracy, range: [low, 1] as [number, number] });

/** Every method, and what each check makes of its ticket, at one sparsity. */
const checks = (id: string, title: string, densities: [number, number]) => ({
  ...({ kind: 'dots', id, title, densities } as const),
  columns: ['as it is', ...Object.values(controls), 'scores inverted'],
  rows: [
    ...Object.entries({ ...atInit, imp: 'IMP, rewound to 0' }).map(([arm, label]) => ({
      label,
      arms: [
        arm,
        ...Object.keys(controls).map((control) => `${arm}-${control}`),
        ...(arm === 'imp' ? [] : [`${arm}-inverted`]),
      ],
    })),
    { label: 'learning-rate rewinding', arms: ['lr-rewinding'] },
    { label: 'learning-rate rewinding, random ticket', arms: ['lr-rewinding-random-ticket'] },
    { label: 'random, smart ratios', arms: ['smart-ratio'] },
    { label: 'random', arms: ['random'] },
  ],
  baselines: [{ arm: 'dense', label: 'dense' }],
});

/**
 * Whether tickets are more than their layer sizes: Su et al. (Sanity-Checking Pruning Methods, NeurIPS 2020) and Frankle et
 * al. (Missing the Mark, ICLR 2021). With learning-rate rewinding no mask can be shuffled (docs/tickets.md), so that it
 * has the random ticket instead, which is both controls at once.
 */
export const sanity: Study = readStudy({
  id: 'sanity',
  title: 'Sanity checks: layers shuffled, scores inverted, weights drawn anew',
  question: 'Does it matter which weights of a layer a method keeps, and what they start from?',
  citation:
    'J. Frankle, G. K. Dziugaite, D. M. Roy and M. Carbin, Pruning Neural Networks at Initialization: Why Are We Missing the ' +
    'Mark?, ICLR 2021, arXiv:2009.08576; J. Su et al., Sanity-Checking Pruning Methods, NeurIPS 2020, arXiv:2009.11094',
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
    ...Object.entries(atInit).flatMap(([id, label]) => [
      ...checked(id, label, { name: id, sparsities }),
      arm(`${id}-inverted`, `${label}, inverted`, { name: id, sparsities, inverted: true }),
    ]),
    ...checked('imp', 'IMP, rewound to 0', imp),
    arm('lr-rewinding', 'learning-rate rewinding', { ...imp, restart: { name: 'learning-rate' } }),
    arm(
      'lr-rewinding-random-ticket',
      'learning-rate rewinding, random ticket',
      { ...imp, restart: { name: 'learning-rate' } },
      { control: { name: 'random-ticket' } },
    ),
    arm('random', 'random', { name: 'random', sparsities }),
    arm('smart-ratio', 'random, smart ratios', { name: 'random', sparsities, distribution: 'smart-ratio' }),
  ],
  scales: {
    smoke: {
      description: 'Seconds, to see that everything works; decides nothing.',
      seeds: [0],
      recipe: { dataset: handful, steps: 60, evaluateEvery: 60 },
      arms: ['dense', 'snip', 'snip-shuffle', 'snip-reinit', 'snip-inverted', 'imp', 'imp-shuffle', 'smart-ratio'],
    },
    quick: {
      description: 'LeNet-300-100 on MNIST, 2,000 steps.',
      seeds: [0, 1, 2],
      recipe: { steps: 2000, evaluateEvery: 500 },
    },
    paper: {
      description:
        'ResNet-20 on CIFAR-10, 160 epochs, three seeds (Frankle et al. 2021, appendix A); IMP in rounds that remove 60, 75 and 80 %.',
      seeds: [0, 1, 2],
      recipe: {
        network: { name: 'resnet-20' },
        dataset: { name: 'cifar-10', pixels: 'standard' },
        augmentation: 'crop-flip',
        initialiser: 'he-normal',
        optimizer: { name: 'sgd', learningRate: 0.1, momentum: 0.9, weightDecay: 1e-4 },
        schedule: { name: 'step', at: [28_125, 42_188] },
        batch: 128,
        steps: 56_250,
        evaluateEvery: 500,
      },
    },
  },
  tables: [...accuracyTables],
  figure: {
    kind: 'line',
    title: 'SNIP and IMP under sanity checks',
    y: accuracy,
    arms: [
      { arm: 'imp', label: 'IMP' },
      { arm: 'imp-shuffle', label: 'IMP, shuffled' },
      { arm: 'imp-reinit', label: 'IMP, new weights' },
      { arm: 'snip', label: 'SNIP' },
      { arm: 'snip-shuffle', label: 'SNIP, shuffled' },
      { arm: 'snip-reinit', label: 'SNIP, new weights' },
      { arm: 'snip-inverted', label: 'SNIP, inverted' },
      { arm: 'dense', label: 'dense', role: 'baseline' },
    ],
  },
  figures: [
    { ...checks('checks-10', 'Sanity checks where 10 % of the weights are left', [0.09, 0.11]), value: above(0.9) },
    { ...checks('checks-2', 'Sanity checks where 2 % of the weights are left', [0.019, 0.021]), value: accuracy },
  ],
  claims: [
    ...Object.entries(atInit).flatMap((method) => [...indifferent(method), inverted(method)]),
    ...particular('imp', 'IMP, rewound to 0'),
    {
      id: 'lr-rewinding-random-ticket',
      sentence: 'Learning-rate rewinding: a random ticket of the same layer sizes does worse.',
      source: 'Su et al. 2020, section 5',
      metric,
      arm: 'lr-rewinding-random-ticket',
      against: { arm: 'lr-rewinding' },
      densities: all,
      relation: 'less',
    },
    {
      id: 'smart-ratio',
      sentence: 'Random masks of smart ratios are no worse than GraSP, by half a point at most.',
      source: 'Su et al. 2020, section 4, table 2',
      metric,
      arm: 'smart-ratio',
      against: { arm: 'grasp' },
      densities: all,
      relation: 'at least',
      margin: 0.005,
    },
  ],
});
