/** Colours that can be told apart by every kind of colour vision (figure/theme.ts). */
const categories = 7;

/**
 * The class that colours category `index`, from 0: `arm-1` to `arm-7`, then from the first again; `neutral` for -1, a
 * baseline. It sets `color`; shapes take it as `currentColor`.
 */
export function categoryClass(index: number): string {
  return index < 0 ? 'neutral' : `arm-${(index % categories) + 1}`;
}
