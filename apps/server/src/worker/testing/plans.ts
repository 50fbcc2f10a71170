import type { RecipeInput } from '@tombola/shared';
import { planStudy, readStudy, type StudyPlan } from '@tombola/studies';

/** A small network on few examples: a step takes a tenth of a millisecond. */
const recipe = {
  network: { name: 'mlp', hidden: [12] },
  dataset: { name: 'glyphs', validation: 100, limit: 400, testLimit: 100 },
  optimizer: { name: 'adam', learningRate: 0.003 },
  batch: 20,
  steps: 40,
  evaluateEvery: 20,
} satisfies RecipeInput;

/** A study of one training. */
export function singlePlan(change: Partial<RecipeInput> = {}): StudyPlan {
  const study = readStudy({
    id: 'single',
    title: 'Single',
    question: 'Does the worker hold?',
    citation: 'none',
    recipe: { ...recipe, ...change },
    arms: [{ id: 'dense', label: 'dense' }],
    scales: { smoke: { description: 'small', seeds: [0] } },
    tables: [{ metric: 'testAccuracyAtEnd', label: 'accuracy', unit: 'percent' }],
    figure: {
      kind: 'line',
      title: 'Single',
      panels: [{ metric: 'testAccuracyAtEnd', label: 'accuracy', unit: 'percent' }],
      arms: [{ arm: 'dense', label: 'dense' }],
    },
    claims: [],
  });
  return planStudy(study, { scale: 'smoke' });
}

/** A study of one training that takes a second or more: long enough to be disturbed. */
export const longPlan = singlePlan({ steps: 15_000, evaluateEvery: 250 });
