import type { Study, StudyOut, StudyPage } from '@tombola/shared';
import {
  armAggregates,
  claimOutOf,
  headlinesOf,
  judging,
  readStudy,
  shownMetrics,
  type TrainedOn,
} from '@tombola/studies';
import { sql } from 'drizzle-orm';
import type { Store } from '../store/connect';
import { prepared } from '../store/prepared';
import { inTurns } from './in-turns';
import { NotFoundError } from './problems';
import { RevisionCache } from './revision-cache';
import { iso } from './system';
import { studyColumns, studyPartsJson, type StudyParts, type StudyRow } from './study-rows';
import { observationsOf, placeLevels, type PlacedLevel, type StoredLevel } from './study-results';

/** Levels that a page lists. */
const MOST_LEVELS = 5000;

/** What of a study holds for one revision of it. */
export interface StudyContent {
  readonly revision: number;
  readonly study: Study;
  readonly parts: StudyParts;
  readonly placed: readonly PlacedLevel[];
  readonly page: Omit<StudyPage, 'study'>;
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

/** What the arms of a study are trained on, by their ids. */
type ByArm = Readonly<Record<string, TrainedOn>>;

/** A study, and everything that its content is made from. */
const readRow = prepared<
  StudyRow & { parts: StudyParts; stored: StoredLevel[]; controls: string[]; trainedOn: ByArm | null }
>(
  'study-whole',
  sql`
    select ${studyColumns}, ${studyPartsJson} as parts, (
      select coalesce(json_agg(json_build_object('id', l.id, 'trial', l.trial_id, 'level', l.level, 'parent', l.parent_id,
        'state', l.state, 'step', l.step, 'steps', l.steps, 'density', l.density, 'metrics', l.metrics,
        'startedAt', ${iso(sql`l.started_at`)}, 'finishedAt', ${iso(sql`l.finished_at`)}) order by l.no), '[]')
      from study_levels sl join levels l on l.no = sl.level_no where sl.study_id = s.id
    ) as stored,
    array(select distinct t.id from study_trials st join trials t on t.id = st.trial_id
      where st.study_id = s.id and jsonb_exists(t.recipe, 'control')) as controls,
    (select json_object_agg(a.arm_id, a.names) from (
      select distinct on (st.arm_id) st.arm_id, json_build_object(
        'network', t.recipe -> 'network' ->> 'name', 'dataset', t.recipe -> 'dataset' ->> 'name') as names
      from study_trials st join trials t on t.id = st.trial_id where st.study_id = s.id order by st.arm_id, st.draw
    ) a) as "trainedOn"
    from studies s where s.id = ${sql.placeholder('study')}`,
);

/** Levels in the contents that are kept, placed ones and those of pages. */
const MOST_KEPT = 100_000;
const caches = new WeakMap<Store, RevisionCache<StudyContent>>();

/**
 * Everything that a study's page shows. What follows from the study's finished levels is computed once a revision;
 * names, counters and the steps of running levels are read every time.
 *
 * @throws {NotFoundError}
 */
export async function readStudyPage(store: Store, id: string): Promise<StudyPage> {
  const cache = cacheOf(store);
  if (cache.has(id)) {
    const { running, ...study } = oneStudy(id, await readHead(store, { study: id }));
    const { parts, page } = await contentOf(store, study);
    return {
      ...page,
      study: { ...study, ...parts },
      levels: running === null ? page.levels : stepped(page.levels, running),
    };
  }
  // Nobody has looked at it yet: head and content are read at once, since two queries would wait for a connection twice.
  const whole = readWhole(store, id);
  const { parts, page } = await cache.first(id, whole.then(makeContent), revisionOf, weigh);
  const { study } = await whole;
  return { ...page, study: { ...study, ...parts } };
}

/** The content of a study at its revision, or at a later one. @throws {NotFoundError} */
export function contentOf(store: Store, { id, revision }: Pick<StudyOut, 'id' | 'revision'>): Promise<StudyContent> {
  return cacheOf(store).get(id, revision, async () => makeContent(await readWhole(store, id)), weigh);
}

function cacheOf(store: Store): RevisionCache<StudyContent> {
  let cache = caches.get(store);
  if (cache === undefined) caches.set(store, (cache = new RevisionCache(MOST_KEPT)));
  return cache;
}

const revisionOf = ({ revision }: StudyContent) => revision;
const weigh = ({ placed, page }: StudyContent) => placed.length + page.levels.length;

/** @throws {NotFoundError} */
function oneStudy<Row>(id: string, [row]: readonly Row[]): Row {
  if (row === undefined) throw new NotFoundError('study', id);
  return row;
}

/** Levels with the steps that they are at now. */
function stepped(levels: StudyPage['levels'], running: Readonly<Record<string, number>>): StudyPage['levels'] {
  return levels.map((level) => (running[level.id] === undefined ? level : { ...level, step: running[level.id]! }));
}

/** A study and what its content is made from, of the same moment. */
interface Whole {
  readonly study: StudyRow;
  readonly parts: StudyParts;
  readonly levels: StoredLevel[];
  readonly controls: readonly string[];
  readonly trainedOn: ByArm;
}

/** @throws {NotFoundError} */
async function readWhole(store: Store, id: string): Promise<Whole> {
  const { parts, stored, controls, trainedOn, ...study } = oneStudy(id, await readRow(store, { study: id }));
  return { study, parts, levels: stored, controls, trainedOn: trainedOn ?? {} };
}

async function makeContent({ study: { revision }, parts, levels, controls, trainedOn }: Whole): Promise<StudyContent> {
  const study = readStudy(parts.declaration);
  const control = new Set(controls);
  const placed = placeLevels(parts.arms, levels, (trial) => control.has(trial));
  const page = {
    levels: levels.slice(0, MOST_LEVELS),
    levelsLeftOut: Math.max(0, levels.length - MOST_LEVELS),
    ...(await inTurns(summarising(study, new Map(Object.entries(trainedOn)), placed))),
  };
  return { revision, study, parts, placed, page };
}

function* summarising(
  study: Study,
  trainedOn: ReadonlyMap<string, TrainedOn>,
  placed: readonly PlacedLevel[],
): Generator<void, Pick<StudyPage, 'aggregates' | 'claims' | 'headlines'>, void> {
  const observations = observationsOf(placed);
  const aggregates: StudyPage['aggregates'] = [];
  for (const metric of shownMetrics(study)) {
    yield;
    aggregates.push(...armAggregates(study, observations, metric));
  }
  const claims = yield* judging(study, observations);
  yield;
  return { aggregates, claims: claims.map(claimOutOf), headlines: headlinesOf(study, trainedOn, observations) };
}
