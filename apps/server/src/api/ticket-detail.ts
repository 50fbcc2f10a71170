import type { TicketDetail } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import type { Queryable } from '../store/connect';
import { NotFoundError } from './problems';
import { iso } from './system';

/** What a ticket's row `t` with its level `l` shows. */
export const ticketColumns = sql`l.id as level, l.trial_id as trial, t.artifact_id as artifact,
  l.density::float8 as density, t.kept, t.total, l.layers, l.metrics, ${iso(sql`t.created_at`)} as "createdAt"`;

/** A ticket with what it came from, what came from it, and the studies that show it. One query. @throws {NotFoundError} */
export async function readTicketDetail(db: Queryable, level: string): Promise<TicketDetail> {
  const { rows } = await db.execute<TicketDetail & Record<string, unknown>>(sql`
    select ${ticketColumns}, own.seed, own.recipe_hash as "recipeHash", l.parent_id as parent,
      (select coalesce(json_agg(json_build_object('level', f.id, 'trial', f.trial, 'state', f.state,
          'control', f.control) order by f.control is not null, f.no), '[]')
        from (
          select c.id, c.no, c.trial_id as trial, c.state, ct.recipe -> 'control' ->> 'name' as control
          from levels c join trials ct on ct.id = c.trial_id where c.parent_id = l.id
          order by jsonb_exists(ct.recipe, 'control'), c.no limit 100
        ) f) as children,
      (select coalesce(json_agg(json_build_object('id', e.id, 'state', e.state,
          'verified', e.verification -> 'ok' = 'true'::jsonb) order by e.created_at desc, e.id), '[]')
        from exports e where e.level_no = l.no) as exports,
      (select coalesce(json_agg(json_build_object('study', f.id, 'name', f.name, 'arm', f.arm, 'label', f.label)
          order by f.created_at desc, f.id, f.position), '[]')
        from (
          select distinct s.id, s.name, s.created_at, a.id as arm, a.label, a.position
          from study_trials st join studies s on s.id = st.study_id join arms a on a.study_id = s.id and a.id = st.arm_id
          where st.trial_id = l.trial_id or (l.level = 0 and st.trial_id in (
            select c.trial_id from levels c join trials ct on ct.id = c.trial_id
            where c.parent_id = l.id and not jsonb_exists(ct.recipe, 'control')))
          order by s.created_at desc, s.id, a.position limit 100
        ) f) as studies
    from levels l join tickets t on t.level_no = l.no join trials own on own.id = l.trial_id
    where l.id = ${level}`);
  if (rows[0] === undefined) throw new NotFoundError('ticket', level);
  return rows[0];
}
