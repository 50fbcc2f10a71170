'use client';
import { useCallback, useMemo, useState } from 'react';
import { inkOf } from '../../charts/colours';
import { svgText } from '../../charts/drawing';
import { useWidth } from '../../charts/use-width';
import { useDark } from '../../shell/theme';
import { Button } from '../../ui/button';
import { ExportMenu } from '../../ui/export-menu';
import { Section } from '../../ui/section';
import { Empty, ErrorNotice } from '../../ui/states';
import type { Choice } from '../choice';
import type { View } from '../use-view';
import { LabelledSelect } from '../view-controls';
import { AxesMenu } from './axes-menu';
import { AxisHeads } from './axis-heads';
import { ColourKey } from './colour-key';
import { colourScale } from './colour-scale';
import { parallelDrawing, type ParallelLook } from './parallel-drawing';
import { ParallelPlot } from './parallel-plot';
import type { ParallelRow } from './rows';
import { RowsTable } from './rows-table';
import { useParallel } from './use-parallel';

/** Between two axes at least, in pixels: narrower places scroll. */
const SPACING = 104;

/** Every trial as a line over what differs and what came of it. */
export function ParallelTab({ view, choice }: { readonly view: View; readonly choice: Choice }) {
  const { choices, axes, rows, brushed, brushes, colourBy, error, ...change } = useParallel(view, choice);
  const { ref, width: room } = useWidth<HTMLDivElement>();
  const dark = useDark();
  const [marked, setMarked] = useState<ParallelRow | undefined>(undefined);
  const width = Math.max(room, axes.length * SPACING);
  const chosen = useMemo(() => rows.filter((row) => brushed.has(row)), [rows, brushed]);
  const draw = useCallback(
    (look: ParallelLook) => {
      const colour = colourScale(valuesOf(rows, colourBy), look.dark);
      return parallelDrawing(axes, rows, (row) => brushed.has(row), { brushes, colour, colourBy }, look);
    },
    [axes, rows, brushed, brushes, colourBy],
  );
  const drawing = useMemo(() => draw({ width, dark, titles: false }), [draw, width, dark]);
  const colourAxis = axes.find(({ id }) => id === colourBy);
  const isEmpty = rows.length === 0 || axes.length === 0;
  return (
    <>
      <Section
        id="parallel"
        title="Parallel coordinates"
        actions={
          <>
            <AxesMenu choices={choices} chosen={axes.map(({ id }) => id)} onChoose={change.setAxes} />
            <ExportMenu
              name="parallel-coordinates"
              json={() =>
                rows.map((row) => ({ trial: row.trial, atLevel: row.level, brushed: brushed.has(row), ...row.values }))
              }
              {...(!isEmpty && {
                svg: () =>
                  svgText(
                    draw({ width: Math.max(860, axes.length * 120), dark: false, titles: true }),
                    inkOf(false).surface,
                  ),
              })}
            />
          </>
        }
      >
        <div className="mb-4 flex flex-wrap items-end gap-x-4 gap-y-3">
          <LabelledSelect
            label="Colour"
            value={colourBy}
            options={choices.map(({ id, title }) => ({ value: id, label: title }))}
            onChange={change.setColour}
          />
          {colourAxis?.kind === 'number' && (
            <ColourKey scale={colourScale(valuesOf(rows, colourBy), dark)} format={colourAxis.format} />
          )}
          {Object.keys(brushes).length > 0 && (
            <Button kind="ghost" onClick={change.clear}>
              Clear brushes
            </Button>
          )}
        </div>
        {error !== null && <ErrorNotice error={error} />}
        <div ref={ref}>
          {isEmpty ? (
            <Empty title="Nothing to draw">
              {axes.length === 0 ? 'Choose axes.' : 'No trial that is shown has the level that is looked at.'}
            </Empty>
          ) : (
            <div role="region" aria-label="Axes and lines" tabIndex={0} className="overflow-x-auto">
              {room > 0 && (
                <>
                  <AxisHeads {...{ axes, brushes, width }} setAxes={change.setAxes} setBrush={change.setBrush} />
                  <ParallelPlot {...{ drawing, axes, marked }} rows={chosen} onBrush={change.setBrush} />
                </>
              )}
            </div>
          )}
        </div>
        <p className="mt-2 text-xs text-soft">
          Drag along an axis to keep a range, click on it to have all of it again; or open the name of an axis and write
          the range down. Trials without such a value stand under an axis, at none.
        </p>
      </Section>
      {!isEmpty && <RowsTable rows={chosen} total={rows.length} axes={axes} onMark={setMarked} />}
    </>
  );
}

const valuesOf = (rows: readonly ParallelRow[], id: string) => rows.map(({ values }) => values[id] ?? null);
