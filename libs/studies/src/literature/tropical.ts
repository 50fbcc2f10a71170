import { readStudy, type Study } from '../study';

const redrawn = (initialiser: string) => ({ method: { restart: { name: 'reinit', initialiser } } });

/** Every pruned level: the densest keeps 70 % of the weights. */
const pruned: [number, number] = [0, 0.75];

const nearer = (arm: string, label: string) => ({
  id: `nearer-than-${arm}`,
  sentence: `Tickets keep the orientation of the dense network's decision polygon better than survivors drawn anew by ${label}.`,
  source: 'Alfarra et al. 2022, lottery section, the figure of polygons by initialisation and round',
  metric: 'orientationDistance',
  arm: 'lottery',
  against: { arm },
  densities: pruned,
  relation: 'less',
});

/** What pruning and initialisation do to the decision boundary of a network with two inputs: Alfarra et al., lottery section. */
export const tropical: Study = readStudy({
  id: 'tropical',
  title: 'What tickets keep of the decision polygon',
  question:
    'Does a ticket’s initialisation keep the orientation of the decision polygon of the dense trained network, where others let it drift?',
  citation:
    'M. Alfarra, A. Bibi, H. Hammoud, M. Gaafar and B. Ghanem, On the Decision Boundaries of Neural Networks: A Tropical Geometry Perspective, IEEE TPAMI 2022, arXiv:2002.08838',
  recipe: {
    network: { name: 'mlp', hidden: [40] },
    dataset: { name: 'two-moons' },
    initialiser: 'glorot-normal',
    optimizer: { name: 'adam', learningRate: 0.01 },
    batch: 50,
    steps: 5000,
    evaluateEvery: 250,
    method: { name: 'imp', levels: 6, rate: 0.3, outputRate: 0.3 },
  },
  arms: [
    { id: 'lottery', label: 'ticket' },
    { id: 'xavier', label: 'Xavier', recipe: redrawn('glorot-normal') },
    { id: 'kaiming', label: 'Kaiming', recipe: redrawn('he-normal') },
    { id: 'normal-1', label: 'N(0, 1)', recipe: redrawn('normal-1') },
    { id: 'normal-0-1', label: 'N(0, 0.1)', recipe: redrawn('normal-0.1') },
    {
      id: 'independent',
      label: 'another dense network',
      recipe: { method: { levels: 1, sparsities: [0] }, control: { name: 'reinit' } },
    },
  ],
  scales: {
    smoke: {
      description: 'Seconds, to see that everything works; decides nothing.',
      seeds: [0, 1],
      recipe: {
        dataset: { examples: 200, validation: 40 },
        steps: 60,
        evaluateEvery: 60,
        method: { levels: 2, rate: 0.5, outputRate: 0.5 },
      },
    },
    quick: {
      description: 'A fifth of the steps, ten seeds, three other dense networks for each.',
      seeds: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      recipe: { steps: 1000 },
      draws: 3,
    },
    paper: {
      description: '5,000 steps a level, ten seeds. The paper states neither.',
      seeds: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      draws: 3,
    },
  },
  tables: [
    { metric: 'testAccuracyAtEnd', label: 'test accuracy after the last step', unit: 'percent' },
    { metric: 'orientationDistance', label: 'distance in orientation to the dense network (radians)', unit: 'number' },
    { metric: 'hausdorffDistance', label: 'Hausdorff distance to it, perimeters 1', unit: 'number' },
    { metric: 'rawHausdorff', label: 'Hausdorff distance to it, sizes as they are', unit: 'number' },
    { metric: 'areaDifference', label: 'symmetric difference with it, areas 1', unit: 'number' },
    { metric: 'rayAngle', label: 'angle between boundary rays (radians)', unit: 'number' },
    { metric: 'bridgeCount', label: 'bridges', unit: 'number' },
    { metric: 'regionCount', label: 'linear regions in the slice', unit: 'number' },
    { metric: 'polygonPerimeter', label: 'perimeter of the polygon', unit: 'number' },
  ],
  figure: {
    kind: 'line',
    title: 'What tickets keep of the decision polygon',
    panels: [
      { metric: 'testAccuracyAtEnd', label: 'Test accuracy (%)', unit: 'percent' },
      { metric: 'orientationDistance', label: 'Orientation: distance to dense (radians)', unit: 'number' },
      { metric: 'bridgeCount', label: 'Bridges', unit: 'number' },
      { metric: 'regionCount', label: 'Linear regions in the slice', unit: 'number' },
    ],
    arms: [
      { arm: 'lottery', label: 'ticket' },
      { arm: 'xavier', label: 'Xavier' },
      { arm: 'kaiming', label: 'Kaiming' },
      { arm: 'normal-1', label: 'N(0, 1)' },
      { arm: 'normal-0-1', label: 'N(0, 0.1)' },
      { arm: 'independent', label: 'another dense network', role: 'baseline' },
    ],
  },
  claims: [
    nearer('xavier', 'Xavier'),
    nearer('kaiming', 'Kaiming'),
    nearer('normal-1', 'N(0, 1)'),
    nearer('normal-0-1', 'N(0, 0.1)'),
    {
      id: 'nearer-than-independent',
      sentence: 'Tickets are nearer to the dense network in orientation than dense networks of other draws are.',
      source: 'ours: the null of the same section',
      metric: 'orientationDistance',
      arm: 'lottery',
      against: { arm: 'independent', level: 1 },
      densities: pruned,
      relation: 'less',
    },
    {
      id: 'redrawn-keep-nothing',
      sentence:
        'Survivors drawn anew by Xavier are no nearer in orientation than dense networks of other draws, by 0.02 at most.',
      source: 'ours: the null of the same section',
      metric: 'orientationDistance',
      arm: 'xavier',
      against: { arm: 'independent', level: 1 },
      densities: pruned,
      relation: 'at least',
      margin: 0.02,
    },
    {
      id: 'nearer-as-they-are',
      sentence:
        'As they are, sizes included, polygons of tickets are nearer to the dense one than those of survivors drawn anew by Xavier.',
      source: 'ours: what the eye compares in the same figure',
      metric: 'rawHausdorff',
      arm: 'lottery',
      against: { arm: 'xavier' },
      densities: pruned,
      relation: 'less',
    },
    {
      id: 'boundary-is-kept',
      sentence: 'Rays of the decision boundary turn less in tickets than in survivors drawn anew by Xavier.',
      source: 'Alfarra et al. 2022, lottery section: normals to the edges are the boundary',
      metric: 'rayAngle',
      arm: 'lottery',
      against: { arm: 'xavier' },
      densities: pruned,
      relation: 'less',
    },
    {
      id: 'accuracy-is-kept',
      sentence: 'Tickets of 24 % of the weights and more are no worse than the dense network, by 1 point at most.',
      source: 'Alfarra et al. 2022, lottery section; Frankle and Carbin 2019',
      metric: 'testAccuracyAtEnd',
      arm: 'lottery',
      against: { arm: 'lottery', level: 0 },
      densities: [0.23, 0.75],
      relation: 'at least',
      margin: 0.01,
    },
  ],
});
