'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../api/queries';
import { Section } from '../ui/section';
import { Empty } from '../ui/states';
import { BandChart } from './band-chart';
import { chooseLevels, usualColouring } from './choosing';
import { CurveControls } from './curve-controls';
import { hasBegun, type CurveLevel } from './curve-level';
import { matcher } from './matching';
import { RawExport } from './raw-export';
import { chosenSeries, latestNumber, numbersOf } from './series-choice';
import { TrialChart } from './trial-chart';
import { useCurveView } from './use-curve-view';

interface CurvesProps {
  /** The same array as long as they are the same. */
  readonly levels: readonly CurveLevel[];
  /** Of files. */
  readonly name: string;
  /** With it, arms can be drawn as means over their seeds. */
  readonly study?: string;
}

/** Points across, for one chart and for charts side by side. */
const PIXELS = { one: 1400, several: 800 };
const nothing: readonly { readonly name: string }[] = [];

/** Training curves: live, of as many levels and series as wanted; how they are looked at is in the address. */
export function Curves({ levels, name, study }: CurvesProps) {
  const [view, change] = useCurveView();
  const bands = study !== undefined;
  const usual = useMemo(() => usualColouring(levels), [levels]);
  const colour = bands ? (view.colour ?? usual) : usual;
  const { levels: asked, match, only } = view;
  const numbers = useMemo(() => {
    const there = numbersOf(levels);
    const known = asked.filter((number) => there.includes(number));
    if (known.length > 0) return known;
    return bands ? [latestNumber(levels)] : there;
  }, [levels, asked, bands]);
  const fitting = useMemo(() => matcher(bands ? match : ''), [bands, match]);
  const chosen = useMemo(
    () => chooseLevels(levels, numbers, fitting, bands && only !== null ? new Set(only) : null),
    [levels, numbers, fitting, bands, only],
  );
  const begun = chosen.find(hasBegun) ?? levels.find(hasBegun);
  const { data } = useQuery({
    ...api.metrics.series.queryOptions({ level: begun?.id ?? '' }),
    enabled: begun !== undefined,
    placeholderData: keepPreviousData,
  });
  const available = (data?.series ?? nothing).map((each) => each.name);
  const series = chosenSeries(view.series, available);
  const several = series.length > 1;
  if (begun === undefined) {
    return (
      <Section id="curves" title="Training curves">
        <Empty title="No points yet">Curves begin as soon as a worker takes up the first level.</Empty>
      </Section>
    );
  }
  return (
    <>
      <Section id="curves" title="Training curves" actions={<RawExport levels={chosen} series={series} />}>
        <CurveControls
          {...{ view, change, levels, numbers, series, available, bands, colour }}
          matchError={fitting.error}
        />
      </Section>
      <div className={several ? 'grid gap-5 xl:grid-cols-2' : 'grid gap-5'}>
        {series.map((each) =>
          bands && view.draw === 'bands' ? (
            <BandChart key={each} series={each} {...{ name, study, numbers, levels, view, change }} />
          ) : (
            <TrialChart
              key={each}
              series={each}
              {...{ name, levels, chosen, colour, view, change }}
              pixels={several ? PIXELS.several : PIXELS.one}
            />
          ),
        )}
      </div>
    </>
  );
}
