'use client';
import { omit } from '@tombola/shared';
import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { createParser, parseAsArrayOf, parseAsString, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { formatMetricName } from '../../lib/format';
import type { Choice } from '../choice';
import type { Compared } from '../compared';
import { comparisonOptions } from '../use-comparison';
import type { View } from '../use-view';
import { axisChoices, defaultAxes, parallelAxis, type AxisChoice } from './axes';
import { isBrushed, readBrushes, writeBrushes, type Brush, type Brushes } from './brushes';
import { BOTTOM, TOP } from './parallel-drawing';
import { metricAxis, parallelRows } from './rows';

const brushParser = createParser<Brushes>({
  parse: readBrushes,
  serialize: writeBrushes,
  eq: (a, b) => writeBrushes(a) === writeBrushes(b),
});

const parsers = {
  axes: parseAsArrayOf(parseAsString),
  brush: brushParser.withDefault({}),
  shade: parseAsString,
};

interface Answers {
  readonly data: readonly (Compared | undefined)[];
  readonly error: unknown;
}

const combine = (results: readonly UseQueryResult<Compared>[]): Answers => ({
  data: results.map(({ data }) => data),
  error: results.find(({ error }) => error !== null)?.error ?? null,
});

/** Axes, brushes and colours of the parallel coordinates, in the address, and the rows that they show. */
export function useParallel(view: View, choice: Choice) {
  const { compared, metric } = view;
  const [{ axes: inAddress, brush: brushes, shade }, set] = useQueryStates(parsers, { history: 'push' });
  const known = useMemo(() => knownAxes(compared, metric), [compared, metric]);
  const chosen = useMemo(
    () => (inAddress ?? defaultAxes(compared, metric)).flatMap((id) => known.get(id) ?? []),
    [inAddress, compared, metric, known],
  );
  const colourBy = shade !== null && known.has(shade) ? shade : metricAxis(metric);
  const wanted = useMemo(
    () => otherMetrics([...chosen.map(({ id }) => id), colourBy], metric),
    [chosen, colourBy, metric],
  );
  const answers = useQueries({ queries: wanted.map((name) => comparisonOptions(choice, name)), combine });
  const rows = useMemo(() => {
    const others = wanted.flatMap((name, i) => {
      const data = answers.data[i];
      return data === undefined ? [] : [[name, data] as const];
    });
    return parallelRows(view, new Map(others));
  }, [view, wanted, answers.data]);
  const axes = useMemo(() => chosen.map((axis) => parallelAxis(axis, rows, TOP, BOTTOM)), [chosen, rows]);
  const brushed = useMemo(() => new Set(rows.filter((row) => isBrushed(row, brushes, axes))), [rows, brushes, axes]);
  return {
    choices: [...known.values()],
    axes,
    rows,
    brushed,
    brushes,
    colourBy,
    error: answers.error,
    setAxes: (ids: readonly string[] | null) => void set({ axes: ids === null ? null : [...ids] }),
    setBrush: (id: string, next: Brush | undefined) => void set({ brush: withBrush(brushes, id, next) }),
    clear: () => void set({ brush: null }),
    setColour: (id: string) => void set({ shade: id }),
  };
}

/** By id; a metric that was chosen is an axis even while no level has it. */
function knownAxes(compared: Compared, metric: string): Map<string, AxisChoice> {
  const own = { id: metricAxis(metric), title: formatMetricName(metric) };
  return new Map([...axisChoices(compared), own].map((axis) => [axis.id, axis]));
}

/** Metrics of axes that the comparison itself does not have. */
function otherMetrics(ids: readonly string[], metric: string): string[] {
  const names = ids.filter((id) => id.startsWith('m.')).map((id) => id.slice(2));
  return [...new Set(names)].filter((name) => name !== metric);
}

function withBrush(brushes: Brushes, id: string, brush: Brush | undefined): Brushes | null {
  const rest = omit(brushes, id);
  const next = brush === undefined ? rest : { ...rest, [id]: brush };
  return Object.keys(next).length === 0 ? null : next;
}
