import { InputError } from '@tombola/shared';
import { painter, scope, variablesOf, type Palette, type Theme } from '../figure/palette';

/**
 * Nine steps from little to much, equally far apart in OKLab lightness, so that order is seen with any kind of colour
 * vision and in grey; the hue goes from cyan to blue. Little is near the surface: pale on light ones, deep on dark ones.
 */
export const sequentialColours = {
  light: ['#dffaf9', '#a6e6ed', '#6bd0e6', '#2ab7df', '#0b9ace', '#037eba', '#0261a8', '#15468e', '#1d2e69'],
  dark: ['#16234d', '#123973', '#035390', '#026fa5', '#098cbb', '#0aa9d0', '#19c8e4', '#69e2ee', '#a6f9f9'],
} as const;

const steps = sequentialColours.light.length;
/** Steps up to this one take the text of the surface: on light surfaces black, on dark ones white. */
const lastPale = { light: 5, dark: 3 };

/**
 * The step of a value, 0 to 8: equal parts of the range, what lies outside at its end. For the classes `step-N` and
 * `on-step-N`.
 *
 * @throws {InputError} for NaN: what is missing has no colour.
 */
export function sequentialStep(value: number, [low, high]: readonly [number, number] = [0, 1]): number {
  if (Number.isNaN(value)) throw new InputError({ what: 'a colour was asked for no number', expected: 'a number' });
  if (low === high) return Math.floor(steps / 2);
  return Math.min(steps - 1, Math.max(0, Math.floor(((value - low) / (high - low)) * steps)));
}

/**
 * The style sheet of the scale, scoped to the class `tombola-figure`: `step-0` to `step-8` set `color`, `cell` fills with
 * it, `on-step-0` to `on-step-8` fill a text that stands on it with a contrast of 4.5 or more.
 */
export function sequentialStyleSheet(theme: Theme): string {
  const palette: Palette<string> = { light: coloursOf('light'), dark: coloursOf('dark') };
  const paint = painter(palette, theme);
  const rules = sequentialColours.light.flatMap((_, i) => [
    `${scope} .step-${i}{${paint('color', `step-${i}`)}}`,
    `${scope} .on-step-${i}{${paint('fill', `on-step-${i}`)}}`,
  ]);
  return [...variablesOf(palette, theme), `${scope} .cell{fill:currentColor;stroke:none}`, ...rules].join('\n');
}

function coloursOf(surface: 'light' | 'dark'): Record<string, string> {
  const [pale, strong] = surface === 'light' ? ['#000000', '#ffffff'] : ['#ffffff', '#000000'];
  return Object.fromEntries(
    sequentialColours[surface].flatMap((colour, i) => [
      [`step-${i}`, colour],
      [`on-step-${i}`, i <= lastPale[surface] ? pale : strong],
    ]),
  );
}
