import { readStudy, type Study } from '../study';
import { accuracyTables, arm, at, dense, handful } from './arms';
import { deconstructingClaims } from './deconstructing-claims';
import { deconstructingFigures } from './deconstructing-figures';

const metric = 'testAccuracyAtEarlyStop';
const imp = { name: 'imp', levels: 24, rate: 0.2, outputRate: 0.1 };
/** What table 2 is of: the best of all densities there, one of them here. */
const printed = { network: 'lenet-300-100', dataset: 'mnist', metric, unit: 'percent' } as const;
/** Early stopping may choose a mask before anything was learned. */
const learnedMask = { ...printed, metric: 'testAccuracyAtEnd', densities: at(50) } as const;
const twoFifths: [number, number] = [0.39, 0.42];

/** The paper's criteria, by the names that a recipe has for them. */
const criteria = [
  'small-final',
  'large-init',
  'small-init',
  'large-init-large-final',
  'small-init-small-final',
  'magnitude-increase',
  'movement',
  'random',
] as const;

/** What survivors are set to, with their signs and without. */
const survivors = { reinit: 'drawn anew', reshuffle: 'reshuffled', constant: 'constant' } as const;
const pruned = {
  'freeze-init': 'frozen at the start',
  'freeze-init-zero-mask': 'frozen unless they shrank',
  'freeze-init-zero-all': 'the same, survivors too',
  'freeze-init-zero-mask-reversed': 'frozen if they shrank',
} as const;

/** Masks on weights that are never trained; rounds are those of the criterion's pruning. */
const heuristic = (criterion: string, weights: string) => ({
  name: 'heuristic-supermask',
  method: { ...imp, criterion },
  weights,
});
const learned = (more: Record<string, unknown>) => ({ name: 'learned-supermask', sparsities: [0.5, 0.8], ...more });
/** Logits are moved by the paper's optimizer. */
const logits = { optimizer: { name: 'sgd', learningRate: 100, momentum: 0.9 } };
/** Rounds of a supermask's pruning lie in it, where scales have to say them again. */
const supermaskRounds = {
  smoke: { method: { method: { levels: 2, rate: 0.6, outputRate: 0.3 } } },
  quick: { method: { method: { levels: 3, rate: 0.6, outputRate: 0.36 } } },
};

/** Which weights, which values, which zeros: Zhou, Lan, Liu and Yosinski 2019, sections 3 to 6. */
export const deconstructing: Study = readStudy({
  id: 'deconstructing',
  title: 'Deconstructing tickets: criteria, signs, zeros, supermasks',
  question: 'What of a ticket matters: which weights it keeps, what they start from, or that the others are 0?',
  citation:
    'H. Zhou, J. Lan, R. Liu and J. Yosinski, Deconstructing Lottery Tickets: Zeros, Signs, and the Supermask, NeurIPS 2019, arXiv:1905.01067',
  recipe: {
    network: { name: 'lenet-300-100' },
    dataset: { name: 'mnist' },
    initialiser: 'glorot-normal',
    optimizer: { name: 'adam', learningRate: 0.0012 },
    batch: 60,
    steps: 50_000,
    evaluateEvery: 100,
    method: imp,
  },
  arms: [
    dense,
    { id: 'large-final', label: 'large final' },
    ...criteria.map((criterion) => ({
      id: criterion,
      label: criterion.replaceAll('-', ' '),
      recipe: { method: { criterion } },
    })),
    ...Object.entries(survivors).flatMap(([name, what]) =>
      (['same', 'random'] as const).map((signs) => ({
        id: `${name}-${signs}`,
        label: `${what}, ${signs} signs`,
        recipe: { method: { survivors: name, signs } },
      })),
    ),
    ...Object.entries(pruned).map(([name, label]) => ({ id: name, label, recipe: { method: { pruned: name } } })),
    {
      ...arm('supermask-large-final', 'supermask, large final', heuristic('large-final', 'init')),
      scales: supermaskRounds,
    },
    {
      ...arm('supermask-same-sign', 'supermask, same sign', heuristic('large-final-same-sign', 'init')),
      scales: supermaskRounds,
    },
    {
      ...arm(
        'supermask-constant',
        'supermask, signed constants',
        heuristic('large-final-same-sign', 'signed-constant'),
      ),
      scales: supermaskRounds,
    },
    arm('learned', 'learned supermask', learned({}), logits),
    arm('learned-rescaled', 'learned supermask, rescaled', learned({ rescaling: true }), logits),
    arm(
      'learned-constant',
      'learned supermask, rescaled, signed constants',
      learned({ rescaling: true, weights: 'signed-constant' }),
      logits,
    ),
  ],
  scales: {
    smoke: {
      description: 'Seconds, to see that everything works; decides nothing.',
      seeds: [0],
      recipe: {
        dataset: handful,
        steps: 40,
        evaluateEvery: 40,
        method: { levels: 2, rate: 0.6, outputRate: 0.3 },
      },
      arms: [
        ...['dense', 'large-final', 'small-final', 'reinit-same', 'reinit-random', 'freeze-init'],
        ...['supermask-same-sign', 'supermask-constant', 'learned-constant'],
      ],
    },
    quick: {
      description: 'LeNet-300-100 on MNIST, 1,500 steps a level; a round removes 60 %.',
      seeds: [0, 1, 2],
      recipe: { steps: 1500, evaluateEvery: 250, method: { levels: 3, rate: 0.6, outputRate: 0.36 } },
    },
    paper: {
      description:
        '50,000 steps a level, rounds of 20 %, 5 trials. Learned supermasks are trained as long; the paper’s, longer.',
      seeds: [0, 1, 2, 3, 4],
    },
  },
  tables: [...accuracyTables],
  figure: {
    kind: 'line',
    title: 'Deconstructing tickets: which weights to keep',
    y: { metric, label: 'Test accuracy at early stopping (%)', unit: 'percent' },
    arms: [
      { arm: 'large-final', label: 'large final' },
      { arm: 'magnitude-increase', label: 'magnitude increase' },
      { arm: 'movement', label: 'movement' },
      { arm: 'large-init-large-final', label: 'large init, large final' },
      { arm: 'large-init', label: 'large init' },
      { arm: 'random', label: 'random' },
      { arm: 'small-final', label: 'small final' },
      { arm: 'dense', label: 'dense', role: 'baseline' },
    ],
  },
  figures: deconstructingFigures({ criteria, survivors, pruned }),
  claims: deconstructingClaims(survivors),
  headlines: [
    {
      published: 'the trained network is right on 97.7 % of the test images (table 2)',
      ...{ ...printed, arm: 'dense', densities: at(100) },
    },
    {
      published: 'a mask by magnitude and sign on untrained weights is right on 79.3 % at best (table 2)',
      ...{ ...printed, arm: 'supermask-same-sign', densities: twoFifths },
    },
    {
      published: 'a mask by magnitude and sign on constants of the weights’ signs is right on 86.3 % at best (table 2)',
      ...{ ...printed, arm: 'supermask-constant', densities: twoFifths },
    },
    {
      published: 'a learned mask on untrained weights is right on 95.3 % at best (table 2)',
      ...{ ...learnedMask, arm: 'learned' },
    },
    {
      published: 'a learned mask on untrained weights, rescaled, is right on 97.8 % at best (table 2)',
      ...{ ...learnedMask, arm: 'learned-rescaled' },
    },
    {
      published: 'a learned mask on constants of the weights’ signs, rescaled, is right on 98.0 % at best (table 2)',
      ...{ ...learnedMask, arm: 'learned-constant' },
    },
  ],
});
