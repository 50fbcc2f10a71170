'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../api/queries';
import { Chips } from '../../curves/chips';
import { seriesTitle } from '../../curves/curve-words';
import { RawExport } from '../../curves/raw-export';
import { chosenSeries, numbersOf } from '../../curves/series-choice';
import { SmoothingField } from '../../curves/smoothing-field';
import { TrialChart } from '../../curves/trial-chart';
import { useCurveView } from '../../curves/use-curve-view';
import { formatCount, formatDensity } from '../../lib/format';
import { Checkbox } from '../../ui/field';
import { Section } from '../../ui/section';
import { Empty } from '../../ui/states';
import type { View } from '../use-view';
import { curveColours, curveLevels, usualLevel } from './curve-levels';

/** Points across: of many curves fewer are enough. */
const pixelsFor = (curves: number) => (curves <= 20 ? 1400 : curves <= 100 ? 500 : 250);
const nothing: readonly { readonly name: string }[] = [];

/** The training of all trials at a level, a line each, in the colours of their groups. */
export function CurvesTab({ view: { all, groups } }: { readonly view: View }) {
  const [inAddress, change] = useCurveView();
  // Only steps are known of levels here, not when they were taken.
  const view = useMemo(() => ({ ...inAddress, clock: 'step' as const }), [inAddress]);
  const levels = useMemo(() => curveLevels(groups), [groups]);
  const colours = useMemo(() => curveColours(all), [all]);
  const numbers = useMemo(() => numbersOf(levels), [levels]);
  const shown = useMemo(() => {
    const known = view.levels.filter((number) => numbers.includes(number));
    const usual = usualLevel(levels);
    return known.length > 0 || usual === undefined ? known : [usual];
  }, [view.levels, numbers, levels]);
  const chosen = useMemo(() => levels.filter(({ level }) => shown.includes(level)), [levels, shown]);
  const first = chosen[0];
  const { data } = useQuery({
    ...api.metrics.series.queryOptions({ level: first?.id ?? '' }),
    enabled: first !== undefined,
    placeholderData: keepPreviousData,
  });
  const available = (data?.series ?? nothing).map(({ name }) => name);
  const series = chosenSeries(view.series, available);
  const pixels = pixelsFor(chosen.length);
  const toggled = <T,>(list: readonly T[], value: T) =>
    list.includes(value) ? list.filter((each) => each !== value) : [...list, value];
  if (first === undefined) {
    return (
      <Section id="curves" title="Training curves">
        <Empty title="Nothing to draw">
          {groups.length === 0 ? 'All groups are hidden.' : 'No level is done that has this metric.'}
        </Empty>
      </Section>
    );
  }
  return (
    <>
      <Section
        id="curves"
        title={`Training curves of ${formatCount(chosen.length)} trainings`}
        actions={<RawExport levels={chosen} series={series} />}
      >
        <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
          <Chips
            label="Series"
            options={[...new Set([...available, ...series])].map((value) => ({ value, label: seriesTitle(value) }))}
            chosen={series}
            onToggle={(value) => change({ series: toggled(series, value) })}
          />
          <Chips
            label="Levels"
            options={numbers.map((value) => ({ value, label: value, title: densitiesOf(levels, value) }))}
            chosen={shown}
            onToggle={(value) => change({ levels: toggled(shown, value).sort((a, b) => a - b), off: [] })}
          />
          <fieldset className="flex flex-col gap-1">
            <legend className="text-sm font-medium">Logarithmic</legend>
            <div className="flex min-h-9 items-center gap-4">
              {(['x', 'y'] as const).map((axis) => (
                <Checkbox
                  key={axis}
                  label={axis}
                  checked={view.log.includes(axis)}
                  onChange={() => change({ log: toggled(view.log, axis) })}
                />
              ))}
            </div>
          </fieldset>
          <SmoothingField value={view.smooth} onChange={(smooth) => change({ smooth }, 'replace')} />
        </div>
      </Section>
      <div className={series.length > 1 ? 'grid gap-5 xl:grid-cols-2' : 'grid gap-5'}>
        {series.map((each) => (
          <TrialChart
            key={each}
            name="compare"
            series={each}
            levels={colours}
            colour="arm"
            {...{ chosen, pixels, view, change }}
          />
        ))}
      </div>
    </>
  );
}

function densitiesOf(levels: ReturnType<typeof curveLevels>, number: number): string {
  const densities = levels.flatMap(({ level, density }) => (level === number && density !== null ? density : []));
  const [low, high] = [Math.min(...densities), Math.max(...densities)].map((density) => formatDensity(density));
  return `level ${number}: ${low === high ? low : `${low} to ${high}`} of the weights`;
}
