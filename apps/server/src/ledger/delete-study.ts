import type { StudyState } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import type { Change } from './change';
import { lockLevelsOfStudy, subside } from './wishes';

/**
 * Removes a study with its arms, tags and notes. Its trials and levels stay: they belong to whoever shares them, and to
 * the retention when nobody does. What only this study wanted stops.
 *
 * @returns the name of the study; its state, when it is not one of `from`; undefined when there is none
 */
export async function deleteStudy(
  change: Change,
  study: string,
  from: readonly StudyState[],
): Promise<{ readonly name: string } | { readonly refused: StudyState } | undefined> {
  const { tx } = change;
  const levels = await lockLevelsOfStudy(change, study);
  const { rows } = await tx.execute<{ name: string; state: StudyState }>(sql`
    select name, state from studies where id = ${study} for update`);
  if (rows[0] === undefined) return undefined;
  const { name, state } = rows[0];
  if (!from.includes(state)) return { refused: state };
  await tx.execute(sql`delete from tags where subject = 'study' and subject_id = ${study}`);
  await tx.execute(sql`delete from notes where subject = 'study' and subject_id = ${study}`);
  await tx.execute(sql`delete from studies where id = ${study}`);
  await subside(change, levels);
  change.tell({ type: 'study.deleted', studies: [study], data: { name } });
  return { name };
}
