import type { MetricCurves } from '@tombola/shared';

/** A curve as the server gives it for drawing: a row for every pixel that has points. */
export type CurveRows = MetricCurves['curves'][number];
type Columns = Pick<CurveRows, 'steps' | 'min' | 'max' | 'first' | 'last' | 'nan'>;

const names = ['steps', 'min', 'max', 'first', 'last', 'nan'] as const satisfies readonly (keyof Columns)[];

/** Whether rows stand for several points each: a part of it can be had finer. */
export const isCoarse = ({ steps, count }: CurveRows): boolean => count > steps.length;

/** A curve with the rows of a part of it in place of its own there. @param from and `to`: steps, both inclusive */
export function refine(whole: CurveRows, part: CurveRows, from: number, to: number): CurveRows {
  const { steps } = whole;
  const begin = steps.findIndex((step) => step >= from);
  const before = begin < 0 ? steps.length : begin;
  const next = steps.findIndex((step) => step > to);
  const after = next < 0 ? steps.length : next;
  const columns = Object.fromEntries(
    names.map((name) => [name, [...whole[name].slice(0, before), ...part[name], ...whole[name].slice(after)]]),
  ) as unknown as Columns;
  return { ...whole, ...columns };
}
