import type { StudyDeclaration } from '@tombola/shared';

/** A study of two arms and three levels: one dense, two pruned. */
export const tinyStudy = {
  id: 'tiny',
  title: 'A tiny study',
  question: 'Does it work?',
  citation: 'nobody',
  recipe: {
    network: { name: 'mlp', hidden: [8] },
    dataset: { name: 'glyphs', limit: 100, testLimit: 50, validation: 50 },
    optimizer: { name: 'adam', learningRate: 0.001 },
    batch: 10,
    steps: 20,
    evaluateEvery: 10,
    method: { name: 'imp', levels: 2, rate: 0.5 },
  },
  arms: [
    { id: 'ticket', label: 'ticket' },
    { id: 'reinit', label: 're-init', recipe: { control: { name: 'reinit' } } },
  ],
  scales: {
    smoke: { description: 'One seed.', seeds: [0] },
    quick: { description: 'Three seeds.', seeds: [0, 1, 2] },
  },
  tables: [{ metric: 'testAccuracyAtEarlyStop', label: 'test accuracy', unit: 'percent' }],
  figure: {
    kind: 'line',
    title: 'Accuracy',
    y: { metric: 'testAccuracyAtEarlyStop', label: 'test accuracy', unit: 'percent' },
    arms: [
      { arm: 'ticket', label: 'ticket' },
      { arm: 'reinit', label: 're-init' },
    ],
  },
  claims: [
    {
      id: 'tickets-win',
      sentence: 'Tickets are better.',
      source: 'nobody',
      metric: 'testAccuracyAtEarlyStop',
      arm: 'ticket',
      against: { arm: 'reinit' },
      densities: [0, 0.9],
      relation: 'greater',
    },
  ],
} satisfies StudyDeclaration;
