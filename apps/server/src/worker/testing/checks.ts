import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import type { LevelResult } from '@tombola/shared';
import { jobsOfTrial, Results, runStudy, type Job, type StudyPlan } from '@tombola/studies';
import { openArtifactStore } from '../../artifacts/open';
import { levelIdOf } from '../../ledger/ids';
import { pointOf } from '../../ledger/metrics';
import { decodeSteps, decodeValues } from '../../store/metrics/codec';
import { entry, type Site } from './workers';

type Digests = Record<string, { readonly ticket: string; readonly final: string }>;

/** The levels of a plan, each once. */
function jobsOf(plan: StudyPlan): Job[] {
  return plan.arms.flatMap(({ recipes }) =>
    recipes.flatMap((recipe) => plan.seeds.flatMap((seed) => jobsOfTrial(recipe, seed))),
  );
}

/** Trains a plan in a results folder, undisturbed; @returns the digests of its files by level. */
export async function trainedQuietly(site: Site, plan: StudyPlan): Promise<Digests> {
  const results = new Results(site.path(`quiet-${plan.hash}`));
  const { failures } = await runStudy(plan, { entry, results: results.root, slots: 2 });
  expect(failures).toEqual([]);
  return Object.fromEntries(
    jobsOf(plan).map((job) => {
      const { ticket, final } = results.files(job);
      return [levelIdOf(job), { ticket: sha256Of(ticket), final: sha256Of(final) }];
    }),
  );
}

function sha256Of(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** The digests that the database has of the levels of a plan. */
export async function stored(site: Site, plan: StudyPlan): Promise<Digests> {
  const ids = jobsOf(plan).map(levelIdOf);
  const rows = await site.rows<{ level: string; kind: 'ticket' | 'final'; sha256: string }>(sql`
    select l.id as level, a.kind, a.sha256 from artifacts a join levels l on l.no = a.level_no
    where a.kind in ('ticket', 'final') and l.id = any(${sql.param(ids)}::text[])`);
  const digests: Record<string, Record<string, string>> = {};
  for (const { level, kind, sha256 } of rows) (digests[level] ??= {})[kind] = sha256;
  return digests as Digests;
}

/** Every point that was measured is in the database once, bit by bit, and in the events once. */
export async function expectWholeMetrics(site: Site, plan: StudyPlan): Promise<void> {
  const artifacts = await openArtifactStore(site.config().artifacts);
  for (const job of jobsOf(plan)) {
    const level = levelIdOf(job);
    const [result] = await site.rows<{ sha256: string }>(sql`
      select a.sha256 from artifacts a join levels l on l.no = a.level_no where l.id = ${level} and a.kind = 'result'`);
    const bytes = await artifacts.get(result!.sha256);
    const { history } = JSON.parse(Buffer.from(bytes).toString('utf8')) as LevelResult;
    const told: Record<string, [number, number][]> = {};
    for (const { step, values } of history.map(pointOf)) {
      for (const [series, value] of Object.entries(values)) (told[series] ??= []).push([step, value]);
    }
    expect(await pointsOf(site, level)).toEqual(told);
    expect(await livePointsOf(site, level)).toEqual(told);
  }
}

async function pointsOf(site: Site, level: string): Promise<Record<string, [number, number][]>> {
  const rows = await site.rows<{ series: string; steps: Buffer; values: Buffer }>(sql`
    select m.series, m.steps, m.values from metric_chunks m join levels l on l.no = m.level_no
    where l.id = ${level} order by m.series, m.from_step`);
  const points: Record<string, [number, number][]> = {};
  for (const { series, steps, values } of rows) {
    const column = decodeValues(values);
    (points[series] ??= []).push(...[...decodeSteps(steps)].map((step, i): [number, number] => [step, column[i]!]));
  }
  return points;
}

async function livePointsOf(site: Site, level: string): Promise<Record<string, [number, number][]>> {
  const rows = await site.rows<{ series: Record<string, { steps: number[]; values: number[] }> }>(sql`
    select data->'series' as series from events where type = 'metrics' and level_id = ${level} order by id`);
  const points: Record<string, [number, number][]> = {};
  for (const row of rows) {
    for (const [name, { steps, values }] of Object.entries(row.series)) {
      (points[name] ??= []).push(...steps.map((step, i): [number, number] => [step, values[i]!]));
    }
  }
  return points;
}

/** The ids of events have no gaps, so nobody who follows them misses one. */
export async function expectGaplessEvents(site: Site): Promise<void> {
  const [row] = await site.rows<{ first: number; last: number; count: number }>(sql`
    select min(id) as first, max(id) as last, count(*) as count from events`);
  expect(row).toEqual({ first: 1, last: row!.count, count: row!.count });
}

/** How the attempts at a level ended, one after the other. */
export async function outcomesOf(site: Site, level: string): Promise<(string | null)[]> {
  const rows = await site.rows<{ outcome: string | null }>(sql`
    select a.outcome from attempts a join levels l on l.no = a.level_no where l.id = ${level} order by a.attempt`);
  return rows.map(({ outcome }) => outcome);
}

/** The artifact store holds what the database names, and no old checkpoint. */
export async function expectNoOtherBlobs(site: Site): Promise<void> {
  const rows = await site.rows<{ sha256: string }>(sql`
    select sha256 from artifacts union select checkpoint_sha256 from levels where checkpoint_sha256 is not null`);
  const there: string[] = [];
  for await (const { sha256 } of (await openArtifactStore(site.config().artifacts)).list()) there.push(sha256);
  expect(there.sort()).toEqual(rows.map(({ sha256 }) => sha256).sort());
}
