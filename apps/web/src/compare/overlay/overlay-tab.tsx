'use client';
import { parseAsBoolean, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { svgText } from '../../charts/drawing';
import { inkOf } from '../../charts/colours';
import { useWidth } from '../../charts/use-width';
import { useDark } from '../../shell/theme';
import { Checkbox } from '../../ui/field';
import { ExportMenu } from '../../ui/export-menu';
import { Section } from '../../ui/section';
import { Empty } from '../../ui/states';
import { InteractivePlot } from '../plot/interactive-plot';
import type { View } from '../use-view';
import { LabelledSelect } from '../view-controls';
import { abscissaNames, overlayDrawing } from './overlay-drawing';
import { abscissas, bandNames, bands, overlaySeries } from './overlay-series';

const parsers = {
  x: parseAsStringLiteral(abscissas).withDefault('density'),
  band: parseAsStringLiteral(bands).withDefault('range'),
  members: parseAsBoolean.withDefault(false),
  diff: parseAsBoolean.withDefault(true),
  logY: parseAsBoolean.withDefault(false),
};

/** A metric along density, level or cost: the mean of every group, what its seeds span, and its members on demand. */
export function OverlayTab({ view }: { readonly view: View }) {
  const [{ x, band, members, diff, logY }, set] = useQueryStates(parsers, { history: 'push' });
  const { ref, width } = useWidth<HTMLDivElement>();
  const dark = useDark();
  const { groups, metric, unit } = view;
  const baseline = diff ? view.baseline : undefined;
  const series = useMemo(
    () => overlaySeries(groups, { x, band, members, baseline, unit }),
    [groups, x, band, members, baseline, unit],
  );
  const draw = useCallback(
    (look: { readonly width: number; readonly dark: boolean }) =>
      overlayDrawing(series, {
        ...look,
        ...{ metric, unit, x, logY },
        baseline: baseline?.label,
        band: baseline === undefined ? bandNames[band] : '95 % interval of the paired difference',
      }),
    [series, metric, unit, x, logY, baseline, band],
  );
  const plotted = useMemo(
    () => (width === 0 || series.length === 0 ? undefined : draw({ width, dark })),
    [series, draw, width, dark],
  );
  return (
    <Section
      id="overlay"
      title="Overlay"
      actions={
        <ExportMenu
          name={`overlay-${metric}`}
          table={exportOf(series)}
          {...(series.length > 0 && {
            svg: () => svgText(draw({ width: 860, dark: false }).drawing, inkOf(false).surface),
          })}
        />
      }
    >
      <div className="mb-4 flex flex-wrap items-end gap-x-4 gap-y-3">
        <LabelledSelect
          label="Along"
          value={x}
          options={abscissas.map((value) => ({ value, label: abscissaNames[value] }))}
          onChange={(value) => void set({ x: value })}
        />
        {baseline === undefined ? (
          <>
            <LabelledSelect
              label="Band"
              value={band}
              options={bands.map((value) => ({ value, label: bandNames[value] }))}
              onChange={(value) => void set({ band: value })}
            />
            <Checkbox
              className="min-h-9"
              label="single trials"
              checked={members}
              onChange={(value) => void set({ members: value })}
            />
            <Checkbox
              className="min-h-9"
              label="log y"
              checked={logY}
              onChange={(value) => void set({ logY: value })}
            />
          </>
        ) : null}
        {view.baseline && (
          <Checkbox
            className="min-h-9"
            label={`differences to ${view.baseline.label}`}
            checked={diff}
            onChange={(value) => void set({ diff: value })}
          />
        )}
      </div>
      <div ref={ref} className="min-h-72 min-w-0">
        {plotted && <InteractivePlot {...plotted} />}
        {series.length === 0 && (
          <Empty title="Nothing to draw">
            {groups.length === 0 ? 'All groups are hidden.' : 'No level is done that has this metric.'}
          </Empty>
        )}
      </div>
      <p className="mt-2 text-xs text-soft">
        {baseline === undefined
          ? `Lines join means over seeds at the levels${band === 'none' ? '' : `; bands span ${bandNames[band]}`}. A single level is drawn across. Nothing is smoothed, no seed is left out.`
          : 'Mean difference of seeds that both have, at the level of the same density, with its 95 % t interval. A baseline of one level is held against all.'}
      </p>
    </Section>
  );
}

function exportOf(series: ReturnType<typeof overlaySeries>) {
  return {
    header: ['group', 'recipe', 'level', 'density', 'x', 'n', 'mean', 'band low', 'band high'],
    rows: () =>
      series.flatMap(({ group, points }) =>
        points.map(({ level, density, x, n, y, low, high }) => [
          ...[group.label, group.recipes.join(' '), level, density, x, n, y, low, high],
        ]),
      ),
  };
}
