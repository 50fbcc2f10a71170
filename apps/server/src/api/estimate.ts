import { canonicalJson, quantile, readRecipe, type Device, type Recipe, type StudyEstimate } from '@tombola/shared';
import { datasetFacts } from '@tombola/datasets';
import { trainingCost, type TrainingCost } from '@tombola/nn';
import type { StudyPlan } from '@tombola/studies';
import { sql } from 'drizzle-orm';
import { rowsOf, type PlanRows } from '../ledger/rows';
import type { Queryable } from '../store/connect';
import { list } from '../store/sql';

/** How many of the newest trainings say how fast the machines are. */
const NEWEST = 2000;

/**
 * What launching a plan would take: steps and operations that are still to do, and minutes, from what trainings took
 * lately. Nothing is loaded and nothing is written.
 */
export async function estimatePlan(db: Queryable, plan: StudyPlan, device: Device): Promise<StudyEstimate> {
  const rows = rowsOf(plan);
  const { rows: known } = await db.execute<{ id: string; state: string; done: number }>(sql`
    select id, state, case when state = 'running' then step else coalesce(checkpoint_step, 0) end as done
    from levels where id = any(${list(rows.levels.map(({ id }) => id))}::text[])`);
  const stored = new Map(known.map((level) => [level.id, level]));
  const costs = new Map(rows.trials.map(({ id, recipe }) => [id, recipe] as const));
  const costOf = costsByRecipe();

  const left: Left[] = [];
  for (const level of rows.levels) {
    const there = stored.get(level.id);
    if (there?.state === 'done') continue;
    const recipe = costs.get(level.trial_id);
    const { cost, kind } = costOf(recipe, level.steps);
    const share = level.steps === 0 ? 1 : 1 - Math.min(1, (there?.done ?? 0) / level.steps);
    left.push({ level, steps: cost.steps * share, flops: cost.flops * share, kind });
  }
  const speeds = await readSpeeds(db, device);
  const time = secondsOf(left, speeds);
  const slots = await readSlots(db, device);
  return {
    trials: new Set(rows.members.map((member) => member.trial_id)).size,
    levels: rows.levels.length,
    levelsStored: known.filter(({ state }) => state === 'done').length,
    steps: sum(left.map(({ steps }) => Math.round(steps))),
    flops: sum(left.map(({ flops }) => flops)),
    minutes: time.basis === 'none' ? null : makespan(rows, time.seconds, Math.max(1, slots)) / 60,
    slots,
    basis: time.basis,
  };
}

/** A level that is not done: what is left of it. */
interface Left {
  readonly level: PlanRows['levels'][number];
  readonly steps: number;
  readonly flops: number;
  /** Trainings of one kind are equally fast. */
  readonly kind: string;
}

interface Cost {
  readonly cost: TrainingCost;
  readonly kind: string;
}

/** The cost of a level that is trained for so many steps, whatever its recipe says for others. */
function costOfLevel(recipe: Recipe, steps: number): Cost {
  const { network, dataset, batch } = recipe;
  return {
    cost: trainingCost({ ...recipe, steps }, datasetFacts(dataset)),
    kind: canonicalJson([network, dataset.name, batch]),
  };
}

/** {@link costOfLevel} of stored recipes, each computed once. */
function costsByRecipe(): (recipe: unknown, steps: number) => Cost {
  const known = new Map<unknown, Map<number, Cost>>();
  return (recipe, steps) => {
    const bySteps = known.get(recipe) ?? new Map<number, Cost>();
    known.set(recipe, bySteps);
    const cost = bySteps.get(steps) ?? costOfLevel(readRecipe(recipe), steps);
    bySteps.set(steps, cost);
    return cost;
  };
}

/** Seconds an operation, of every kind of training that was done lately. */
async function readSpeeds(db: Queryable, device: Device): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.execute<{ recipe: unknown; steps: number; seconds: number }>(sql`
    with newest as (
      select l.trial_id, l.steps, (l.record ->> 'seconds')::float8 as seconds from levels l
      where l.state = 'done' and l.device = ${device} and jsonb_typeof(l.record -> 'seconds') = 'number'
      order by l.no desc limit ${NEWEST}
    )
    select t.recipe, n.steps, percentile_cont(0.5) within group (order by n.seconds) as seconds
    from newest n join trials t on t.id = n.trial_id
    where n.seconds > 0 and n.steps > 0 group by t.recipe_hash, t.recipe, n.steps`);
  const speeds = new Map<string, number[]>();
  for (const { recipe, steps, seconds } of rows) {
    const { cost, kind } = costOfLevel(readRecipe(recipe), steps);
    speeds.set(kind, [...(speeds.get(kind) ?? []), seconds / cost.flops]);
  }
  return new Map([...speeds].map(([kind, each]) => [kind, quantile(each, 0.5)]));
}

/** Seconds that each level takes one slot, by id. Trainings of unknown kind are as fast as the others, by operation. */
function secondsOf(
  left: readonly Left[],
  speeds: ReadonlyMap<string, number>,
): { seconds: ReadonlyMap<string, number>; basis: StudyEstimate['basis'] } {
  if (speeds.size === 0) return { seconds: new Map(), basis: 'none' };
  const others = quantile([...speeds.values()], 0.5);
  const seconds = new Map(left.map(({ level, flops, kind }) => [level.id, flops * (speeds.get(kind) ?? others)]));
  return { seconds, basis: left.every(({ kind }) => speeds.has(kind)) ? 'same network' : 'other networks' };
}

/** Seconds until the last level ends: not less than all work over all slots, nor than the longest chain. */
function makespan({ levels }: PlanRows, seconds: ReadonlyMap<string, number>, slots: number): number {
  const ends = new Map<string, number>();
  let longest = 0;
  for (const { id, parent_id } of levels) {
    const end = (parent_id === null ? 0 : (ends.get(parent_id) ?? 0)) + (seconds.get(id) ?? 0);
    ends.set(id, end);
    longest = Math.max(longest, end);
  }
  return Math.max(sum([...seconds.values()]) / slots, longest);
}

async function readSlots(db: Queryable, device: Device): Promise<number> {
  const { rows } = await db.execute<{ slots: number }>(sql`
    select coalesce(sum(slots), 0)::int as slots from workers where state = 'live' and device = ${device}`);
  return rows[0]!.slots;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
