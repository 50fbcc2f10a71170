import { InputError, type FigureSpec } from '@tombola/shared';

/** How a figure is laid out at its width. Sizes are CSS pixels. */
export interface Frame {
  readonly width: number;
  readonly padding: number;
  /** Between the paddings. */
  readonly inner: number;
  readonly columns: number;
  readonly columnGap: number;
  /** Width of a column. */
  readonly column: number;
  readonly plotHeight: number;
  /** Too narrow for panels side by side and for names at the ends of lines; long texts are wrapped. */
  readonly narrow: boolean;
  /** Names the lines at their right ends; else a legend does. */
  readonly labelled: boolean;
}

const wide = 640;
const narrowest = 280;

/** The frame of a figure, drawn for `width` pixels (at least 280) or for its usual width. @throws {InputError} */
export function frameOf({ panels, arrangement, arms }: FigureSpec, asked?: number): Frame {
  if (asked !== undefined && !Number.isFinite(asked)) {
    throw new InputError({ what: 'a figure has an impossible width', value: asked, expected: 'a number of pixels' });
  }
  const count = panels?.length ?? 1;
  const wished = arrangement === 'side by side' && count > 1;
  const width = asked === undefined ? (wished ? 960 : 720) : Math.max(narrowest, Math.round(asked));
  const narrow = width < wide;
  const beside = wished && !narrow;
  const padding = narrow ? 16 : 24;
  const inner = width - 2 * padding;
  const columns = beside ? 2 : 1;
  const columnGap = 36;
  return {
    width,
    padding,
    inner,
    columns,
    columnGap,
    column: (inner - (columns - 1) * columnGap) / columns,
    plotHeight: heightOf(count, beside, narrow),
    narrow,
    labelled: !beside && !narrow && arms.length > 1,
  };
}

function heightOf(panels: number, beside: boolean, narrow: boolean): number {
  if (narrow) return panels === 1 ? 240 : 180;
  return panels === 1 ? 280 : beside ? 260 : 200;
}
