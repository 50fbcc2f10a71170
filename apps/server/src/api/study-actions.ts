import { InputError, type StudyCreateRead, type StudyOut, type StudyUpdate, type Wish } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import { record } from '../access/audit';
import type { Caller } from '../access/roles';
import { change } from '../ledger/change';
import { createStudy } from '../ledger/create-study';
import { deleteStudy } from '../ledger/delete-study';
import { prioritiseStudy } from '../ledger/prioritise';
import { wishForStudy } from '../ledger/wishes';
import { tags as tagRows } from '../store/schema/index';
import { authorOf } from './author';
import type { Services } from './context';
import { ConflictError, NotFoundError } from './problems';
import { readStudyOut } from './study-rows';
import { planSource } from './study-source';

/** What a change of a study needs. */
export type Actor = Pick<Services, 'store' | 'queue'> & { readonly caller: Caller };

/** Launches a study. @throws {InputError} naming what is wrong. @throws {NotFoundError} for a clone of nothing. */
export async function launchStudy({ store, queue, caller }: Actor, input: StudyCreateRead): Promise<StudyOut> {
  const { source, device, priority, retryLimit, tags } = input;
  const { plan, options, preset, clonedFrom, name } = await planSource(store.db, source);
  const launched = await change(store.db, async (current) => {
    const id = await createStudy(current, queue, {
      plan,
      name: input.name ?? name,
      preset,
      options,
      device,
      priority,
      retryLimit,
      clonedFrom,
      owner: authorOf(caller),
      tags,
    });
    await record(current.tx, caller, 'study.create', id, {
      name: input.name ?? name,
      preset,
      clonedFrom,
      scale: plan.scale,
      plan: plan.hash,
      device,
      priority,
    });
    return id;
  });
  return readStudyOut(store.db, launched);
}

/** Renames, tags, archives a study or gives it another priority. @throws {NotFoundError} */
export async function updateStudy({ store, queue, caller }: Actor, input: StudyUpdate): Promise<StudyOut> {
  const { study, ...wanted } = input;
  const { name, priority, tags, archived } = wanted;
  if (Object.values(wanted).every((value) => value === undefined)) {
    throw new InputError({
      what: 'nothing of the study is to be changed',
      expected: 'name, priority, tags or archived',
    });
  }
  await change(store.db, async (current) => {
    const { tx } = current;
    // Levels are locked before studies.
    if (priority !== undefined) await prioritiseStudy(current, queue, study, priority);
    const { rows } = await tx.execute(sql`
      update studies set name = coalesce(${name ?? null}::text, name),
        archived_at = case ${archived ?? null}::boolean when true then coalesce(archived_at, now()) when false then null
          else archived_at end
      where id = ${study} returning id`);
    if (rows.length === 0) throw new NotFoundError('study', study);
    if (tags !== undefined) {
      await tx.execute(sql`delete from tags where subject = 'study' and subject_id = ${study}`);
      const rowsOfTags = [...new Set(tags)].map((tag) => ({ subject: 'study' as const, subjectId: study, tag }));
      if (rowsOfTags.length > 0) await tx.insert(tagRows).values(rowsOfTags);
    }
    current.touchStudy(study);
    await record(tx, caller, 'study.update', study, wanted);
  });
  return readStudyOut(store.db, study);
}

/**
 * Cancels, pauses or resumes a study.
 *
 * @throws {NotFoundError} @throws {ConflictError} when it is done: there is nothing to stop.
 */
export async function steerStudy(
  { store, queue, caller }: Actor,
  study: string,
  wish: Wish,
  options: { readonly failed?: boolean } = {},
): Promise<StudyOut> {
  await change(store.db, async (current) => {
    const { rows } = await current.tx.execute<{ state: string }>(sql`select state from studies where id = ${study}`);
    if (rows[0] === undefined) throw new NotFoundError('study', study);
    if (rows[0].state === 'done') {
      if (wish === 'run') return;
      throw isDone('study', study);
    }
    await wishForStudy(current, queue, study, wish, options);
    await record(current.tx, caller, `study.${verbs[wish]}`, study, options);
  });
  return readStudyOut(store.db, study);
}

/** @throws {NotFoundError} @throws {ConflictError} while it is queued or runs. */
export async function removeStudy({ store, caller }: Actor, study: string): Promise<void> {
  await change(store.db, async (current) => {
    const outcome = await deleteStudy(current, study, ['paused', 'done', 'failed', 'cancelled']);
    if (outcome === undefined) throw new NotFoundError('study', study);
    if ('refused' in outcome) {
      throw new ConflictError({
        what: `the study is ${outcome.refused}`,
        value: study,
        expected: 'one that has ended or is paused',
        mend: 'Cancel it first.',
      });
    }
    await record(current.tx, caller, 'study.delete', study, { name: outcome.name });
  });
}

export const verbs = { run: 'resume', paused: 'pause', cancelled: 'cancel' } as const satisfies Record<Wish, string>;

export function isDone(what: 'study' | 'trial', id: string): ConflictError {
  return new ConflictError({
    what: `the ${what} is done already`,
    value: id,
    expected: 'one that has levels to train',
  });
}
