'use client';
import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import type { Line } from '../charts/align';
import type { Range } from '../charts/line-chart';
import { formatNumber } from '../lib/format';
import { ExportMenu } from '../ui/export-menu';
import { Section } from '../ui/section';
import { Empty, ErrorNotice, Loading, Skeleton } from '../ui/states';
import { chartDrawing } from './chart-drawing';
import { CurveTable } from './curve-table';
import { clockTitles, isShare, seriesTitle } from './curve-words';
import { pointRows } from './point-rows';
import { elapsedIncrements, formatElapsed } from './time-axis';
import type { ChangeView, CurveView } from './use-curve-view';

// uPlot comes with the first chart, not with the page.
const LineChart = lazy(() => import('../charts/line-chart').then(({ LineChart }) => ({ default: LineChart })));

const HEIGHT = 300;

interface CurveChartProps {
  /** Of the files that it is exported as. */
  readonly name: string;
  readonly series: string;
  readonly lines: readonly Line[];
  readonly view: CurveView;
  readonly change: ChangeView;
  readonly pending: boolean;
  readonly error: unknown;
  readonly retry: () => void;
  /** What the lines are. */
  readonly caption: ReactNode;
}

/** One series as a chart, with its files and its values as a table. */
export function CurveChart({ name, series, lines, view, change, pending, error, retry, caption }: CurveChartProps) {
  const { clock, log, from, to, off } = view;
  const range = useMemo<Range | null>(() => (from === null || to === null ? null : { min: from, max: to }), [from, to]);
  const hidden = useMemo(() => hiddenKeys(off, lines), [off, lines]);
  const title = seriesTitle(series);
  const unit = isShare(series) ? '%' : '';
  const formatY = isShare(series) ? formatShare : formatNumber;
  const formatX = clock === 'step' ? formatStep : clock === 'elapsed' ? formatElapsed : formatMoment;
  const look = {
    title,
    xLabel: clockTitles[clock],
    yLabel: unit === '' ? title : `${title} (%)`,
    logX: log.includes('x') && clock !== 'wall',
    logY: log.includes('y'),
    formatX,
    formatY,
  };
  const shown = lines.filter(({ key }) => !hidden.has(key));
  return (
    <Section
      id={`curve-${series.replaceAll('.', '-')}`}
      title={title}
      actions={
        lines.length > 0 && (
          <ExportMenu
            name={`${name}-${series}`}
            table={{ header: ['curve', view.clock, 'value', 'low', 'high'], rows: () => pointRows(shown, range) }}
            svg={() => chartDrawing(shown, { ...look, range })}
          />
        )
      }
    >
      {error !== null && error !== undefined && <ErrorNotice error={error} retry={retry} />}
      {lines.length > 0 ? (
        <div className="flex flex-col gap-2">
          <Suspense fallback={<ChartSkeleton what={title} />}>
            <LineChart
              label={title}
              lines={lines}
              {...look}
              time={clock === 'wall'}
              {...(clock === 'elapsed' && { increments: elapsedIncrements })}
              height={HEIGHT}
              syncKey={`${name} curves`}
              range={range}
              onRange={(next) => change({ from: next?.min ?? null, to: next?.max ?? null })}
              hidden={hidden}
              onToggle={(key) =>
                change({ off: off.includes(key) ? off.filter((each) => each !== key) : [...off, key] })
              }
            />
          </Suspense>
          <p className="text-xs text-soft">{caption}</p>
          <CurveTable title={title} lines={shown} xLabel={clock} formatX={formatX} formatY={formatY} />
        </div>
      ) : pending ? (
        <ChartSkeleton what={title} />
      ) : (
        (error === null || error === undefined) && (
          <Empty title="No points yet">
            Nothing of this series has been measured at the levels chosen. Points come as soon as a level trains.
          </Empty>
        )
      )}
    </Section>
  );
}

const ChartSkeleton = ({ what }: { readonly what: string }) => (
  <Loading what={what}>
    <Skeleton className="h-[300px]" />
    <Skeleton className="mt-2 h-[4.5rem]" />
  </Loading>
);

/** A name that is switched off takes with it what stands behind its line. */
function hiddenKeys(off: readonly string[], lines: readonly Line[]): ReadonlySet<string> {
  const isOff = (key: string) => off.some((each) => key === each || key.startsWith(`${each} `));
  return new Set(lines.map(({ key }) => key).filter(isOff));
}

const formatShare = (value: number) => String(Number((value * 100).toFixed(2)));
const formatStep = (step: number) => (Number.isInteger(step) ? step.toLocaleString('en') : String(step));
const formatMoment = (seconds: number) => new Date(seconds * 1000).toLocaleString();
