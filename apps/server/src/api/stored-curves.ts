import { InputError } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import type { Queryable } from '../store/connect';
import { decodeSteps, decodeValues } from '../store/metrics/codec';
import type { Curve } from '../store/metrics/curve';
import type { StepRange } from '../store/metrics/downsample';
import { list } from '../store/sql';
import { NotFoundError } from './problems';

/** A series of a level with its points. */
export interface StoredCurve {
  /** Its id. */
  readonly level: string;
  readonly series: string;
  readonly curve: Curve;
}

/** Points that one call may read; all of them are in memory at a time. */
const MOST_POINTS = 5_000_000;

interface Row extends Record<string, unknown> {
  readonly level: string;
  readonly series: string | null;
  readonly points: number | null;
  readonly steps: Buffer | null;
  readonly values: Buffer | null;
}

/**
 * Series of levels, in the order of the levels asked for and then of the names; those without a point are left out.
 * Points outside the range may be among them: rows are read whole. One query.
 *
 * @throws {NotFoundError} for a level that there is not. @throws {InputError} for more points than fit into one answer.
 */
export async function readCurves(
  db: Queryable,
  levels: readonly string[],
  series: readonly string[],
  { from, to }: StepRange,
): Promise<StoredCurve[]> {
  const { rows } = await db.execute<Row>(sql`
    with found as (
      select l.id as level, m.series, m.from_step, m.steps, m.values, sum(m.count) over ()::float8 as points
      from levels l left join metric_chunks m on m.level_no = l.no and m.series = any(${list(series)}::text[])
        and m.to_step >= ${from} and m.from_step <= ${to}
      where l.id = any(${list(levels)}::text[])
    )
    select level, series, points,
      case when points <= ${MOST_POINTS} then steps end as steps,
      case when points <= ${MOST_POINTS} then values end as values
    from found order by level, series, from_step`);
  check(rows, levels);
  const chunks = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.series === null) continue;
    const key = `${row.level} ${row.series}`;
    const known = chunks.get(key);
    if (known === undefined) chunks.set(key, [row]);
    else known.push(row);
  }
  const names = [...new Set(series)].sort();
  return [...new Set(levels)].flatMap((level) =>
    names.flatMap((name) => {
      const parts = chunks.get(`${level} ${name}`);
      return parts === undefined ? [] : [{ level, series: name, curve: joined(parts) }];
    }),
  );
}

function check(rows: readonly Row[], levels: readonly string[]): void {
  const there = new Set(rows.map(({ level }) => level));
  const missing = levels.find((level) => !there.has(level));
  if (missing !== undefined) throw new NotFoundError('level', missing);
  const points = rows[0]?.points ?? 0;
  if (points <= MOST_POINTS) return;
  throw new InputError({
    what: 'these series have too many points for one answer',
    value: points,
    expected: `at most ${MOST_POINTS}`,
    mend: 'Ask for fewer levels or series at a time, or for a part of the steps.',
  });
}

function joined(chunks: readonly Row[]): Curve {
  const columns = chunks.map(({ steps, values }) => ({ steps: decodeSteps(steps!), values: decodeValues(values!) }));
  if (columns.length === 1) return columns[0]!;
  const length = columns.reduce((sum, { steps }) => sum + steps.length, 0);
  const curve = { steps: new Int32Array(length), values: new Float64Array(length) };
  let at = 0;
  for (const { steps, values } of columns) {
    curve.steps.set(steps, at);
    curve.values.set(values, at);
    at += steps.length;
  }
  return curve;
}
