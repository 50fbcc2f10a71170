import { drawnMetrics, drawnPoints, observationsFromAggregates } from '@tombola/figures';
import type { ArmAggregateOut } from '@tombola/shared';
import type { Cell } from '../../lib/download';
import type { TableExport } from '../../ui/export-menu';
import { exportHeader, exportRow } from '../tables/table-rows';
import type { AnyFigure } from './figure-facts';

/** The points of a figure, to be saved. */
export function figureTable(spec: AnyFigure, aggregates: readonly ArmAggregateOut[]): TableExport {
  return { header: exportHeader, rows: () => figureRows(spec, aggregates) };
}

/** The points of a figure, metric by metric and in its order, under `exportHeader`. */
export function figureRows(spec: AnyFigure, aggregates: readonly ArmAggregateOut[]): Cell[][] {
  const points = drawnPoints(spec, observationsFromAggregates(aggregates));
  return drawnMetrics(spec).flatMap((metric) =>
    points.flatMap(({ arm, label, level }) => {
      const own = aggregates.find((each) => each.arm === arm && each.metric === metric);
      const found = own?.levels.find((each) => each.level === level);
      return found === undefined ? [] : [exportRow(arm, label, metric, found)];
    }),
  );
}
