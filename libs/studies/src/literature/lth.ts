import { readStudy, type Study } from '../study';
import { at } from './arms';
import { lthNetworks } from './lth-networks';

/** Densities of tickets at 20 % and 10 % a round: 21.1 and 13.5 % are the paper's levels 7 and 9. */
const tickets: [number, number] = [0.125, 0.215];
const sparse: [number, number] = [0, 0.09];
const dense = { arm: 'dense', level: 0 };
const ticket = { arm: 'ticket' };
/** What headlines of figures 3 and 4 are of. */
const lenet = { network: 'lenet-300-100', dataset: 'mnist' };
const accuracy = { ...lenet, metric: 'testAccuracyAtEarlyStop', unit: 'percent' } as const;
const stopping = { ...lenet, metric: 'earlyStopIteration', unit: 'count' } as const;

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
    {
      id: 'reinit',
      label: 'random re-init',
      recipe: { control: { name: 'reinit' } },
      scales: { paper: { control: { levels: [3, 7, 12, 15, 18] } } },
    },
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
      description:
        'The published protocol: 50,000 steps of 60 images a level, 20 % a round to 1.9 % of the weights, 5 trials, 3 re-initialisations each at 51.3, 21.1, 7.0, 3.6 and 1.9 %, which want all 18 rounds.',
      seeds: [0, 1, 2, 3, 4],
      recipe: { dataset: { name: 'mnist' }, method: { levels: 18 } },
      arms: ['dense', 'ticket', 'reinit'],
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
      against: dense,
      densities: tickets,
      relation: 'at least',
      margin: 0.003,
    },
    {
      id: 'better-than-dense',
      sentence: 'Tickets of 13 to 17 % of the weights are more accurate than the dense network.',
      source: 'Frankle and Carbin 2019, section 2, figure 3',
      metric: 'testAccuracyAtEarlyStop',
      arm: 'ticket',
      against: dense,
      densities: [0.13, 0.17],
      relation: 'greater',
    },
    {
      id: 'earlier-than-dense',
      sentence: 'Tickets of 13 to 21 % reach their minimum validation loss earlier than the dense network.',
      source: 'Frankle and Carbin 2019, section 2, figure 3',
      metric: 'earlyStopShare',
      arm: 'ticket',
      against: dense,
      densities: tickets,
      relation: 'less',
      censoredAt: 1,
    },
    {
      id: 'initial-weights-matter',
      sentence: 'At 9 % of the weights and below, new initial weights under the masks of tickets are less accurate.',
      source: 'Frankle and Carbin 2019, section 2, figure 4',
      metric: 'testAccuracyAtEarlyStop',
      arm: 'reinit',
      against: ticket,
      densities: sparse,
      relation: 'less',
    },
    {
      id: 'new-weights-learn-slower',
      sentence:
        'At 13 to 21 % of the weights, new initial weights reach their minimum validation loss later than the tickets.',
      source: 'Frankle and Carbin 2019, section 2, figure 4',
      metric: 'earlyStopShare',
      arm: 'reinit',
      against: ticket,
      densities: tickets,
      relation: 'greater',
      censoredAt: 1,
    },
    {
      id: 'structure-matters',
      sentence: 'At 9 % of the weights and below, masks shuffled within their layers are less accurate than tickets.',
      source: 'Frankle and Carbin 2019, appendix on random sparsity',
      metric: 'testAccuracyAtEarlyStop',
      arm: 'shuffle',
      against: ticket,
      densities: sparse,
      relation: 'less',
    },
  ],
  headlines: [
    {
      published: 'tickets of 21.1 % stop 38 % earlier than the dense network',
      ...{ ...stopping, arm: 'ticket', against: dense, densities: at(21.1) },
    },
    {
      published: 'tickets of 13.5 % are more than 0.3 points above the dense network',
      ...{ ...accuracy, arm: 'ticket', against: dense, densities: at(13.5) },
    },
    {
      published: 'tickets of 3.6 % are as accurate as the dense network',
      ...{ ...accuracy, arm: 'ticket', against: dense, densities: at(3.6) },
    },
    {
      published: 'tickets fall below the dense network at 2.9 %',
      ...{ ...accuracy, arm: 'ticket', against: dense, densities: at(2.9) },
    },
    {
      published: 'new initial weights under tickets of 21.1 % stop 2.51 times as late as the tickets',
      ...{ ...stopping, arm: 'reinit', against: ticket, densities: at(21.1) },
    },
    {
      published: 'new initial weights under tickets of 21.1 % are half a point less accurate than the tickets',
      ...{ ...accuracy, arm: 'reinit', against: ticket, densities: at(21.1) },
    },
    {
      published: 'new initial weights are below the dense network from 21.1 % on',
      ...{ ...accuracy, arm: 'reinit', against: dense, densities: at(21.1) },
    },
  ],
});
