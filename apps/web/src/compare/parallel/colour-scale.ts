import { sequentialColours } from '@tombola/figures';
import { rangeOf } from '../plot/fit-axis';
import type { Value } from './rows';

/** Colours for values from little to much. */
export interface ColourScale {
  readonly domain: readonly [number, number];
  readonly colours: readonly string[];
  /** The place of a value among the colours; null for what has none. */
  readonly stepOf: (value: Value) => number | null;
}

/** The two steps nearest to the surface are too pale for lines. */
const FIRST = 2;

/** A scale over values; what is no number has no colour. */
export function colourScale(values: readonly Value[], dark: boolean): ColourScale {
  const colours = sequentialColours[dark ? 'dark' : 'light'].slice(FIRST);
  const domain = rangeOf(values.filter((value) => typeof value === 'number'));
  const [low, high] = domain;
  return {
    domain,
    colours,
    stepOf: (value) => {
      if (typeof value !== 'number') return null;
      const share = low === high ? 0.5 : (value - low) / (high - low);
      return Math.min(colours.length - 1, Math.floor(share * colours.length));
    },
  };
}
