/**
 * Colours of lines on a canvas, those of libs/figures: blue, vermilion, green, purple, orange, sky blue and grey after
 * Okabe and Ito (2008), lighter on dark. From the eighth line on they come again, dashed.
 */
const light = ['#0072b2', '#d55e00', '#008f68', '#b8569a', '#b27b00', '#2f8fc4', '#6b6f76'] as const;
const dark = ['#58b0f0', '#ff8a47', '#2cc598', '#e697cb', '#f0bd45', '#9bd8f7', '#b4b9c0'] as const;

export interface Stroke {
  readonly colour: string;
  /** Lengths of dashes and gaps in pixels; none: a whole line. */
  readonly dash: readonly number[];
}

const dashes = [[], [8, 4], [2, 3], [10, 3, 2, 3]] as const;

/** How the line `index` is drawn: 28 are told apart. @param dash when dashes tell something else than the index does */
export function strokeOf(index: number, isDark: boolean, dash = Math.floor(index / light.length)): Stroke {
  const palette = isDark ? dark : light;
  return { colour: palette[index % palette.length]!, dash: dashes[dash % dashes.length]! };
}

/** Ink of axes on a canvas. */
export const inkOf = (isDark: boolean) =>
  isDark
    ? { text: '#a3abb5', grid: '#282d34', surface: '#14171b' }
    : { text: '#535b65', grid: '#e9ebee', surface: '#ffffff' };
