import type { StudyDeclaration } from '@tombola/shared';

type Arm = StudyDeclaration['arms'][number];
type Patch = Record<string, unknown>;

/** An arm that another method makes of the study's recipe, with whatever else it changes. */
export function arm(id: string, label: string, method: Patch, more: Patch = {}): Arm {
  return { id, label, recipe: { method, ...more } };
}

/** The dense training that other arms are compared with. */
export const dense: Arm = arm('dense', 'dense', { name: 'dense' });

/** The level of about a density, in percent. */
export const at = (percent: number): [number, number] => [0.0098 * percent, Math.min(1, 0.0102 * percent)];

/** Tables that most studies have. */
export const accuracyTables = [
  { metric: 'testAccuracyAtEnd', label: 'test accuracy after the last step', unit: 'percent' },
  { metric: 'testAccuracyAtEarlyStop', label: 'test accuracy at early stopping', unit: 'percent' },
] as const;

/** Few images, so that a training takes a second. */
export const handful = { name: 'glyphs', validation: 200, limit: 1000, testLimit: 200 } as const;
