import { niceTicks, scale, type ScaleKind } from '@tombola/figures';
import { inkOf, strokeOf } from '../charts/colours';
import { tenth, type Drawing, type Mark } from '../charts/drawing';
import { plotFrame, plotLegend, type Area } from '../charts/plot-frame';
import { formatDensity } from '../lib/format';
import { layerName, type DensityTable } from './levels';

interface LayerChartOptions {
  readonly width: number;
  readonly kind: ScaleKind;
  readonly dark: boolean;
  /** The level that the page is about: marked. */
  readonly current: string;
}

/** What is left of each layer along the levels, and of all together. */
export function layerChart({ layers, rows }: DensityTable, { width, kind, dark, current }: LayerChartOptions): Drawing {
  const lines = [
    ...layers.map((name, i) => ({ label: layerName(name), values: rows.map((row) => row.densities[i]!) })),
  ];
  const all = { label: 'all layers', values: rows.map(({ density }) => density as number | null) };
  // Layers are often pruned alike: the first ones are wider, so that lines on top of each other are all seen.
  const drawn = [
    ...lines.map((line, i) => ({ ...line, ...strokeOf(i, dark), wide: Math.min(3, lines.length - 1 - i) * 2.5 + 2 })),
    { ...all, colour: inkOf(dark).text, dash: [2, 3], wide: 1.5 },
  ];
  const legend = plotLegend(
    drawn.map(({ label, colour, dash }) => ({ label, colour, dash })),
    { left: 46, right: width - 12, top: 14 },
    dark,
  );
  const top = legend.height + 34;
  const area: Area = { left: 46, right: width - 12, top, bottom: top + 190 };
  const last = Math.max(1, ...rows.map(({ level }) => level));
  const x = scale('linear', [0, last], [area.left + 10, area.right - 10]);
  const positive = drawn.flatMap(({ values }) => values).filter((value) => value !== null && value > 0) as number[];
  const ticks = kind === 'log' ? niceTicks('log', Math.min(1, ...positive), 1) : niceTicks('linear', 0, 1);
  const low = ticks[0]!;
  const y = scale(kind, [low, ticks.at(-1)!], [area.bottom, area.top]);
  const levels = Array.from({ length: last + 1 }, (_, i) => i).filter((i) => i % Math.ceil((last + 1) / 12) === 0);
  // A layer of which nothing is left stands on the axis.
  const place = (value: number) => y(Math.max(low, value));
  const marks = drawn.flatMap(({ label, values, colour, dash, wide }): Mark[] => {
    const points = rows.flatMap(({ level }, i) => {
      const value = values[i];
      return value == null ? [] : [{ level, value, x: tenth(x(level)), y: tenth(place(value)) }];
    });
    const d = points.map((point, i) => `${i === 0 ? 'M' : 'L'}${point.x} ${point.y}`).join('');
    return [
      {
        tag: 'path',
        attributes: { d, fill: 'none', stroke: colour, strokeWidth: wide, strokeDasharray: dashed(dash) },
      },
      ...points.map((point): Mark => ({
        tag: 'rect',
        attributes: square(point, Math.max(6, wide + 3), colour),
        title: `${label}, level ${point.level}: ${formatDensity(point.value)}`,
      })),
    ];
  });
  const { text } = inkOf(dark);
  const here = rows.find(({ id }) => id === current);
  const cursor: Mark[] = here
    ? [{ tag: 'line', attributes: { ...vertical(tenth(x(here.level)), area), stroke: text, strokeDasharray: '3 3' } }]
    : [];
  const axes = plotFrame(
    area,
    { scale: x, ticks: levels, format: String, title: 'Level' },
    { scale: y, ticks, format: percent, title: 'Weights remaining (%)' },
    dark,
  );
  return {
    width,
    height: area.bottom + 44,
    label: `Weights remaining in each of ${layers.length} layers at ${rows.length} levels`,
    marks: [...legend.marks, ...axes, ...cursor, ...marks],
  };
}

const square = ({ x, y }: { readonly x: number; readonly y: number }, side: number, fill: string) => ({
  ...{ x: tenth(x - side / 2), y: tenth(y - side / 2), width: side, height: side, rx: side / 2, fill },
});
const dashed = (dash: readonly number[]) => dash.join(' ') || 'none';
const vertical = (x: number, { top, bottom }: Area) => ({ x1: x, x2: x, y1: top, y2: bottom });
const percent = (share: number) => Number((share * 100).toPrecision(4)).toString();
