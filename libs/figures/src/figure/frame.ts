import { InputError, type FigureSpec } from '@tombola/shared';

/** A figure's width and what it leaves. Sizes are CSS pixels. */
export interface Sheet {
  readonly width: number;
  readonly padding: number;
  /** Between the paddings. */
  readonly inner: number;
  /** Too narrow for panels side by side and for names at the ends of lines; long texts are wrapped. */
  readonly narrow: boolean;
}

/** How a line chart is laid out at its width. */
export interface Frame extends Sheet {
  readonly columns: number;
  readonly columnGap: number;
  /** Width of a column. */
  readonly column: number;
  readonly plotHeight: number;
  /** Names the lines at their right ends; else a legend does. */
  readonly labelled: boolean;
}

const wide = 640;
const narrowest = 280;

/** The sheet of a figure that is drawn for `asked` pixels (at least 280), or for its usual width. @throws {InputError} */
export function sheetOf(asked: number | undefined, usual: number): Sheet {
  if (asked !== undefined && !Number.isFinite(asked)) {
    throw new InputError({ what: 'a figure has an impossible width', value: asked, expected: 'a number of pixels' });
  }
  const width = asked === undefined ? usual : Math.max(narrowest, Math.round(asked));
  const narrow = width < wide;
  const padding = narrow ? 16 : 24;
  return { width, padding, inner: width - 2 * padding, narrow };
}

/** The frame of a line chart. @throws {InputError} as {@link sheetOf}. */
export function frameOf({ panels, arrangement, arms }: FigureSpec, asked?: number): Frame {
  const count = panels?.length ?? 1;
  const wished = arrangement === 'side by side' && count > 1;
  const sheet = sheetOf(asked, wished ? 960 : 720);
  const beside = wished && !sheet.narrow;
  const columns = beside ? 2 : 1;
  const columnGap = 36;
  return {
    ...sheet,
    columns,
    columnGap,
    column: (sheet.inner - (columns - 1) * columnGap) / columns,
    plotHeight: heightOf(count, beside, sheet.narrow),
    labelled: !beside && !sheet.narrow && arms.length > 1,
  };
}

function heightOf(panels: number, beside: boolean, narrow: boolean): number {
  if (narrow) return panels === 1 ? 240 : 180;
  return panels === 1 ? 280 : beside ? 260 : 200;
}
