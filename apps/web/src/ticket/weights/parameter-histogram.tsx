'use client';
import { svgText } from '../../charts/drawing';
import { DrawingView } from '../../charts/drawing-view';
import { useWidth } from '../../charts/use-width';
import { formatPercent } from '../../lib/format';
import { useDark } from '../../shell/theme';
import { ExportMenu } from '../../ui/export-menu';
import { layerName } from '../levels';
import { histogramDrawing, populations, type ParameterWeights, type PopulationName } from './histogram-drawing';

interface ParameterHistogramProps {
  readonly level: string;
  readonly weights: ParameterWeights;
  readonly kind: 'log' | 'linear';
  readonly shown: readonly PopulationName[];
}

/** The histogram of one parameter with its exports. */
export function ParameterHistogram({ level, weights, kind, shown }: ParameterHistogramProps) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const dark = useDark();
  const { parameter, edges, signsChanged } = weights;
  const header = ['from', 'to', ...shown];
  const rows = () =>
    edges.slice(1).map((to, i) => [edges[i]!, to, ...shown.map((name) => populations[name].of(weights)?.counts[i])]);
  return (
    <figure className="flex min-w-0 flex-col gap-2">
      <figcaption className="flex items-center justify-between gap-2">
        <span>
          <span className="text-sm font-medium">{layerName(parameter)}</span>
          <span className="block text-xs text-soft tabular-nums">
            {signsChanged === null
              ? 'nothing is kept'
              : `${formatPercent(signsChanged, 1)} % of the survivors changed their sign`}
          </span>
        </span>
        <ExportMenu
          name={`${level}-${parameter.replaceAll('/', '-')}-histogram`}
          table={{ header, rows }}
          svg={() => svgText(histogramDrawing(weights, { width: 640, kind, dark: false, shown }), '#ffffff')}
        />
      </figcaption>
      <div ref={ref} className="min-h-56">
        {width > 0 && <DrawingView drawing={histogramDrawing(weights, { width, kind, dark, shown })} />}
      </div>
    </figure>
  );
}
