import type { Measurement } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import type { Transaction } from '../store/connect';
import { metricChunks } from '../store/schema/index';
import { decodeSteps, decodeValues, encodeSteps, encodeValues } from '../store/metrics/codec';
import type { Change } from './change';
import { fence, type HeldLevel, type Hold } from './fence';

/** What was measured at one step, by series. */
export interface Point {
  readonly step: number;
  readonly values: Readonly<Record<string, number>>;
}

/** A measurement as a point: `trainLoss`, `validation.loss` and so on. */
export function pointOf({ step, trainLoss, validation, test }: Measurement): Point {
  return {
    step,
    values: {
      ...(trainLoss === undefined ? {} : { trainLoss }),
      'validation.loss': validation.loss,
      'validation.accuracy': validation.accuracy,
      'test.loss': test.loss,
      'test.accuracy': test.accuracy,
    },
  };
}

/** Appends what is new of these points; steps that are stored already are left as they are. */
export async function appendMetrics(change: Change, hold: Hold, points: readonly Point[]): Promise<void> {
  await appendPoints(change, await fence(change.tx, hold), points);
}

export async function appendPoints(change: Change, level: HeldLevel, points: readonly Point[]): Promise<void> {
  const fresh = points.filter(({ step }) => step > level.metricsStep);
  if (fresh.length === 0) return;
  const { tx } = change;
  const columns = columnsOf(fresh);
  await tx.insert(metricChunks).values(
    Object.entries(columns).map(([series, { steps, values }]) => ({
      levelNo: level.no,
      series,
      fromStep: steps[0]!,
      toStep: steps.at(-1)!,
      count: steps.length,
      steps: encodeSteps(steps),
      values: encodeValues(values),
    })),
  );
  const last = fresh.at(-1)!.step;
  await tx.execute(sql`
    update levels set metrics_step = ${last}, step = greatest(step, ${last}), updated_at = now() where no = ${level.no}`);
  change.tell({
    type: 'metrics',
    level,
    data: { from: fresh[0]!.step, to: last, steps: level.steps, series: columns },
  });
}

interface Columns {
  readonly steps: number[];
  readonly values: number[];
}

function columnsOf(points: readonly Point[]): Record<string, Columns> {
  const columns: Record<string, Columns> = {};
  for (const { step, values } of points) {
    for (const [series, value] of Object.entries(values)) {
      const column = (columns[series] ??= { steps: [], values: [] });
      column.steps.push(step);
      column.values.push(value);
    }
  }
  return columns;
}

/** Makes one row a series of the rows of a level that is finished. */
export async function mergeMetrics(tx: Transaction, levelNo: number): Promise<void> {
  const { rows } = await tx.execute<{ series: string; steps: Buffer; values: Buffer }>(sql`
    delete from metric_chunks where level_no = ${levelNo} returning series, from_step, steps, values`);
  if (rows.length === 0) return;
  const merged = new Map<string, { step: number; value: number }[]>();
  for (const { series, steps, values } of rows) {
    const points = merged.get(series) ?? [];
    merged.set(series, points);
    const [at, column] = [decodeSteps(steps), decodeValues(values)];
    for (let i = 0; i < at.length; i++) points.push({ step: at[i]!, value: column[i]! });
  }
  await tx.insert(metricChunks).values(
    [...merged].map(([series, points]) => {
      points.sort((a, b) => a.step - b.step);
      const steps = points.map(({ step }) => step);
      return {
        levelNo,
        series,
        fromStep: steps[0]!,
        toStep: steps.at(-1)!,
        count: steps.length,
        steps: encodeSteps(steps),
        values: encodeValues(points.map(({ value }) => value)),
      };
    }),
  );
}
