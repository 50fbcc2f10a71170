import type { LevelOut, TrialDetail, TrialList, TrialOut } from '@tombola/shared';
import { sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '../store/connect';
import { list } from '../store/sql';
import { isAfter, keyOf, orderBy, type Keyset } from './keyset';
import { pageFrom, readCursor } from './pages';
import { NotFoundError } from './problems';
import { reproduceTrial } from './recipe-study';
import { iso } from './system';
import { levelsOfTrials } from './trial-levels';

const ORDER = '-createdAt';
const keyset: Keyset = { kind: 'moment', column: sql`t.created_at`, id: sql`t.id`, descending: true };

/** The columns of a trial `t` and the counts `c` of its levels. Its state follows as a study's does. */
const trialColumns: SQL = sql`
  t.id, t.recipe_hash as "recipeHash", t.seed, t.desired,
  case
    when c.done = c.levels then 'done'
    when t.desired in ('cancelled', 'paused') then t.desired
    when c.running > 0 then 'running'
    when c.queued > 0 and c.done = 0 then 'queued'
    when c.queued > 0 then 'running'
    when c.failed > 0 then 'failed'
    when c.paused > 0 then 'paused'
    when c.cancelled > 0 then 'cancelled'
    else 'queued' end as state,
  c.levels, c.done as "levelsDone", c.failed as "levelsFailed", c.running as "levelsRunning",
  ${iso(sql`t.created_at`)} as "createdAt"`;

/** Counts of the levels of trials, shared ones included. @param trials as {@link levelsOfTrials} */
function countsOf(trials: SQL): SQL {
  const count = (state: string) => sql`count(*) filter (where l.state = ${state})::int`;
  return sql`
    select o.trial, count(*)::int as levels, ${count('done')} as done, ${count('failed')} as failed,
      ${count('running')} as running, ${count('queued')} as queued, ${count('paused')} as paused,
      ${count('cancelled')} as cancelled
    from (${levelsOfTrials(trials)}) o join levels l on l.no = o.no group by o.trial`;
}

type TrialRow = TrialOut & Record<string, unknown>;

/** A page of trials, newest first. */
export async function listTrials(
  db: Queryable,
  { cursor, limit, study, states, recipe }: TrialList,
): Promise<{ items: TrialOut[]; nextCursor: string | null }> {
  const conditions: SQL[] = [isAfter(keyset, readCursor(cursor, ORDER))];
  if (study !== undefined) {
    conditions.push(sql`t.id in (select trial_id from study_trials where study_id = ${study})`);
  }
  if (recipe !== undefined) conditions.push(sql`t.recipe_hash like ${`${recipe}%`}`);
  if (states !== undefined) {
    conditions.push(sql`exists (
      select 1 from levels l left join levels p
        on p.id = l.parent_id and p.level = 0 and p.trial_id <> t.id and not jsonb_exists(t.recipe, 'control')
      where l.trial_id = t.id and (l.state = any(${list(states)}::text[]) or p.state = any(${list(states)}::text[])))`);
  }
  const { rows } = await db.execute<TrialRow & { key: string }>(sql`
    with page as materialized (
      select t.* from trials t where ${sql.join(conditions, sql` and `)} order by ${orderBy(keyset)} limit ${limit + 1}
    ),
    counts as (${countsOf(sql`array(select id from page)`)})
    select ${keyOf(keyset)} as key, ${trialColumns} from page t join counts c on c.trial = t.id order by ${orderBy(keyset)}`);
  const page = pageFrom(rows, limit, ORDER, ({ key, id }) => ({ value: key, id }));
  return { items: page.items.map(({ key: _, ...trial }) => trial), nextCursor: page.nextCursor };
}

/** @throws {NotFoundError} */
export async function readTrialOut(db: Queryable, id: string): Promise<TrialOut> {
  const { rows } = await db.execute<TrialRow>(sql`
    select ${trialColumns} from trials t join (${countsOf(sql`array[${id}]::text[]`)}) c on c.trial = t.id
    where t.id = ${id}`);
  if (rows[0] === undefined) throw new NotFoundError('trial', id);
  return rows[0];
}

/** The trials that train levels of this one: that of its dense level, when it is another. */
export async function sharedTrials(db: Queryable, id: string): Promise<string[]> {
  const { rows } = await db.execute<{ trial: string }>(sql`
    select distinct l.trial_id as trial from (${levelsOfTrials(sql`array[${id}]::text[]`)}) o join levels l on l.no = o.no
    where l.trial_id <> ${id}`);
  return rows.map(({ trial }) => trial);
}

/** A level `l` as the API shows it. */
const levelColumns: SQL = sql`
  l.id, l.trial_id as trial, l.level, l.parent_id as parent, l.state, l.device, l.attempt, l.worker_id as worker,
  l.step, l.steps, l.checkpoint_step as "checkpointStep", l.density, l.layers, l.metrics, l.record, l.error,
  ${iso(sql`l.started_at`)} as "startedAt", ${iso(sql`l.finished_at`)} as "finishedAt"`;

type LevelRow = LevelOut & Record<string, unknown>;

/** @throws {NotFoundError} */
export async function readLevelOut(db: Queryable, id: string): Promise<LevelOut> {
  const { rows } = await db.execute<LevelRow>(sql`select ${levelColumns} from levels l where l.id = ${id}`);
  if (rows[0] === undefined) throw new NotFoundError('level', id);
  return rows[0];
}

/** A trial with its recipe, its studies and all its levels. @throws {NotFoundError} */
export async function readTrialDetail(db: Queryable, id: string): Promise<TrialDetail> {
  const trial = await readTrialOut(db, id);
  const { rows: more } = await db.execute<Pick<TrialDetail, 'recipe' | 'studies'>>(sql`
    select t.recipe, (
      select coalesce(json_agg(json_build_object('study', st.study_id, 'name', s.name, 'arm', st.arm_id, 'label', a.label,
        'draw', st.draw) order by st.study_id, st.arm_id, st.draw), '[]')
      from study_trials st join studies s on s.id = st.study_id
        join arms a on a.study_id = st.study_id and a.id = st.arm_id
      where st.trial_id = t.id
    ) as studies
    from trials t where t.id = ${id}`);
  if (more[0] === undefined) throw new NotFoundError('trial', id);
  const { recipe, studies } = more[0];
  const { rows: tree } = await db.execute<LevelRow>(sql`
    select ${levelColumns} from (${levelsOfTrials(sql`array[${id}]::text[]`)}) o join levels l on l.no = o.no
    order by l.level`);
  const { recipeHash, seed } = trial;
  const reproduce = { command: reproduceTrial(id, recipe, seed), recipeHash, seed };
  return { ...trial, recipe, studies, tree, reproduce };
}
