import { sql, type SQL } from 'drizzle-orm';

/**
 * Rows (trial, no) of every level that a trial has, shared ones included: level 0 of a method is the dense training of
 * the same recipe, whose trial is another. A control has pruned levels only.
 *
 * @param trials an array of trial ids: `${list(ids)}::text[]`, `array(select ...)`
 */
export function levelsOfTrials(trials: SQL): SQL {
  return sql`
    select l.trial_id as trial, l.no from levels l where l.trial_id = any(${trials})
    union
    select c.trial_id, p.no
    from levels c join levels p on p.id = c.parent_id join trials t on t.id = c.trial_id
    where c.trial_id = any(${trials}) and p.level = 0 and p.trial_id <> c.trial_id
      and not jsonb_exists(t.recipe, 'control')`;
}
