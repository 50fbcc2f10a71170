import { isRecord, parse, studyOptionsSchema, type ScaleName, type Study, type StudyCreateRead } from '@tombola/shared';
import {
  checkChanges,
  planStudy,
  readDeclaration,
  readStudy,
  studyById,
  type PlanOptions,
  type StudyPlan,
} from '@tombola/studies';
import { sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { Queryable } from '../store/connect';
import { NotFoundError } from './problems';
import { studyOfRecipe } from './recipe-study';
import { checkSize } from './study-size';

/** What a plan was made with besides its declaration and scale, as it is stored. */
export const storedOptionsSchema = studyOptionsSchema.omit({ scale: true });
export type StoredOptions = z.output<typeof storedOptionsSchema>;

/** A study that may be launched: its plan, and how to make the plan again. */
export interface PlannedStudy {
  readonly plan: StudyPlan;
  readonly options: StoredOptions;
  readonly preset: string | null;
  readonly clonedFrom: string | null;
  /** What people call it unless they say otherwise. */
  readonly name: string;
}

/**
 * The plan of what a client asks for.
 *
 * @throws {InputError} naming the member that is wrong, or for a study of absurd size. @throws {NotFoundError}
 */
export async function planSource(db: Queryable, source: StudyCreateRead['source']): Promise<PlannedStudy> {
  switch (source.from) {
    case 'preset': {
      const { preset, scale, ...options } = source;
      return asked(studyById(preset), scale, optionsOf(options), preset);
    }
    case 'declaration': {
      const { declaration, scale, ...options } = source;
      return asked(readDeclaration(declaration), scale, optionsOf(options));
    }
    case 'recipe': {
      const study = studyOfRecipe(source.recipe, source.seeds);
      return planned(study, 'quick', { changes: {} });
    }
    case 'clone':
      return planClone(db, source);
  }
}

/** The plan of a stored study, again. */
export function planAgain(row: { declaration: unknown; scale: string; options: unknown }): StudyPlan {
  return planStudy(readStudy(row.declaration), planOptions(row.scale as ScaleName, readOptions(row.options)));
}

async function planClone(
  db: Queryable,
  source: Extract<StudyCreateRead['source'], { from: 'clone' }>,
): Promise<PlannedStudy> {
  const { rows } = await db.execute<{
    name: string;
    preset: string | null;
    declaration: unknown;
    scale: ScaleName;
    options: unknown;
  }>(sql`select name, preset, declaration, scale, options from studies where id = ${source.study}`);
  const row = rows[0];
  if (row === undefined) throw new NotFoundError('study', source.study);
  const { scale = row.scale, changes } = source;
  const before = readOptions(row.options);
  // Seeds and draws were chosen for a scale.
  const seeds = source.seeds ?? (source.scale === undefined ? before.seeds : undefined);
  const draws = source.draws ?? (source.scale === undefined ? before.draws : undefined);
  const options = optionsOf({ seeds, draws, changes: layChanges(before.changes, changes) });
  const study = readStudy(row.declaration);
  return { ...planned(study, scale, options, { preset: row.preset, clonedFrom: source.study }), name: row.name };
}

/** What is asked for anew: its changes have to change something. */
function asked(study: Study, scale: ScaleName, options: StoredOptions, preset: string | null = null): PlannedStudy {
  checkChanges(study, { scale, changes: options.changes });
  return planned(study, scale, options, { preset });
}

function planned(
  study: Study,
  scale: ScaleName,
  options: StoredOptions,
  { preset = null, clonedFrom = null }: { preset?: string | null; clonedFrom?: string | null } = {},
): PlannedStudy {
  const wanted = planOptions(scale, options);
  checkSize(study, wanted);
  const line = study.title.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  const name = line.slice(0, 200).replace(/\p{Cs}$/u, '');
  return { plan: planStudy(study, wanted), options, preset, clonedFrom, name };
}

function planOptions(scale: ScaleName, options: StoredOptions): PlanOptions {
  const { seeds, draws, changes } = options;
  return { scale, changes, ...(seeds === undefined ? {} : { seeds }), ...(draws === undefined ? {} : { draws }) };
}

/** The options alone, without members that say nothing. */
function optionsOf({
  seeds,
  draws,
  changes,
}: {
  seeds?: number[] | undefined;
  draws?: number | undefined;
  changes: Record<string, unknown>;
}): StoredOptions {
  return { ...(seeds === undefined ? {} : { seeds }), ...(draws === undefined ? {} : { draws }), changes };
}

function readOptions(stored: unknown): StoredOptions {
  return parse(storedOptionsSchema, stored, 'the stored options of the study');
}

/**
 * Changes laid over changes: those of both, the second's where they differ. `null` stays, for it removes a member of a
 * recipe. As in recipes, a record whose `name` changes is another kind of thing, data sets excepted.
 */
export function layChanges(
  first: Readonly<Record<string, unknown>>,
  second: Readonly<Record<string, unknown>>,
  key?: string,
): Record<string, unknown> {
  const renamed = 'name' in first && 'name' in second && first.name !== second.name;
  if (renamed && key !== 'dataset') return { ...second };
  const laid: Record<string, unknown> = { ...first };
  for (const [member, value] of Object.entries(second)) {
    const before = Object.hasOwn(laid, member) ? laid[member] : undefined;
    laid[member] = isRecord(before) && isRecord(value) ? layChanges(before, value, member) : value;
  }
  return laid;
}
