import { canonicalJson, hash, InputError, type PicturesData, type PicturesSpec } from '@tombola/shared';
import { sequentialStep, sequentialStyleSheet } from '../charts/sequential';
import { svgDocument } from '../figure/document';
import { sheetOf } from '../figure/frame';
import { drawHeading } from '../figure/heading';
import type { Theme } from '../figure/palette';
import { element, escape, type Svg } from '../figure/svg';
import { textWidth, wrap } from '../figure/text';
import { figureStyleSheet } from '../figure/theme';

/** What pictures say beside their numbers. */
export type PicturesHeading = Pick<PicturesSpec, 'title'> & { readonly subtitle?: string };

const gap = 18;
const steps = 9;

/**
 * Pictures of what first layers keep as a standalone SVG document, a row an arm, a column a level. Pixels without a
 * connection have the background's colour, others of a column one from few to the most that any of its pixels keeps.
 *
 * @throws {InputError} when a picture does not fit its size, or there is none.
 */
export function renderPictures(
  heading: PicturesHeading,
  data: PicturesData,
  { theme = 'auto' }: { theme?: Theme } = {},
): string {
  const { height, width, rows, columns, pictures } = data;
  check(data);
  const sheet = sheetOf(undefined, 720);
  const head = drawHeading(heading, sheet);
  const names = rows.map((row) => wrap(row, sheet.inner * 0.24, 12));
  const left = sheet.padding + Math.max(...names.flat().map((line) => textWidth(line, 12))) + 14;
  const room = (sheet.padding + sheet.inner - left - gap * (columns.length - 1)) / columns.length;
  const pixel = Math.min(room / width, 6);
  const most = columns.map((_, j) => Math.max(...pictures.flatMap((row) => row[j] ?? [])));
  const top = head.bottom + 16;
  const rowHeight = pixel * height + 34;
  const parts: Svg[] = [head.svg];
  columns.forEach((column, j) => {
    const x = left + j * (pixel * width + gap);
    parts.push(element('text', { class: 'strong', x, y: top }, escape(column)));
    rows.forEach((row, i) => {
      const picture = pictures[i]![j];
      if (!picture) return;
      const y = top + 12 + i * rowHeight;
      const told = summaryOf(picture);
      const title = element('title', {}, escape(`${row}, ${column}: ${told}`));
      parts.push(
        drawFrame({ x, y, width: pixel * width, height: pixel * height }),
        element(
          'g',
          { transform: `translate(${x} ${y}) scale(${pixel})`, 'shape-rendering': 'crispEdges' },
          title,
          ...drawPixels(picture, width, most[j]!),
        ),
        element('text', { x, y: y + pixel * height + 15 }, escape(told)),
      );
    });
  });
  names.forEach((lines, i) => {
    const middle = top + 12 + i * rowHeight + (pixel * height) / 2 + 4;
    lines.forEach((line, k) => {
      const y = middle + (k - (lines.length - 1) / 2) * 16;
      parts.push(element('text', { class: 'plain', x: left - 12, y, 'text-anchor': 'end' }, escape(line)));
    });
  });
  const under = top + 12 + rows.length * rowHeight;
  parts.push(drawScale(left, under));
  const note = noteOf(data);
  const lines = wrap(note, sheet.inner, 12);
  lines.forEach((line, i) => parts.push(element('text', { x: sheet.padding, y: under + 38 + i * 18 }, escape(line))));
  const drawing = {
    id: `pictures-${hash(canonicalJson({ ...heading })).slice(0, 8)}`,
    width: sheet.width,
    height: Math.ceil(under + 38 + lines.length * 18),
    title: heading.title,
    description: describe(data),
    body: parts.join(''),
  };
  const styles = `${figureStyleSheet(theme)}\n${sequentialStyleSheet(theme)}`;
  return `${svgDocument(drawing, { sized: true, styles })}\n`;
}

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

function drawScale(left: number, top: number): Svg {
  const [none, few] = ['none', 'few to the most of the column'];
  const start = left + 26 + textWidth(none, 12) + 16;
  const boxes = Array.from({ length: steps }, (_, i) =>
    element(
      'g',
      { class: `step-${i}` },
      element('rect', { class: 'cell', x: start + i * 18, y: top, width: 18, height: 12 }),
    ),
  );
  return [
    drawFrame({ x: left, y: top, width: 18, height: 12 }),
    element('text', { x: left + 26, y: top + 10 }, none),
    ...boxes,
    element('text', { x: start + steps * 18 + 8, y: top + 10 }, few),
  ].join('');
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
