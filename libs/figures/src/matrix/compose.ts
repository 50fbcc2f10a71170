import { InputError, type MatrixData, type MatrixSpec, type Unit } from '@tombola/shared';
import { sequentialStep } from '../charts/sequential';
import type { Composition } from '../figure/compose';
import { formatValue } from '../figure/format';
import { element, escape, type Svg } from '../figure/svg';
import { textWidth, wrap } from '../figure/text';

/** What a heat map says beside its numbers. */
export type MatrixHeading = Pick<MatrixSpec, 'title' | 'unit' | 'rowsLabel' | 'columnsLabel'> & {
  readonly subtitle?: string;
};

const padding = 20;
/** Up to so many columns a cell has its number in it. */
const mostNumbered = 12;
const size = 12;

/** How a heat map lies in its document. */
export interface MatrixOptions {
  /** Begins every id in the drawing; unique in its document. */
  readonly id: string;
  /** In CSS pixels. @default 720 */
  readonly width?: number | undefined;
  /** Title and subtitle; without them whoever shows the map has named it. @default true */
  readonly heading?: boolean;
}

/**
 * Lays a heat map out: little is pale on light surfaces and deep on dark ones, the scale goes from the smallest number to
 * the largest, cells without a number are empty.
 *
 * @throws {InputError} when rows and columns do not fit the numbers, or there is none.
 */
export function composeMatrix(
  heading: MatrixHeading,
  data: MatrixData,
  { id, width = 720, heading: isHeaded = true }: MatrixOptions,
): Composition {
  const { rows, columns, values } = data;
  const known = values.flat().filter((value) => value !== null);
  if (values.length !== rows.length || values.some(({ length }) => length !== columns.length) || known.length === 0) {
    throw new InputError({
      what: 'a heat map does not fit its numbers',
      value: [values.length, values[0]?.length ?? 0, known.length],
      expected: `${rows.length} rows and ${columns.length} columns, with a number`,
    });
  }
  const range = [Math.min(...known), Math.max(...known)] as const;
  const head = isHeaded
    ? headingOf({ ...heading, subtitle: subtitleOf(heading, data) }, width)
    : { svg: '', height: 0 };
  const left = padding + Math.max(...rows.map((row) => textWidth(row, size))) + 26;
  const step = (width - padding - left) / columns.length;
  const widest = Math.max(...known.map((value) => textWidth(formatValue(value, heading.unit), size)));
  const isNumbered = columns.length <= mostNumbered && widest + 6 <= step;
  const height = columns.length > mostNumbered ? Math.min(step, 30) : 34;
  const top = head.height + 44;
  const bottom = top + height * rows.length;
  const cells = values.flatMap((row, i) =>
    row.map((value, j) => {
      if (value === null) return '';
      const place = { x: left + j * step, y: top + i * height, width: step - 1, height: height - 1 };
      return cell(place, value, range, heading.unit, `${rows[i]}, ${columns[j]}`, isNumbered);
    }),
  );
  const body = [
    head.svg,
    element('text', { x: left, y: top - 26, class: 'plain' }, escape(heading.columnsLabel)),
    ...thinned(columns, step).map(([text, j]) =>
      element('text', { x: left + (j + 0.5) * step, y: top - 8, 'text-anchor': 'middle' }, escape(text)),
    ),
    element('text', { x: padding, y: top - 8, class: 'plain' }, escape(heading.rowsLabel)),
    ...everyNth(rows, Math.ceil(16 / height)).map(([text, i]) =>
      element('text', { x: left - 8, y: top + (i + 0.5) * height + 4, 'text-anchor': 'end' }, escape(text)),
    ),
    ...cells,
    key(range, heading.unit, left, bottom + 16),
  ].join('');
  const { title } = heading;
  return { id, width, height: Math.ceil(bottom + 50), title, description: describe(heading, data), body };
}

/** How many seeds a cell is the mean of, where not all cells are of as many. */
function subtitleOf({ subtitle = '' }: MatrixHeading, { n: [fewest, most] = [0, 0] }: MatrixData): string {
  if (fewest === most) return subtitle;
  return `${subtitle}${subtitle === '' ? '' : '; '}cells of ${fewest} to ${most} seeds`;
}

function headingOf({ title, subtitle }: MatrixHeading, width: number): { svg: Svg; height: number } {
  const lines = [
    ...wrap(title, width - 2 * padding, 17, true).map((text) => ({ text, kind: 'title', height: 23 })),
    ...(subtitle === undefined ? [] : wrap(subtitle, width - 2 * padding, 13)).map((text) => ({
      ...{ text, kind: 'subtitle', height: 18 },
    })),
  ];
  let y = padding;
  const svg = lines.map(({ text, kind, height }) => {
    y += height;
    return element('text', { class: kind, x: padding, y: y - 8 }, escape(text));
  });
  return { svg: svg.join(''), height: y };
}

function cell(
  place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  value: number,
  range: readonly [number, number],
  unit: Unit,
  where: string,
  numbered: boolean,
): Svg {
  const step = sequentialStep(value, range);
  const text = formatValue(value, unit);
  const title = element('title', {}, escape(`${where}: ${text}`));
  const box = element('g', { class: `step-${step}` }, element('rect', { class: 'cell', ...place }, title));
  if (!numbered) return box;
  const at = { x: place.x + place.width / 2, y: place.y + place.height / 2 + 4, 'text-anchor': 'middle' };
  return box + element('text', { class: `on-step-${step}`, ...at }, escape(text));
}

/** The scale: its colours between its ends. */
function key([low, high]: readonly [number, number], unit: Unit, left: number, top: number): Svg {
  const boxes = Array.from({ length: 9 }, (_, i) =>
    element(
      'g',
      { class: `step-${i}` },
      element('rect', { class: 'cell', x: left + i * 18, y: top, width: 18, height: 12 }),
    ),
  );
  const text = unit === 'percent' ? ' %' : '';
  return [
    ...boxes,
    element(
      'text',
      { x: left + 9 * 18 + 8, y: top + 10 },
      escape(`${formatValue(low, unit)} to ${formatValue(high, unit)}${text}`),
    ),
  ].join('');
}

/** The names of columns, as many as do not touch. */
function thinned(columns: readonly string[], step: number): [string, number][] {
  const widest = Math.max(...columns.map((column) => textWidth(column, size))) + 6;
  return everyNth(columns, Math.ceil(widest / step));
}

function everyNth(texts: readonly string[], n: number): [string, number][] {
  return texts.map((text, i): [string, number] => [text, i]).filter(([, i]) => i % n === 0);
}

function describe({ rowsLabel, columnsLabel, unit }: MatrixHeading, { rows, columns, values }: MatrixData): string {
  const best = values
    .flatMap((row, i) => row.map((value, j) => ({ value, where: `${rows[i]}, ${columns[j]}` })))
    .filter((each): each is { value: number; where: string } => each.value !== null)
    .reduce((a, b) => (b.value > a.value ? b : a));
  return `Heat map of ${rows.length} rows (${rowsLabel}) and ${columns.length} columns (${columnsLabel}); the most is ${formatValue(best.value, unit)} at ${best.where}.`;
}
