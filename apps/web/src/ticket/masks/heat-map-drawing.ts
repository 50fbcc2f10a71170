import type { Drawing, Mark } from '../../charts/drawing';
import { colourOf, hexOf, nothingOf, stopsOf } from './colour-scale';
import type { Grid } from './grid';

interface HeatMapDrawing {
  readonly title: string;
  /** Of what it is. */
  readonly subtitle: string;
  readonly grid: Grid;
  /** What has the last colour. */
  readonly most: number;
  readonly format: (value: number) => string;
  /** What the numbers are. */
  readonly unit: string;
}

const ink = '#16191d';
const soft = '#535b65';
const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const WIDTH = 448;
const MARGIN = 16;
const TALLEST = 560;

/** A heat map with its title and legend, light, for a file. */
export function heatMapDrawing({ title, subtitle, grid, most, format, unit }: HeatMapDrawing): Drawing {
  const { rows, columns, values } = grid;
  const width = Math.max(1, Math.floor((WIDTH - 2 * MARGIN) / Math.max(1, columns)));
  // A tall matrix is drawn less tall.
  const tall = Math.min(width, Math.max(1, Math.floor(TALLEST / Math.max(1, rows))));
  const top = 60;
  const height = rows * tall;
  const cells = values.map((value, i): Mark => {
    const [x, y] = [MARGIN + (i % columns) * width, top + Math.floor(i / columns) * tall];
    const fill = hexOf(colourOf(most === 0 ? 0 : value / most, false));
    return { tag: 'rect', attributes: { x, y, width, height: tall, fill } };
  });
  const text = (x: number, y: number, words: string, more: Mark['attributes'] = {}): Mark => ({
    tag: 'text',
    attributes: { x, y, fontFamily: font, fontSize: 12, fill: soft, ...more },
    text: words,
  });
  return {
    width: WIDTH,
    height: top + height + 64,
    label: `${title}, ${subtitle}`,
    marks: [
      text(MARGIN, 26, title, { fontSize: 14, fontWeight: 600, fill: ink }),
      text(MARGIN, 46, subtitle),
      // Without seams between neighbours.
      { tag: 'g', attributes: { shapeRendering: 'crispEdges' }, children: cells },
      ...legend(top + height + 16, text, { most, format, unit }),
    ],
  };
}

function legend(
  y: number,
  text: (x: number, y: number, words: string, more?: Mark['attributes']) => Mark,
  { most, format, unit }: Pick<HeatMapDrawing, 'most' | 'format' | 'unit'>,
): Mark[] {
  const box = (x: number, width: number, fill: string): Mark => ({
    tag: 'rect',
    attributes: { x, y, width, height: 12, fill },
  });
  const stops = stopsOf(false);
  const from = MARGIN + 72;
  const width = 20;
  return [
    box(MARGIN, 12, nothingOf(false)),
    text(MARGIN + 18, y + 10.5, 'none'),
    ...stops.map((colour, i) => box(from + i * width, width, colour)),
    text(from, y + 28, format(0)),
    text(from + stops.length * width, y + 28, format(most), { textAnchor: 'end' }),
    text(from + stops.length * width + 10, y + 10.5, unit),
  ];
}
