import { readStudy, type Study } from '../study';

const sparsities = [0.8, 0.9, 0.95, 0.98];
/** IMP's rounds: those of the others after a first one, so that a round removes 50 to 60 % of what is left. */
const rounds = [0.553, ...sparsities];

/** Supermasks learn what their papers' optimizers move: scores and logits, not weights. */
const logits = { name: 'sgd', learningRate: 100, momentum: 0.9 };
const scores = { name: 'sgd', learningRate: 0.1, momentum: 0.9 };

const arm = (id: string, label: string, method: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  id,
  label,
  recipe: { method, ...more },
});
const named = (name: string, more: Record<string, unknown> = {}) => ({ name, sparsities, ...more });
/** The best of the paper's: signed constants, rescaled. */
const supermask = named('learned-supermask', { weights: 'signed-constant', rescaling: true });
const imp = (more: Record<string, unknown> = {}) => ({
  name: 'imp',
  levels: rounds.length,
  sparsities: rounds,
  ...more,
});

/** IMP's masks on untrained weights, by the paper's best criterion. */
const heuristic = {
  name: 'heuristic-supermask',
  method: imp({ criterion: 'large-final-same-sign' }),
  weights: 'signed-constant',
};

/** Those whose masks come from trainings before the one that is counted. */
const trainedBefore = ['imp', 'lr-rewinding', 'heuristic-supermask'];

const methods = [
  arm('imp', 'IMP, rewound to 0', imp()),
  arm('lr-rewinding', 'learning-rate rewinding', imp({ restart: { name: 'learning-rate' } })),
  arm('snip', 'SNIP', named('snip')),
  arm('grasp', 'GraSP', named('grasp')),
  arm('synflow', 'SynFlow', named('synflow')),
  arm('force', 'FORCE', named('force')),
  arm('prospr', 'ProsPr', named('prospr')),
  arm('magnitude-at-init', 'magnitude at the start', named('magnitude-at-init')),
  arm('random', 'random at the start', named('random')),
  arm('static', 'static, ERK', named('static')),
  arm('set', 'SET', named('set')),
  arm('rigl', 'RigL', named('rigl')),
  arm('snfs', 'SNFS', named('snfs')),
  arm('dsr', 'DSR', named('dsr')),
  arm('top-kast', 'Top-KAST', named('top-kast')),
  arm('small-dense', 'small dense', named('small-dense')),
  arm('gmp', 'gradual magnitude', named('gmp')),
  arm('random-gradual', 'gradual random', named('random-gradual')),
  arm('variational-dropout', 'variational dropout', named('variational-dropout')),
  arm('l0', 'L0', named('l0')),
  arm('str', 'STR', named('str')),
  arm('ac-dc', 'AC/DC', named('ac-dc')),
  arm('n-m', 'N:100', named('n-m', { m: 100 })),
  arm('heuristic-supermask', 'heuristic supermask', heuristic),
  arm('learned-supermask', 'learned supermask', supermask, { optimizer: logits }),
  arm('edge-popup', 'edge-popup', named('edge-popup'), { optimizer: scores }),
];

const accuracy = {
  metric: 'testAccuracyAtEnd',
  label: 'Test accuracy after the last step (%)',
  unit: 'percent',
} as const;

/** Every method that prunes a dense network, in one table at the same sparsities. */
export const shootout: Study = readStudy({
  id: 'shootout',
  title: 'Every method at the same sparsities',
  question: 'What do the methods of the literature reach at the same sparsity, network, data and number of steps?',
  citation: 'the papers of the methods, each named in its recipe; compare Blalock et al. 2020, arXiv:2003.03033',
  recipe: {
    network: { name: 'lenet-300-100' },
    dataset: { name: 'glyphs' },
    optimizer: { name: 'adam', learningRate: 0.0012 },
    batch: 60,
    steps: 10_000,
    evaluateEvery: 1000,
  },
  arms: [arm('dense', 'dense', { name: 'dense' }), ...methods],
  scales: {
    smoke: {
      description: 'Seconds, to see that everything works, with the methods that no other study has; decides nothing.',
      seeds: [0],
      recipe: { dataset: { validation: 200, limit: 1000, testLimit: 200 }, steps: 40, evaluateEvery: 40 },
      arms: [
        'dense',
        'imp',
        'lr-rewinding',
        'grasp',
        'force',
        'prospr',
        'dsr',
        'top-kast',
        'str',
        'ac-dc',
        'n-m',
        'edge-popup',
      ],
    },
    quick: {
      description: 'A fifth of the steps.',
      seeds: [0, 1, 2],
      recipe: { steps: 2000, evaluateEvery: 500 },
    },
    paper: { description: '10,000 steps a level, three seeds.', seeds: [0, 1, 2] },
  },
  tables: [
    { metric: 'testAccuracyAtEnd', label: 'test accuracy after the last step', unit: 'percent' },
    { metric: 'testAccuracyAtEarlyStop', label: 'test accuracy at early stopping', unit: 'percent' },
  ],
  fronts: [
    {
      title: 'Pareto front of accuracy and the FLOPs of an answer',
      cost: { metric: 'macsShare', label: 'FLOPs of an answer, dense = 100', unit: 'percent' },
      gain: { metric: 'testAccuracyAtEnd', label: 'test accuracy after the last step', unit: 'percent' },
    },
    {
      title:
        'Pareto front of accuracy and the FLOPs of training, scores before it left out, of the methods that train once and whose FLOPs the papers say how to count',
      arms: ['dense', ...methods.map(({ id }) => id).filter((id) => !trainedBefore.includes(id))],
      cost: { metric: 'trainingFlopsShare', label: 'FLOPs of training, dense = 100', unit: 'percent' },
      gain: { metric: 'testAccuracyAtEnd', label: 'test accuracy after the last step', unit: 'percent' },
    },
  ],
  figure: {
    kind: 'line',
    title: 'Every method at the same sparsities',
    y: accuracy,
    arms: [
      { arm: 'imp', label: 'IMP' },
      { arm: 'gmp', label: 'gradual magnitude' },
      { arm: 'rigl', label: 'RigL' },
      { arm: 'snip', label: 'SNIP' },
      { arm: 'variational-dropout', label: 'variational dropout' },
      { arm: 'static', label: 'static, ERK' },
      { arm: 'edge-popup', label: 'edge-popup' },
      { arm: 'dense', label: 'dense', role: 'baseline' },
    ],
  },
  figures: sparsities.map((sparsity) => ({
    kind: 'dots',
    id: `at-${Math.round(sparsity * 100)}`,
    title: `Every method where ${Math.round(sparsity * 100)} % of the weights are gone`,
    value: accuracy,
    densities: [0.8 * (1 - sparsity), 1.2 * (1 - sparsity)],
    rows: methods.map(({ id, label }) => ({ label, arms: [id] })),
    sorted: true,
    baselines: [{ arm: 'dense', label: 'dense' }],
  })),
  claims: [
    {
      id: 'rigl-beats-static',
      sentence: 'At 98 % sparsity RigL is better than static masks of the same distribution.',
      source: 'Evci et al. 2020, figure 2 and table 4',
      metric: 'testAccuracyAtEnd',
      arm: 'rigl',
      against: { arm: 'static' },
      densities: [0, 0.021],
      relation: 'greater',
    },
    {
      id: 'rigl-beats-set',
      sentence: 'At 95 % and above RigL is no worse than SET, by 0.2 points at most.',
      source: 'Evci et al. 2020, figure 2',
      metric: 'testAccuracyAtEnd',
      arm: 'rigl',
      against: { arm: 'set' },
      densities: [0, 0.051],
      relation: 'at least',
      margin: 0.002,
    },
    {
      id: 'magnitude-beats-random',
      sentence: 'Gradual magnitude pruning beats random pruning on the same schedule.',
      source: 'Gale et al. 2019, figure 3',
      metric: 'testAccuracyAtEnd',
      arm: 'gmp',
      against: { arm: 'random-gradual' },
      densities: [0, 0.21],
      relation: 'greater',
    },
    {
      id: 'training-beats-initialisation',
      sentence: 'SNIP stays below learning-rate rewinding: trained weights tell more than those that are not.',
      source: 'Frankle et al. 2021 (Missing the Mark), figure 1',
      metric: 'testAccuracyAtEnd',
      arm: 'snip',
      against: { arm: 'lr-rewinding' },
      densities: [0, 0.11],
      relation: 'less',
    },
  ],
});
