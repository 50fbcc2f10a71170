import type { StudyList, StudyOut, StudySort } from '@tombola/shared';
import { sql, type SQL } from 'drizzle-orm';
import type { Queryable } from '../store/connect';
import { list } from '../store/sql';
import { escapeLike, isAfter, keyOf, orderBy, type Keyset } from './keyset';
import { pageFrom, readCursor } from './pages';
import { studyColumns, type StudyRow } from './study-rows';

const columns = {
  createdAt: { kind: 'moment', column: sql`s.created_at` },
  updatedAt: { kind: 'moment', column: sql`s.updated_at` },
  name: { kind: 'text', column: sql`s.name` },
} as const;

function keysetOf(sort: StudySort): Keyset {
  const descending = sort.startsWith('-');
  const column = columns[(descending ? sort.slice(1) : sort) as keyof typeof columns];
  return { ...column, id: sql`s.id`, descending };
}

/** A page of studies. In orders by `updatedAt`, a study that changes meanwhile moves, and may be met twice or not. */
export async function listStudies(
  db: Queryable,
  input: StudyList,
): Promise<{ items: StudyOut[]; nextCursor: string | null }> {
  const { cursor, limit, sort, states, preset, owner, tag, search, archived } = input;
  const keyset = keysetOf(sort);
  const conditions: SQL[] = [
    archived ? sql`s.archived_at is not null` : sql`s.archived_at is null`,
    isAfter(keyset, readCursor(cursor, sort)),
  ];
  if (states !== undefined) conditions.push(sql`s.state = any(${list(states)}::text[])`);
  if (preset !== undefined) conditions.push(sql`s.preset = ${preset}`);
  if (owner !== undefined) conditions.push(sql`s.owner = ${owner}`);
  if (tag !== undefined) {
    conditions.push(sql`s.id in (select subject_id from tags where subject = 'study' and tag = ${tag})`);
  }
  if (search !== undefined) {
    const pattern = `%${escapeLike(search)}%`;
    conditions.push(sql`(s.name ilike ${pattern} or s.id ilike ${pattern})`);
  }
  // The page first: what is costly of a study is read for its rows alone.
  const { rows } = await db.execute<StudyRow & { key: string }>(sql`
    select ${keyOf(keyset)} as key, ${studyColumns}
    from (select * from studies s where ${sql.join(conditions, sql` and `)} order by ${orderBy(keyset)} limit ${limit + 1}) s
    order by ${orderBy(keyset)}`);
  const page = pageFrom(rows, limit, sort, ({ key, id }) => ({ value: key, id }));
  return { items: page.items.map(({ key: _, ...study }) => study), nextCursor: page.nextCursor };
}
