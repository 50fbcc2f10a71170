import { sequentialColours } from '@tombola/figures';

export type Rgb = readonly [red: number, green: number, blue: number];

const bytesOf = (hex: string): Rgb => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
const stops = {
  light: sequentialColours.light.map(bytesOf),
  dark: sequentialColours.dark.map(bytesOf),
} as const;

/** Nothing at all is told apart from a little: it is grey, as no step of the scale is. */
const nothing = { light: '#d5d9df', dark: '#262a31' } as const;
const nothingBytes = { light: bytesOf(nothing.light), dark: bytesOf(nothing.dark) } as const;

/**
 * The colour of a share: from little, near the surface, to much, far from it, by the steps of the figures and what lies
 * between them. Exactly 0 has a colour of its own; what is greater than 1 has that of 1.
 */
export function colourOf(share: number, dark: boolean): Rgb {
  const theme = dark ? 'dark' : 'light';
  if (!(share > 0)) return nothingBytes[theme];
  const scale = stops[theme];
  const at = Math.min(1, share) * (scale.length - 1);
  const step = Math.min(scale.length - 2, Math.floor(at));
  const [low, high] = [scale[step]!, scale[step + 1]!];
  return [0, 1, 2].map((i) => Math.round(low[i]! + (high[i]! - low[i]!) * (at - step))) as unknown as Rgb;
}

export const hexOf = (rgb: Rgb): string => `#${rgb.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;

/** The steps of the scale from little to much, for a legend. */
export const stopsOf = (dark: boolean): readonly string[] => sequentialColours[dark ? 'dark' : 'light'];

export const nothingOf = (dark: boolean): string => nothing[dark ? 'dark' : 'light'];
