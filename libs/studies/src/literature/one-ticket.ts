import type { ClaimDeclaration } from '@tombola/shared';
import { readStudy, type Study } from '../study';
import { accuracyTables, arm, handful } from './arms';

type Patch = Record<string, unknown>;

const metric = 'testAccuracyAtEnd';
const sparse: [number, number] = [0, 0.2];
const imp = { name: 'imp', levels: 30, rate: 0.2, scope: 'global', restart: { name: 'rewind', step: 44 } };

/** Sets whose images have one shape, so that tickets of each fit all. */
const grey = { mnist: 'MNIST', 'fashion-mnist': 'Fashion-MNIST', glyphs: 'glyphs' };
const sgd: Patch = { optimizer: { name: 'sgd', learningRate: 0.1, momentum: 0.9, weightDecay: 1e-4 } };
const adam: Patch = { optimizer: { name: 'adam', learningRate: 0.0003, weightDecay: 1e-4 } };

/** What scales say of IMP they have to say of a ticket’s source again, and so of its data. */
const rounds = {
  smoke: { levels: 1, rate: 0.8, restart: { name: 'rewind', step: 4 } },
  quick: { levels: 3, rate: 0.6, restart: { name: 'rewind', step: 50 } },
};
/** SGD’s rate at quick, which a source that names SGD does not have from the study. */
const slower: Patch = { optimizer: { learningRate: 0.03 } };
const held = { quick: { validation: 2000, testLimit: 5000 }, paper: { validation: 2500 } };

/** A data set; what a scale changes of it. */
interface Task {
  readonly dataset: Patch;
  readonly quick?: Patch;
}
const set = (name: string): Task => ({ dataset: { name, pixels: 'standard' } });
const half = (which: 'a' | 'b'): Task => ({
  dataset: { name: 'cifar-10', pixels: 'standard', half: which },
  quick: { test: 'batch-5' },
});

/** Tickets of a source, which may be the task itself, on a task; with whatever optimizer each has. */
const moved = (id: string, label: string, source: Task, task: Task, optimizers: { from?: Patch; to?: Patch } = {}) => ({
  ...arm(
    id,
    label,
    { name: 'transfer', source: { method: imp, dataset: source.dataset, ...optimizers.from } },
    { dataset: task.dataset, ...optimizers.to },
  ),
  scales: {
    smoke: { dataset: { name: 'glyphs' }, method: { source: { method: rounds.smoke, dataset: handful } } },
    quick: {
      dataset: { ...task.quick },
      method: {
        source: {
          method: rounds.quick,
          dataset: { ...held.quick, ...source.quick },
          ...(optimizers.from === sgd && slower),
        },
      },
    },
    paper: { method: { source: { dataset: held.paper } } },
  },
});

/** A task’s own tickets, trained by the same protocol as those that come from elsewhere. */
const own = (id: string, label: string, task: Task, optimizer: Patch = {}) =>
  moved(id, label, task, task, { to: optimizer });

/** Their control: the mask shuffled within layers, on new weights. */
const random = (id: string, label: string, task: Task, optimizer: Patch = {}) => {
  const { recipe, ...rest } = own(id, label, task, optimizer);
  return { ...rest, recipe: { ...recipe, control: { name: 'random-ticket' } } };
};

/** The dense training of a task. */
const unpruned = (id: string, label: string, { dataset, quick }: Task) => ({
  ...arm(id, label, { name: 'dense' }, { dataset }),
  scales: { smoke: { dataset: { name: 'glyphs' } }, quick: { dataset: { ...quick } } },
});

/** Tickets of each set on each. */
const across = Object.entries(grey).flatMap(([target, to]) => [
  unpruned(`${target}-dense`, `${to}, dense`, set(target)),
  own(target, `${to}, its own`, set(target)),
  ...Object.entries(grey)
    .filter(([source]) => source !== target)
    .map(([source, from]) => moved(`${source}-to-${target}`, `${from} on ${to}`, set(source), set(target))),
  random(`${target}-random`, `${to}, random ticket`, set(target)),
]);

const halves = [
  unpruned('cifar-10b-dense', 'CIFAR-10b, dense', half('b')),
  own('cifar-10b', 'CIFAR-10b, its own', half('b')),
  moved('cifar-10a-to-10b', 'CIFAR-10a on 10b', half('a'), half('b')),
  random('cifar-10b-random', 'CIFAR-10b, random ticket', half('b')),
];

/** Tickets found with one optimizer and trained with the other; the arms of the target’s own set are with SGD. */
const optimizers = (target: string, task: Task) => [
  moved(`${target}-adam-to-sgd`, 'Adam’s ticket, SGD', task, task, { from: adam }),
  own(`${target}-adam`, 'Adam’s ticket, Adam', task, adam),
  moved(`${target}-sgd-to-adam`, 'SGD’s ticket, Adam', task, task, { from: sgd, to: adam }),
  random(`${target}-adam-random`, 'random ticket, Adam', task, adam),
];
const ofFashion = optimizers('fashion-mnist', set('fashion-mnist'));
const ofHalf = optimizers('cifar-10b', half('b'));
const ids = (arms: readonly { readonly id: string }[]) => arms.map(({ id }) => id);

const beatsRandom = (id: string, sentence: string, arm: string, against: string): ClaimDeclaration => ({
  ...{ id, sentence, metric, arm, against: { arm: against }, densities: sparse, relation: 'greater' },
  source: 'Morcos et al. 2019, section 4, figures 3 to 6',
});
const asGoodAsOwn = (id: string, sentence: string, arm: string, against: string): ClaimDeclaration => ({
  ...{ id, sentence, metric, arm, against: { arm: against }, densities: sparse, relation: 'at least', margin: 0.01 },
  source: 'Morcos et al. 2019, section 4, figures 3 to 6',
});

const otherOptimizer = (prefix: string, target: string, on: string): ClaimDeclaration[] => [
  asGoodAsOwn(
    `${prefix}adam-to-sgd`,
    `On ${on}, trained with SGD, tickets of Adam are no worse than tickets of SGD, by a point at most.`,
    `${target}-adam-to-sgd`,
    target,
  ),
  asGoodAsOwn(
    `${prefix}sgd-to-adam`,
    `On ${on}, trained with Adam, tickets of SGD are no worse than tickets of Adam, by a point at most.`,
    `${target}-sgd-to-adam`,
    `${target}-adam`,
  ),
];

/**
 * Tickets that move to other data and other optimizers: Morcos, Yu, Paganini and Tian 2019. The paper has figures and no tables,
 * and sets that are no part of this project; at its own scale this study has what it does within CIFAR-10.
 */
export const oneTicket: Study = readStudy({
  id: 'one-ticket',
  title: 'One ticket for other data and other optimizers',
  question: 'Is a ticket of one data set, or of one optimizer, a ticket for others?',
  citation:
    'A. S. Morcos, H. Yu, M. Paganini and Y. Tian, One Ticket to Win Them All: Generalizing Lottery Ticket Initializations across ' +
    'Datasets and Optimizers, NeurIPS 2019, arXiv:1906.02773',
  recipe: {
    network: { name: 'lenet-300-100' },
    dataset: { name: 'mnist', pixels: 'standard' },
    initialiser: 'he-normal',
    ...sgd,
    batch: 60,
    steps: 10_000,
    evaluateEvery: 500,
  },
  arms: [...across, ...halves, ...ofFashion, ...ofHalf],
  scales: {
    smoke: {
      description: 'Seconds, to see that everything works; decides nothing.',
      seeds: [0],
      recipe: { dataset: handful, steps: 40, evaluateEvery: 40 },
      arms: ['glyphs', 'glyphs-random', 'fashion-mnist-adam-to-sgd'],
    },
    quick: {
      description:
        'LeNet-300-100, 1,500 steps a level; a round removes 60 %, survivors restart as they were after 50 steps; every ticket is then trained from its first step on.',
      seeds: [0, 1, 2],
      recipe: {
        ...slower,
        dataset: held.quick,
        steps: 1500,
        evaluateEvery: 500,
      },
      arms: ids([...across, ...halves, ...ofFashion]),
    },
    paper: {
      description:
        'VGG-19 on the halves of CIFAR-10, 160 epochs in batches of 512, 30 rounds of 20 %, six seeds; survivors restart as they were after an epoch; every ticket is then trained from its first step on.',
      seeds: [0, 1, 2, 3, 4, 5],
      recipe: {
        network: { name: 'vgg-19' },
        dataset: { name: 'cifar-10', ...held.paper },
        augmentation: 'crop-flip',
        schedule: { name: 'step', at: [3516, 5273] },
        batch: 512,
        steps: 7031,
        evaluateEvery: 500,
      },
      arms: ids([...halves, ...ofHalf]),
    },
  },
  tables: [...accuracyTables],
  figure: {
    kind: 'line',
    title: 'Tickets from other data and from another optimizer',
    y: { metric, label: 'Test accuracy after the last step (%)', unit: 'percent' },
    arms: [
      { arm: 'fashion-mnist', label: 'its own' },
      { arm: 'mnist-to-fashion-mnist', label: 'from MNIST' },
      { arm: 'glyphs-to-fashion-mnist', label: 'from glyphs' },
      { arm: 'fashion-mnist-random', label: 'random ticket' },
      // Each scale has these of one set alone.
      { arm: 'fashion-mnist-adam-to-sgd', also: ['cifar-10b-adam-to-sgd'], label: 'from Adam' },
      { arm: 'fashion-mnist-adam', also: ['cifar-10b-adam'], label: 'its own, with Adam' },
      { arm: 'fashion-mnist-sgd-to-adam', also: ['cifar-10b-sgd-to-adam'], label: 'from SGD, with Adam' },
      { arm: 'fashion-mnist-dense', label: 'dense', role: 'baseline' },
    ],
  },
  matrices: [
    {
      kind: 'arms',
      id: 'transfer',
      title: 'Tickets of each set, trained on each',
      metric,
      unit: 'percent',
      rowsLabel: 'Ticket of',
      columnsLabel: 'Test accuracy (%) on',
      densities: sparse,
      columns: Object.values(grey),
      rows: [
        ...Object.entries(grey).map(([source, label]) => ({
          label,
          arms: Object.keys(grey).map((target) => (source === target ? target : `${source}-to-${target}`)),
        })),
        { label: 'random', arms: Object.keys(grey).map((target) => `${target}-random`) },
      ],
    },
  ],
  claims: [
    ...Object.entries(grey).flatMap(([target, to]) =>
      Object.entries(grey)
        .filter(([source]) => source !== target)
        .map(([source, from]) =>
          beatsRandom(
            `${source}-to-${target}`,
            `On ${to}, tickets of ${from} beat random tickets with the layer sizes of its own.`,
            `${source}-to-${target}`,
            `${target}-random`,
          ),
        ),
    ),
    asGoodAsOwn(
      'within-a-distribution',
      'On CIFAR-10b, tickets of CIFAR-10a are no worse than its own, by a point at most.',
      'cifar-10a-to-10b',
      'cifar-10b',
    ),
    beatsRandom(
      'cifar-10a-to-10b',
      'On CIFAR-10b, tickets of CIFAR-10a beat random ones with the layer sizes of its own.',
      'cifar-10a-to-10b',
      'cifar-10b-random',
    ),
    ...otherOptimizer('', 'fashion-mnist', 'Fashion-MNIST'),
    ...otherOptimizer('cifar-10b-', 'cifar-10b', 'CIFAR-10b'),
  ],
});
