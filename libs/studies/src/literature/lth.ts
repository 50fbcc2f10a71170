import { readStudy, type Study } from '../study';
import { lthNetworks } from './lth-networks';

/** Densities of tickets at 20 % and 10 % a round: 21.1 and 13.5 % are the paper's levels 7 and 9. */
const tickets: [number, number] = [0.125, 0.215];
const sparse: [number, number] = [0, 0.09];

/** Winning tickets: The Lottery Ticket Hypothesis, sections 1 and 2, figures 3 and 4. */
export const lth: Study = readStudy({
  id: 'lth',
  title: 'Winning tickets by iterative magnitude pruning',
  question:
    'Does a dense network hold a small subnetwork that, trained alone from its own initial weights, does as well?',
  citation:
    'J. Frankle and M. Carbin, The Lottery Ticket Hypothesis: Finding Sparse, Trainable Neural Networks, ICLR 2019, arXiv:1803.03635',
  recipe: {
    network: { name: 'lenet-300-100' },
    dataset: { name: 'glyphs' },
    initialiser: 'glorot-normal',
    optimizer: { name: 'adam', learningRate: 0.0012 },
    batch: 60,
    steps: 50_000,
    evaluateEvery: 100,
    method: { name: 'imp', levels: 15, rate: 0.2, outputRate: 0.1 },
  },
  arms: [
    { id: 'dense', label: 'dense', recipe: { method: { name: 'dense' } } },
    { id: 'ticket', label: 'winning ticket' },
    { id: 'reinit', label: 'random re-init', recipe: { control: { name: 'reinit' } } },
    { id: 'shuffle', label: 'shuffled mask', recipe: { control: { name: 'shuffle' } } },
  ],
  scales: {
    smoke: {
      description: 'Seconds, to see that everything works; decides nothing.',
      seeds: [0, 1, 2],
      recipe: {
        dataset: { validation: 500, limit: 2000, testLimit: 500 },
        steps: 40,
        evaluateEvery: 20,
        method: { levels: 3, rate: 0.6, outputRate: 0.3 },
      },
    },
    quick: {
      description: 'Minutes on two cores. A round removes what three rounds of the paper do (48.8 and 27.1 %).',
      seeds: [0, 1, 2],
      recipe: {
        dataset: { validation: 2000, testLimit: 5000 },
        steps: 2000,
        evaluateEvery: 200,
        method: { levels: 5, rate: 0.488, outputRate: 0.271 },
      },
    },
    paper: {
      description: 'The published protocol: 50,000 steps a level, 5 trials, 3 re-initialisations each.',
      seeds: [0, 1, 2, 3, 4],
      draws: 3,
    },
  },
  networks: lthNetworks,
  tables: [
    { metric: 'testAccuracyAtEarlyStop', label: 'test accuracy at early stopping', unit: 'percent' },
    { metric: 'earlyStopIteration', label: 'early-stopping iteration', unit: 'count' },
    { metric: 'testAccuracyAtEnd', label: 'test accuracy after the last step', unit: 'percent' },
  ],
  figure: {
    kind: 'line',
    title: 'Winning tickets by iterative magnitude pruning',
    panels: [
      { metric: 'testAccuracyAtEarlyStop', label: 'Test accuracy at early stopping (%)', unit: 'percent' },
      { metric: 'earlyStopIteration', label: 'Early-stopping iteration', unit: 'count' },
    ],
    arms: [
      { arm: 'ticket', label: 'winning ticket' },
      { arm: 'reinit', label: 'random re-init' },
      { arm: 'shuffle', label: 'shuffled mask' },
      { arm: 'dense', label: 'dense', role: 'baseline' },
    ],
  },
  claims: [
    {
      id: 'no-worse-than-dense',
      sentence: 'Tickets of 13 to 21 % of the weights are no worse than the dense network, by 0.3 points at most.',
      source: 'Frankle and Carbin 2019, section 2, figure 3',
      metric: 'testAccuracyAtEarlyStop',
      arm: 'ticket',
      against: { arm: 'dense', level: 0 },
      densities: tickets,
      relation: 'at least',
      margin: 0.003,
    },
    {
      id: 'initial-weights-matter',
      sentence:
        'At 9 % of the weights and below, tickets beat the same masks on new initial weights, on average over these levels.',
      source: 'Frankle and Carbin 2019, section 2, figure 4',
      metric: 'testAccuracyAtEarlyStop',
      arm: 'ticket',
      against: { arm: 'reinit' },
      densities: sparse,
      relation: 'greater',
    },
    {
      id: 'structure-matters',
      sentence:
        'At 9 % of the weights and below, tickets beat masks shuffled within their layers, on average over these levels.',
      source: 'Frankle and Carbin 2019, appendix on random sparsity',
      metric: 'testAccuracyAtEarlyStop',
      arm: 'ticket',
      against: { arm: 'shuffle' },
      densities: sparse,
      relation: 'greater',
    },
    {
      id: 'learn-no-slower',
      sentence:
        'Tickets of 13 to 21 % reach their minimum validation loss no later than the dense network, by 5 % of the training at most.',
      source: 'Frankle and Carbin 2019, section 2, figure 4',
      metric: 'earlyStopShare',
      arm: 'ticket',
      against: { arm: 'dense', level: 0 },
      densities: tickets,
      relation: 'at most',
      margin: 0.05,
      censoredAt: 1,
    },
  ],
});
