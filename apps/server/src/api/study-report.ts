import { canonicalJson, InputError, isRecord, type LevelResult } from '@tombola/shared';
import {
  assembling,
  literature,
  reportFiles,
  type StudyLevel,
  type StudyPlan,
  type StudyReport,
} from '@tombola/studies';
import { sql } from 'drizzle-orm';
import { quote } from '../shell-word';
import type { Store } from '../store/connect';
import type { Services } from './context';
import { inTurns } from './in-turns';
import { ConflictError, NotFoundError } from './problems';
import { RevisionCache } from './revision-cache';
import { readLevelMatrices } from './study-matrices';
import { contentOf } from './study-page';
import { readStudyPictures } from './study-pictures';
import { studyLevelOf } from './study-results';
import { planAgain, storedOptionsSchema, type StoredOptions } from './study-source';

type Files = Record<string, string>;

interface Report {
  readonly files: Files;
  /** Whether it has all that the study's levels make so far. */
  readonly isWhole: boolean;
}

/** Characters of reports that are kept for the next call. */
const MOST_CHARACTERS = 20_000_000;
const caches = new WeakMap<Store, RevisionCache<Report>>();

type Stores = Pick<Services, 'store' | 'artifacts'>;

/**
 * The files of a study's report by name, drawn from what is stored: those of `reportFiles`, and `study.json`, the study as
 * data, to run it elsewhere. They are made once a revision of the study, in turns with other requests; again while pictures
 * are left out, since a ticket that they are made of cannot be read. The report says so.
 *
 * @throws {NotFoundError}
 * @throws {ConflictError} while no level is done.
 */
export async function studyReport(stores: Stores, id: string): Promise<Files> {
  const { store } = stores;
  const { rows } = await store.db.execute<{ revision: number }>(sql`select revision from studies where id = ${id}`);
  if (rows[0] === undefined) throw new NotFoundError('study', id);
  let cache = caches.get(store);
  if (cache === undefined) caches.set(store, (cache = new RevisionCache(MOST_CHARACTERS)));
  const { files } = await cache.get(
    id,
    rows[0].revision,
    () => makeReport(stores, id),
    (made) => (made.isWhole ? charactersOf(made.files) : undefined),
  );
  return files;
}

function charactersOf(files: Files): number {
  return Object.values(files).reduce((sum, { length }) => sum + length, 0);
}

async function makeReport(stores: Stores, id: string): Promise<Report> {
  const { store } = stores;
  const { rows } = await store.db.execute<{
    revision: number;
    preset: string | null;
    declaration: unknown;
    scale: string;
    options: unknown;
    records: Record<string, MadeWith> | null;
  }>(sql`
    select s.revision, s.preset, s.declaration, s.scale, s.options, (
      select json_object_agg(l.id, json_build_object(
        'seconds', l.record -> 'seconds', 'testImages', l.record -> 'testImages', 'dataset', l.record -> 'dataset'
      )) from study_levels sl join levels l on l.no = sl.level_no
      where sl.study_id = s.id and l.record is not null
    ) as records
    from studies s where s.id = ${id}`);
  const row = rows[0];
  if (row === undefined) throw new NotFoundError('study', id);
  const plan = planAgain(row);
  const { study, placed } = await contentOf(store, { id, revision: row.revision });
  const matrices = await readLevelMatrices(store.db, study, placed);
  const levels = placed.map((each) => {
    const { id: level } = each.level;
    return studyLevelOf(each, { matrices: matrices.get(level), record: recordOf(row.records?.[level]) });
  });
  const report = await assemble(plan, levels);
  if (report === undefined) {
    throw new ConflictError({
      what: 'the study has nothing to report yet',
      value: id,
      expected: 'a finished level',
      mend: 'Wait until a level is done.',
    });
  }
  const { pictures, unread } = await readStudyPictures(stores, plan, placed);
  const command = reproduceStudy(plan, storedOptionsSchema.parse(row.options), row.preset);
  const files = {
    ...reportFiles({ ...report, pictures, unreadPictures: unread }, command),
    'study.json': `${JSON.stringify(row.declaration, null, 2)}\n`,
  };
  return { files, isWhole: unread.length === 0 };
}

/** What reports say of how a level came about. */
interface MadeWith {
  readonly seconds: number | null;
  readonly testImages: string | null;
  readonly dataset: string | null;
}

function recordOf(made: Partial<MadeWith> = {}): LevelResult['record'] {
  const { seconds = null, testImages = null, dataset = null } = made;
  return {
    ...(seconds !== null && { seconds }),
    ...(testImages !== null && { testImages }),
    ...(dataset !== null && { dataset }),
  };
}

async function assemble(plan: StudyPlan, levels: readonly StudyLevel[]): Promise<StudyReport | undefined> {
  try {
    return await inTurns(assembling(plan, levels));
  } catch (error) {
    // Of the study's declaration, not of the question.
    throw error instanceof InputError ? new ConflictError(error.problem) : error;
  }
}

/**
 * The study as a command line for a POSIX shell. One of the literature is named while the literature still has it so;
 * any other is run from its file, `study.json`.
 */
export function reproduceStudy(plan: StudyPlan, options: StoredOptions, preset: string | null): string {
  const known = preset !== null && Object.hasOwn(literature, preset) ? literature[preset] : undefined;
  const isSame = known !== undefined && canonicalJson(known) === canonicalJson(plan.study);
  return [
    `tombola study run ${isSame ? preset : 'study.json'} --scale ${plan.scale}`,
    ...(options.seeds === undefined ? [] : [`--seeds ${plan.seeds.join(',')}`]),
    ...(options.draws === undefined ? [] : [`--draws ${options.draws}`]),
    ...settingsOf(options.changes).map(([path, value]) => `--set ${quote(`${path}=${JSON.stringify(value)}`)}`),
  ].join(' ');
}

/** Changes of a recipe as paths and values. */
function settingsOf(changes: Readonly<Record<string, unknown>>, prefix = ''): [string, unknown][] {
  return Object.entries(changes).flatMap(([name, value]): [string, unknown][] =>
    isRecord(value) && Object.keys(value).length > 0
      ? settingsOf(value, `${prefix}${name}.`)
      : [[`${prefix}${name}`, value]],
  );
}
