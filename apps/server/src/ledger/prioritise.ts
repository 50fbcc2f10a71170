import { sql } from 'drizzle-orm';
import type { PgBoss } from 'pg-boss';
import { list } from '../store/sql';
import type { Change } from './change';
import { enqueueLevels } from './queue';
import { lockLevelsOfStudy } from './wishes';

/**
 * Gives a study another priority. Its levels take the highest of the studies that want them; those that wait in the
 * queue move in it. (Their old jobs there are stale from now on.)
 */
export async function prioritiseStudy(change: Change, boss: PgBoss, study: string, priority: number): Promise<void> {
  const { tx } = change;
  const levels = await lockLevelsOfStudy(change, study);
  await tx.execute(sql`update studies set priority = ${priority} where id = ${study}`);
  change.touchStudy(study);
  const { rows } = await tx.execute<{ no: number; state: string }>(sql`
    update levels l set priority = w.priority
    from (
      select sl.level_no as no, coalesce(max(s.priority) filter (where s.desired = 'run'), max(s.priority)) as priority
      from study_levels sl join studies s on s.id = sl.study_id
      where sl.level_no = any(${list(levels)}::bigint[]) group by sl.level_no
    ) w
    where l.no = w.no and l.state <> 'done' and l.priority <> w.priority
    returning l.no, l.state`);
  await enqueueLevels(
    change,
    boss,
    rows.filter(({ state }) => state === 'queued').map(({ no }) => no),
  );
}
