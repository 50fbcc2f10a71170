import { readStudy, type Study } from '../study';
import { arm, dense, handful } from './arms';

const sparsities = [0.5, 0.7, 0.8, 0.9, 0.95];

type Retrain = 'none' | 'biases' | 'all';
const suffix = { biases: ', biases trained', all: ', fine-tuned' };

/** The dense training's own rate: a hundredth of Adam's, the default, moves little in so few steps. */
const fineTuneRate = 0.0012;

/** A method under one of the three ways to train what is left. */
const pruned = (id: string, label: string, name: string, retrain: Retrain, more: Record<string, unknown> = {}) => {
  const method = { name, sparsities, ...more };
  if (retrain === 'none') return arm(id, label, method);
  return arm(`${id}-${retrain}`, `${label}${suffix[retrain]}`, { ...method, retrain, fineTuneRate });
};

const arms = (['none', 'biases', 'all'] as const).flatMap((retrain) => [
  pruned('tropical', 'tropical, neurons', 'tropical', retrain),
  pruned('tropical-weights', 'tropical, weights', 'tropical', retrain, { unit: 'weights' }),
  pruned('class-blind', 'class-blind', 'class-blind', retrain, { layers: 'dense' }),
  pruned('class-uniform', 'class-uniform', 'class-uniform', retrain, { layers: 'dense' }),
  pruned('class-distribution', 'class-distribution', 'class-distribution', retrain, { layers: 'dense' }),
]);

/** Tropical pruning beside its three baselines, with and without training of what is left. */
export const tropicalPruning: Study = readStudy({
  id: 'tropical-pruning',
  title: 'Tropical pruning of dense layers',
  question: 'Do decision boundaries say better than magnitudes which weights of a classifier can go?',
  citation: 'Alfarra et al., On the Decision Boundaries of Neural Networks, IEEE TPAMI 2022, arXiv:2002.08838',
  recipe: {
    network: { name: 'lenet-300-100' },
    dataset: { name: 'glyphs' },
    optimizer: { name: 'adam', learningRate: 0.0012 },
    batch: 60,
    steps: 10_000,
    evaluateEvery: 500,
  },
  arms: [dense, ...arms, arm('path-k-means', 'neural-path K-means', { name: 'path-k-means', shares: sparsities })],
  scales: {
    smoke: {
      description: 'A minute, to see that everything works; decides nothing.',
      seeds: [0],
      recipe: { dataset: handful, steps: 100, evaluateEvery: 100 },
    },
    quick: { description: 'A fifth of the steps, three seeds.', seeds: [0, 1, 2], recipe: { steps: 2000 } },
    paper: {
      description: 'A dense training of 10,000 steps, five seeds; the paper prunes classifiers of AlexNet and VGG-16.',
      seeds: [0, 1, 2, 3, 4],
    },
  },
  tables: [{ metric: 'testAccuracyAtEnd', label: 'test accuracy', unit: 'percent', area: true }],
  figure: {
    kind: 'line',
    title: 'Tropical pruning of dense layers, nothing trained afterwards',
    y: { metric: 'testAccuracyAtEnd', label: 'Test accuracy (%)', unit: 'percent' },
    arms: [
      { arm: 'tropical', label: 'tropical, neurons' },
      { arm: 'tropical-weights', label: 'tropical, weights' },
      { arm: 'class-blind', label: 'class-blind' },
      { arm: 'class-uniform', label: 'class-uniform' },
      { arm: 'class-distribution', label: 'class-distribution' },
      { arm: 'path-k-means', label: 'neural-path K-means' },
    ],
  },
  claims: [
    ...(['class-blind', 'class-uniform', 'class-distribution'] as const).map((against) => ({
      id: `neurons-against-${against}`,
      sentence: `Pruned by the surrogate of tropical pruning, the network is no worse than by ${against} pruning, by a point at most.`,
      source: 'Alfarra et al. 2022, experiments on pruning',
      metric: 'testAccuracyAtEnd',
      arm: 'tropical',
      against: { arm: against },
      densities: [0, 0.51] as [number, number],
      relation: 'at least' as const,
      margin: 0.01,
    })),
    {
      id: 'ninety-percent',
      sentence: 'Ninety percent of the classifier can go without loss: fine-tuned, half a point is lost at most.',
      source: 'Alfarra et al. 2022, experiments on pruning',
      metric: 'testAccuracyAtEnd',
      arm: 'tropical-all',
      against: { arm: 'dense', level: 0 },
      densities: [0.09, 0.11],
      relation: 'at least',
      margin: 0.005,
    },
  ],
});
