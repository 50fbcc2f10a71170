import { InputError, type PicturesData, type PicturesSpec } from '@tombola/shared';
import { sequentialStep } from '../charts/sequential';
import type { Composition } from '../figure/compose';
import { sheetOf, type Sheet } from '../figure/frame';
import { drawHeading } from '../figure/heading';
import { element, escape, type Svg } from '../figure/svg';
import { textWidth, wrap } from '../figure/text';

/** What pictures say beside their numbers. */
export type PicturesHeading = Pick<PicturesSpec, 'title'> & { readonly subtitle?: string };

/** How pictures lie in their document. */
export interface PicturesOptions {
  /** Begins every id in the drawing; unique in its document. */
  readonly id: string;
  /** In CSS pixels; what is narrower than 280 is drawn for 280. @default 720 */
  readonly width?: number | undefined;
  /** Title and subtitle; without them whoever shows the pictures has named them. @default true */
  readonly heading?: boolean;
}

const gap = 18;
const steps = 9;

/**
 * Lays out pictures of what first layers keep, a row an arm, a column a level. Pixels without a connection have the
 * background's colour, others of a column one from few to the most that any of its pixels keeps.
 *
 * @throws {InputError} when a picture does not fit its size, or there is none.
 */
export function composePictures(
  heading: PicturesHeading,
  data: PicturesData,
  { id, width: asked, heading: isHeaded = true }: PicturesOptions,
): Composition {
  const { height, width, rows, columns, pictures } = data;
  check(data);
  const sheet = sheetOf(asked, 720);
  const head = isHeaded ? drawHeading(heading, sheet) : { svg: '', bottom: 0 };
  const names = rows.map((row) => wrap(row, sheet.inner * 0.24, 12));
  const left = sheet.padding + Math.max(...names.flat().map((line) => textWidth(line, 12))) + 14;
  const room = (sheet.padding + sheet.inner - left - gap * (columns.length - 1)) / columns.length;
  const pixel = Math.min(room / width, 6);
  const most = columns.map((_, j) => Math.max(...pictures.flatMap((row) => row[j] ?? [])));
  const pitch = pixel * width + gap;
  const labels = columns.map((column) => wrap(column, pitch, 12));
  const told = pictures.map((row) => row.map((picture) => (picture ? summaryOf(picture) : '')));
  const toldLines = told.map((row) => row.map((text) => wrap(text, pitch, 12)));
  const top = head.bottom + 16 + (mostLines(labels) - 1) * 16;
  const rowHeight = pixel * height + 18 + mostLines(toldLines.flat()) * 16;
  const parts: Svg[] = [head.svg];
  columns.forEach((column, j) => {
    const x = left + j * pitch;
    const above = top - (labels[j]!.length - 1) * 16;
    parts.push(...drawLines(labels[j]!, { class: 'strong', x, y: above }));
    rows.forEach((row, i) => {
      const picture = pictures[i]![j];
      if (!picture) return;
      const y = top + 12 + i * rowHeight;
      const title = element('title', {}, escape(`${row}, ${column}: ${told[i]![j]!}`));
      parts.push(
        drawFrame({ x, y, width: pixel * width, height: pixel * height }),
        element(
          'g',
          { transform: `translate(${x} ${y}) scale(${pixel})`, 'shape-rendering': 'crispEdges' },
          title,
          ...drawPixels(picture, width, most[j]!),
        ),
        ...drawLines(toldLines[i]![j]!, { x, y: y + pixel * height + 15 }),
      );
    });
  });
  names.forEach((lines, i) => {
    const middle = top + 12 + i * rowHeight + (pixel * height) / 2 + 4;
    const y = middle - ((lines.length - 1) / 2) * 16;
    parts.push(...drawLines(lines, { class: 'plain', x: left - 12, y, 'text-anchor': 'end' }));
  });
  const under = top + 12 + rows.length * rowHeight;
  const key = drawScale(sheet.narrow ? sheet.padding : left, under, sheet);
  const lines = wrap(noteOf(data), sheet.inner, 12);
  parts.push(key.svg, ...drawLines(lines, { x: sheet.padding, y: key.bottom + 26 }, 18));
  return {
    id,
    width: sheet.width,
    height: Math.ceil(key.bottom + 26 + lines.length * 18),
    title: heading.title,
    description: describe(data),
    body: parts.join(''),
  };
}

/** Lines of text, the first one at its place. */
function drawLines(
  lines: readonly string[],
  place: Readonly<Record<string, string | number>> & { readonly y: number },
  height = 16,
): Svg[] {
  return lines.map((line, i) => element('text', { ...place, y: place.y + i * height }, escape(line)));
}

const mostLines = (texts: readonly (readonly string[])[]): number => Math.max(...texts.map(({ length }) => length));

function check({ height, width, rows, columns, pictures }: PicturesData): void {
  const all = pictures.flat().filter((picture) => picture !== null);
  const fits = pictures.length === rows.length && pictures.every(({ length }) => length === columns.length);
  if (fits && all.length > 0 && all.every(({ length }) => length === height * width)) return;
  throw new InputError({
    what: 'pictures do not fit their sizes',
    value: [pictures.length, pictures[0]?.length ?? 0, all[0]?.length ?? 0],
    expected: `${rows.length} rows and ${columns.length} columns of ${height * width} pixels, and a picture`,
  });
}

/** Shows where pixels of the background's colour end. */
function drawFrame(place: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>): Svg {
  return element('rect', { class: 'axis', fill: 'none', ...place });
}

/** A path a colour, of the runs of pixels that have it; none for pixels without a connection. */
function drawPixels(picture: readonly number[], width: number, most: number): Svg[] {
  const runs: string[] = Array.from({ length: steps }, () => '');
  const stepOf = (kept: number) => (kept === 0 ? undefined : sequentialStep(kept, [0, most]));
  for (let start = 0; start < picture.length;) {
    const step = stepOf(picture[start]!);
    const rowEnd = (Math.floor(start / width) + 1) * width;
    let end = start + 1;
    while (end < rowEnd && stepOf(picture[end]!) === step) end++;
    if (step !== undefined)
      runs[step] += `M${start % width} ${Math.floor(start / width)}h${end - start}v1h${start - end}z`;
    start = end;
  }
  return runs.flatMap((d, step) =>
    d === '' ? [] : [element('g', { class: `step-${step}` }, element('path', { class: 'cell', d }))],
  );
}

function summaryOf(picture: readonly number[]): string {
  const unused = picture.filter((kept) => kept === 0).length;
  return `most ${Math.round(Math.max(...picture))}; none at ${unused}`;
}

/** What colours are: on a narrow sheet in two rows. */
function drawScale(left: number, top: number, { narrow }: Sheet): { svg: Svg; bottom: number } {
  const [none, few] = ['none', 'few to the most of the column'];
  const box = narrow ? 10 : 18;
  const start = narrow ? left : left + 26 + textWidth(none, 12) + 16;
  const y = narrow ? top + 22 : top;
  const boxes = Array.from({ length: steps }, (_, i) =>
    element(
      'g',
      { class: `step-${i}` },
      element('rect', { class: 'cell', x: start + i * box, y, width: box, height: 12 }),
    ),
  );
  const svg = [
    drawFrame({ x: left, y: top, width: 18, height: 12 }),
    element('text', { x: left + 26, y: top + 10 }, none),
    ...boxes,
    element('text', { x: start + steps * box + 8, y: y + 10 }, few),
  ].join('');
  return { svg, bottom: y + 12 };
}

function noteOf({ connections, n: [fewest, most] }: PicturesData): string {
  const seeds = fewest === most ? `${most} ${most === 1 ? 'seed' : 'seeds'}` : `${fewest} to ${most} seeds`;
  return `Connections of each pixel to the first layer that are kept, of ${connections}: mean of ${seeds}. Under each picture the most, and how many pixels have none.`;
}

function describe({ rows, columns, pictures }: PicturesData): string {
  const told = rows.flatMap((row, i) =>
    columns.flatMap((column, j) => {
      const picture = pictures[i]![j];
      return picture ? [`${row}, ${column}: ${summaryOf(picture)}`] : [];
    }),
  );
  return `Pictures of the connections that pixels keep. ${told.join('. ')}.`;
}
