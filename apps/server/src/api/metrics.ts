import {
  InputError,
  metricBandsOut,
  metricBandsSchema,
  metricCurvesOut,
  metricCurvesSchema,
  metricRawOut,
  metricRawSchema,
  metricSeriesOut,
  metricSeriesSchema,
  type MetricSeries,
} from '@tombola/shared';
import type { TRPCRouterRecord } from '@trpc/server';
import { sql } from 'drizzle-orm';
import { downsample, type StepRange } from '../store/metrics/downsample';
import { bandsOfStudy } from './bands';
import { NotFoundError } from './problems';
import { readCurves, type StoredCurve } from './stored-curves';
import { reading } from './trpc';

const tags = ['metrics'];

/** What was measured while levels trained. */
export const metricsRouter = {
  series: reading
    .meta({
      openapi: { method: 'GET', path: '/levels/{level}/series', tags, summary: 'The series of a level', protect: true },
    })
    .input(metricSeriesSchema)
    .output(metricSeriesOut)
    .query(async ({ ctx, input: { level } }) => {
      const { rows } = await ctx.store.db.execute<{ series: MetricSeries['series'] | null }>(sql`
        select (
          select jsonb_agg(to_jsonb(s) order by s.name) from (
            select m.series as name, sum(m.count)::int as count, min(m.from_step) as "fromStep", max(m.to_step) as "toStep"
            from metric_chunks m where m.level_no = l.no group by m.series
          ) s
        ) as series
        from levels l where l.id = ${level}`);
      if (rows[0] === undefined) throw new NotFoundError('level', level);
      return { series: rows[0].series ?? [] };
    }),

  raw: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/levels/{level}/series/{series}',
        tags,
        summary: 'Every point of a series',
        description: 'NaN and the infinities are null. A series that the level has not, or not yet, has no points.',
        protect: true,
      },
    })
    .input(metricRawSchema)
    .output(metricRawOut)
    .query(async ({ ctx, input: { level, series, fromStep, toStep } }) => {
      const range = rangeOf(fromStep, toStep);
      const [found] = await readCurves(ctx.store.db, [level], [series], range);
      if (found === undefined) return { steps: [], values: [] };
      const { steps, values } = found.curve;
      // Steps ascend: those of the range stand together.
      let [begin, end] = [0, steps.length];
      while (begin < end && steps[begin]! < fromStep) begin++;
      while (end > begin && steps[end - 1]! > toStep) end--;
      return { steps: Array.from(steps.subarray(begin, end)), values: numbers(values.subarray(begin, end)) };
    }),

  curves: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/metrics/curves',
        tags,
        summary: 'Curves for drawing: least and greatest value a pixel',
        protect: true,
      },
    })
    .input(metricCurvesSchema)
    .output(metricCurvesOut)
    .query(async ({ ctx, input: { levels, series, pixels, fromStep, toStep } }) => {
      const asked = rangeOf(fromStep, toStep ?? LAST_STEP);
      const stored = await readCurves(ctx.store.db, levels, series, asked);
      const last = stored.map(({ curve }) => lastStep(curve.steps, asked.to));
      const range = { from: fromStep, to: Math.max(fromStep, ...last) };
      const curves = stored.map((each) => drawn(each, range, pixels)).filter(({ count }) => count > 0);
      return { fromStep: range.from, toStep: range.to, curves };
    }),

  bands: reading
    .meta({
      openapi: {
        method: 'GET',
        path: '/studies/{study}/bands',
        tags,
        summary: 'A series of arms over their seeds',
        description: 'Every step of every seed counts; nothing is sampled or interpolated.',
        protect: true,
      },
    })
    .input(metricBandsSchema)
    .output(metricBandsOut)
    .query(async ({ ctx, input }) => ({ bands: await bandsOfStudy(ctx.store.db, input) })),
} satisfies TRPCRouterRecord;

const LAST_STEP = 2 ** 31 - 1;

function rangeOf(from: number, to: number): StepRange {
  if (from <= to) return { from, to };
  throw new InputError({ what: 'the range of steps is empty', value: `${from}-${to}`, expected: 'fromStep <= toStep' });
}

/** The last step that is asked for: pixels beyond it would be empty, however far somebody asks. */
function lastStep(steps: Int32Array, most: number): number {
  return steps.findLast((step) => step <= most) ?? 0;
}

function drawn({ level, series, curve }: StoredCurve, range: StepRange, pixels: number) {
  const { step, min, max, first, last, count, nan } = downsample(curve, range, pixels);
  let total = 0;
  for (let i = 0; i < count.length; i++) total += count[i]! + nan[i]!;
  return {
    level,
    series,
    count: total,
    steps: Array.from(step),
    min: numbers(min),
    max: numbers(max),
    first: numbers(first),
    last: numbers(last),
    nan: Array.from(nan),
  };
}

/** JSON has no NaN and no infinities. A plain loop: an answer may have 10^5 of them. */
function numbers(values: Float64Array): (number | null)[] {
  const list: (number | null)[] = [];
  for (let i = 0; i < values.length; i++) list.push(Number.isFinite(values[i]) ? values[i]! : null);
  return list;
}
