import { mean, type metricBandsSchema, type MetricBands } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Queryable } from '../store/connect';
import { band } from '../store/metrics/band';
import type { Curve } from '../store/metrics/curve';
import { NotFoundError } from './problems';
import { readCurves } from './stored-curves';
import { levelsOfTrials } from './trial-levels';

interface Member {
  readonly trial: string;
  readonly seed: number;
  /** The id of the level; another trial's where it is shared. */
  readonly level: string;
}

interface Arm extends Record<string, unknown> {
  readonly arm: string;
  /** By seed and draw; those that have the level. */
  readonly members: readonly Member[] | null;
}

const all = { from: 0, to: 2 ** 31 - 1 };

/**
 * A series of the arms of a study at one level, each over its seeds, in the order of the study's declaration. Draws of
 * a control share initialisation and data order: they are averaged within their seed first, and a seed counts once.
 *
 * @throws {NotFoundError} for a study, or an arm of it, that there is not.
 */
export async function bandsOfStudy(
  db: Queryable,
  { study, series, level, arms: wanted }: z.output<typeof metricBandsSchema>,
): Promise<MetricBands['bands']> {
  const trials = sql`array(select trial_id from study_trials where study_id = ${study})`;
  const { rows } = await db.execute<Arm>(sql`
    with own as (${levelsOfTrials(trials)})
    select a.id as arm, (
      select jsonb_agg(jsonb_build_object('trial', t.id, 'seed', t.seed, 'level', l.id) order by t.seed, st.draw, t.id)
      from study_trials st join trials t on t.id = st.trial_id join own on own.trial = t.id join levels l on l.no = own.no
      where st.study_id = a.study_id and st.arm_id = a.id and l.level = ${level}
    ) as members
    from arms a where a.study_id = ${study} order by a.position`);
  await check(db, study, rows, wanted);
  const arms = rows.filter(({ arm }) => wanted === undefined || wanted.includes(arm));
  const levels = [...new Set(arms.flatMap(({ members }) => (members ?? []).map((member) => member.level)))];
  const stored = levels.length === 0 ? [] : await readCurves(db, levels, [series], all);
  const curves = new Map(stored.map(({ level: id, curve }) => [id, curve]));
  return arms.map(({ arm, members: given }) => {
    const members = given ?? [];
    const { step, ...columns } = band(curvesOfSeeds(members, curves));
    return { arm, level, trials: [...new Set(members.map(({ trial }) => trial))], steps: step, ...columns };
  });
}

async function check(
  db: Queryable,
  study: string,
  rows: readonly Arm[],
  wanted: readonly string[] = [],
): Promise<void> {
  if (rows.length === 0) {
    const { rows: there } = await db.execute(sql`select 1 from studies where id = ${study}`);
    if (there.length === 0) throw new NotFoundError('study', study);
  }
  const missing = wanted.find((arm) => !rows.some((row) => row.arm === arm));
  if (missing !== undefined) throw new NotFoundError(`arm in ${study}`, missing);
}

function curvesOfSeeds(members: readonly Member[], curves: ReadonlyMap<string, Curve>): Curve[] {
  const draws = new Map<number, Curve[]>();
  for (const { seed, level } of members) {
    const curve = curves.get(level);
    if (curve !== undefined) draws.set(seed, [...(draws.get(seed) ?? []), curve]);
  }
  return [...draws.values()].map(meanCurve);
}

/** The mean at every step that any of the curves has, of those that have it; NaN when one of them is not finite. */
export function meanCurve(curves: readonly Curve[]): Curve {
  if (curves.length === 1) return curves[0]!;
  const values = new Map<number, number[]>();
  for (const curve of curves) {
    curve.steps.forEach((step, i) => values.set(step, [...(values.get(step) ?? []), curve.values[i]!]));
  }
  const steps = Int32Array.from(values.keys()).sort();
  return {
    steps,
    values: Float64Array.from(steps, (step) => {
      const there = values.get(step)!;
      return there.every((value) => Number.isFinite(value)) ? mean(there) : NaN;
    }),
  };
}
