import { studyMatrices, type Study, type StudyMatrix } from '@tombola/studies';
import { sql } from 'drizzle-orm';
import type { Queryable, Store } from '../store/connect';
import { list } from '../store/sql';
import { contentOf } from './study-page';
import { observationsOf, studyLevelOf, type Matrices, type PlacedLevel } from './study-results';
import { readStudyOut } from './study-rows';

/** The heat maps of a study that have numbers so far. @throws {NotFoundError} */
export async function readStudyMatrices(store: Store, id: string): Promise<StudyMatrix[]> {
  const { study, placed } = await contentOf(store, await readStudyOut(store.db, id));
  const measured = await readLevelMatrices(store.db, study, placed);
  const levels = placed.map((each) => studyLevelOf(each, { matrices: measured.get(each.level.id) }));
  return studyMatrices(study, levels, observationsOf(placed));
}

/**
 * What finished levels measured of every pair of places, by their ids: those of them that a heat map of the study shows.
 * Such a matrix grows with the square of its places, so nobody else reads it.
 */
export async function readLevelMatrices(
  db: Queryable,
  { matrices = [] }: Pick<Study, 'matrices'>,
  placed: readonly PlacedLevel[],
): Promise<ReadonlyMap<string, Matrices>> {
  const shown = matrices.filter((spec) => spec.kind === 'level');
  const ids = placed
    .filter(({ arm, level }) => shown.some((spec) => spec.arm === arm && spec.level === level.level))
    .map(({ level }) => level.id);
  if (ids.length === 0) return new Map();
  const { rows } = await db.execute<{ id: string; matrices: Matrices }>(sql`
    select id, matrices from levels where id = any(${list(ids)}::text[]) and matrices is not null`);
  return new Map(rows.map((row) => [row.id, row.matrices]));
}
