import type { Recipe } from '@tombola/shared';

/**
 * The name of the stream that decides the order of examples and their augmentation: one a level, and one a copy of a level that is
 * trained once more.
 *
 * @param copy which one; the level itself when left out
 */
export function orderStream(level: number, copy?: number): string {
  return copy === undefined ? `order-${level}` : `order-${level}-copy-${copy}`;
}

/** Which copy of its ticket's training a recipe makes; none unless its control is another order. */
export function copyOf({ control }: Recipe): number | undefined {
  return control?.name === 'reorder' ? control.draw : undefined;
}
