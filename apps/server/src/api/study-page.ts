import type { Study, StudyOut, StudyPage } from '@tombola/shared';
import { armAggregates, claimOutOf, readStudy, shownMetrics } from '@tombola/studies';
import { sql } from 'drizzle-orm';
import type { Store } from '../store/connect';
import { prepared } from '../store/prepared';
import { inTurns } from './in-turns';
import { NotFoundError } from './problems';
import { RevisionCache } from './revision-cache';
import { iso } from './system';
import { studyColumns, studyPartsJson, type StudyParts, type StudyRow } from './study-rows';
import { judgingClaims, observationsOf, placeLevels, type PlacedLevel, type StoredLevel } from './study-results';

/** Levels that a page lists. */
const MOST_LEVELS = 5000;

/** What of a study holds for one revision of it. */
export interface StudyContent {
  readonly study: Study;
  readonly parts: StudyParts;
  readonly placed: readonly PlacedLevel[];
  readonly page: Pick<StudyPage, 'levels' | 'levelsLeftOut' | 'aggregates' | 'claims'>;
}

/** A study, and the steps of its running levels. */
const readHead = prepared<StudyRow & { running: Record<string, number> | null }>(
  'study-head',
  sql`
    select ${studyColumns}, case when s.levels_running > 0 then (
      select json_object_agg(l.id, l.step) from study_levels sl join levels l on l.no = sl.level_no
      where sl.study_id = s.id and l.state = 'running'
    ) end as running
    from studies s where s.id = ${sql.placeholder('study')}`,
);

const caches = new WeakMap<Store, RevisionCache<StudyContent>>();

/**
 * Everything that a study's page shows. What follows from the study's finished levels is computed once a revision;
 * names, counters and the steps of running levels are read every time.
 *
 * @throws {NotFoundError}
 */
export async function readStudyPage(store: Store, id: string): Promise<StudyPage> {
  const rows = await readHead(store, { study: id });
  if (rows[0] === undefined) throw new NotFoundError('study', id);
  const { running, ...study } = rows[0];
  const { parts, page } = await contentOf(store, study);
  const levels =
    running === null
      ? page.levels
      : page.levels.map((level) => (running[level.id] === undefined ? level : { ...level, step: running[level.id]! }));
  return { ...page, study: { ...study, ...parts }, levels };
}

/** The content of a study at its revision, or at a later one. */
export function contentOf(store: Store, { id, revision }: Pick<StudyOut, 'id' | 'revision'>): Promise<StudyContent> {
  let cache = caches.get(store);
  if (cache === undefined) caches.set(store, (cache = new RevisionCache(100_000)));
  return cache.get(
    id,
    revision,
    () => readContent(store, id),
    ({ placed, page }) => placed.length + page.levels.length,
  );
}

/** @throws {NotFoundError} */
async function readContent({ db }: Store, id: string): Promise<StudyContent> {
  const { rows } = await db.execute<{ parts: StudyParts; levels: StoredLevel[]; controls: string[] }>(sql`
    select ${studyPartsJson} as parts, (
      select coalesce(json_agg(json_build_object('id', l.id, 'trial', l.trial_id, 'level', l.level, 'parent', l.parent_id,
        'state', l.state, 'step', l.step, 'steps', l.steps, 'density', l.density, 'metrics', l.metrics,
        'startedAt', ${iso(sql`l.started_at`)}, 'finishedAt', ${iso(sql`l.finished_at`)}) order by l.no), '[]')
      from study_levels sl join levels l on l.no = sl.level_no where sl.study_id = s.id
    ) as levels,
    array(select distinct t.id from study_trials st join trials t on t.id = st.trial_id
      where st.study_id = s.id and jsonb_exists(t.recipe, 'control')) as controls
    from studies s where s.id = ${id}`);
  if (rows[0] === undefined) throw new NotFoundError('study', id);
  const { parts, levels, controls } = rows[0];
  const study = readStudy(parts.declaration);
  const control = new Set(controls);
  const placed = placeLevels(parts.arms, levels, (trial) => control.has(trial));
  const page = {
    levels: levels.slice(0, MOST_LEVELS),
    levelsLeftOut: Math.max(0, levels.length - MOST_LEVELS),
    ...(await inTurns(summarising(study, placed))),
  };
  return { study, parts, placed, page };
}

function* summarising(
  study: Study,
  placed: readonly PlacedLevel[],
): Generator<void, Pick<StudyPage, 'aggregates' | 'claims'>, void> {
  const observations = observationsOf(placed);
  const aggregates: StudyPage['aggregates'] = [];
  for (const metric of shownMetrics(study)) {
    yield;
    aggregates.push(...armAggregates(study, observations, metric));
  }
  const claims = yield* judgingClaims(study, observations);
  return { aggregates, claims: claims.map(claimOutOf) };
}
