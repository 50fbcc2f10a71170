import { scale, type ScaleKind } from '@tombola/figures';
import type { TicketWeights } from '@tombola/shared';
import { strokeOf } from '../../charts/colours';
import { tenth, type Drawing, type Mark } from '../../charts/drawing';
import { plotFrame, plotLegend, type Area } from '../../charts/plot-frame';
import { formatCompact, formatCount, formatNumber } from '../../lib/format';
import { layerName } from '../levels';
import { countAxis, outline, symmetricTicks } from './histogram-scale';

export type ParameterWeights = TicketWeights['parameters'][number];
type Population = ParameterWeights['final'];

/** The populations of weights of a parameter, by their names in the address. */
export const populations = {
  final: { label: 'survivors, trained', stroke: 0, of: ({ final }: ParameterWeights): Population | null => final },
  kept: {
    label: 'survivors, initial',
    stroke: 1,
    of: ({ initial }: ParameterWeights): Population | null => initial.kept,
  },
  all: { label: 'all, initial', stroke: 6, of: ({ initial }: ParameterWeights): Population | null => initial.all },
} as const;
export type PopulationName = keyof typeof populations;
export const populationNames = Object.keys(populations) as PopulationName[];

interface HistogramOptions {
  readonly width: number;
  readonly kind: ScaleKind;
  readonly dark: boolean;
  readonly shown: readonly PopulationName[];
}

/** Weights of a parameter before and after the training, as outlines over common bins. */
export function histogramDrawing(weights: ParameterWeights, { width, kind, dark, shown }: HistogramOptions): Drawing {
  const { parameter, edges } = weights;
  const found = shown.flatMap((name) => {
    const { of, label, stroke } = populations[name];
    const population = of(weights);
    return population === null
      ? []
      : [{ name, label, colour: strokeOf(stroke, dark).colour, counts: population.counts }];
  });
  const legend = plotLegend(found, { left: 46, right: width - 8, top: 14 }, dark);
  const top = legend.height + 34;
  const area: Area = { left: 46, right: width - 8, top, bottom: top + 150 };
  const half = edges.at(-1)!;
  const x = scale('linear', [-half, half], [area.left, area.right]);
  const most = Math.max(0, ...found.flatMap(({ counts }) => counts));
  const y = countAxis(kind, most, area.bottom, area.top);
  const shapes = found.map(({ name, colour, counts }): Mark => ({
    tag: 'path',
    attributes: {
      d: outline(edges, counts, x, y.scale),
      fill: name === 'final' ? colour : 'none',
      fillOpacity: 0.22,
      stroke: colour,
      strokeWidth: 1.5,
      strokeLinejoin: 'round',
    },
  }));
  const bins = edges.slice(1).map((edge, i): Mark => {
    const from = edges[i]!;
    const told = found.map(({ label, counts }) => `${label}: ${formatCount(counts[i] ?? 0)}`);
    return {
      tag: 'rect',
      attributes: {
        ...{ x: tenth(x(from)), y: area.top, width: tenth(x(edge) - x(from)), height: area.bottom - area.top },
        fill: 'transparent',
      },
      title: [`${formatNumber(from)} to ${formatNumber(edge)}`, ...told].join('\n'),
    };
  });
  const axes = plotFrame(
    area,
    { scale: x, ticks: symmetricTicks(half), format: formatNumber, title: 'Weight' },
    {
      scale: y.scale,
      ticks: y.ticks,
      format: formatCompact,
      title: `Weights per bin${kind === 'log' ? ' (log)' : ''}`,
    },
    dark,
  );
  return {
    width,
    height: area.bottom + 44,
    label: `Histogram of the weights of ${layerName(parameter)}: ${found.map(({ label }) => label).join('; ')}`,
    marks: [...legend.marks, ...axes, ...[...shapes].reverse(), ...bins],
  };
}
