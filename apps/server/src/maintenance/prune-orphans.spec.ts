import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { exportsRouter } from '../api/exports';
import { modelsRouter } from '../api/models';
import { notesRouter } from '../api/notes';
import { editor, openFixture, type Fixture } from '../api/testing/fixture';
import { launchTiny } from '../api/testing/launch';
import { addWorker, claim, finish, trainAll } from '../api/testing/train';
import { router } from '../api/trpc';
import { change } from '../ledger/change';
import { claimExport, finishExport } from '../ledger/exports';
import { pruneOrphans } from './prune-orphans';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());
afterEach(() => expect(fixture.failures).toEqual([]));

const app = router({ exports: exportsRouter, models: modelsRouter, notes: notesRouter });
const db = () => fixture.store.db;
const api = () => fixture.as(app, editor);
const prune = (days = 0, batch = 3) => pruneOrphans(db(), days, { batch });
const remove = (study: string) => db().execute(sql`delete from studies where id = ${study}`);
const column = async (query: ReturnType<typeof sql>) =>
  (await db().execute<{ v: string }>(query)).rows.map(({ v }) => v);
const levels = () => column(sql`select id as v from levels order by id`);
const trials = () => column(sql`select id as v from trials order by id`);

/** Exports a level and registers it. */
async function register(level: string, worker: string): Promise<void> {
  const { id } = await api().exports.create({ level });
  const [delivery] = await column(sql`select delivery as v from exports where id = ${id}`);
  const held = await change(db(), (current) => claimExport(current, worker, { id, delivery: delivery! }));
  if (held !== undefined) {
    const blob = await fixture.artifacts.put(Buffer.from(id));
    await change(db(), (current) => finishExport(current, held.hold, { name: 'model.onnx', ...blob }, { ok: true }));
  }
  await api().models.register({ model: 'digits', export: id });
}

test('what no study and no model needs goes, with all that hangs on it; what one of them needs stays', async () => {
  const options = [{}, { seeds: [0, 1] }, { seeds: [1, 2], draws: 2 }, { change: { steps: 30 } }];
  const subset = fc.subarray([0, 1, 2, 3]);
  await fc.assert(
    fc.asyncProperty(
      subset,
      fc.array(fc.nat(), { maxLength: 2 }),
      fc.boolean(),
      async (deleted, registered, trained) => {
        await fixture.clear();
        const studies: string[] = [];
        for (const each of options) studies.push(await launchTiny(fixture, each));
        const worker = await addWorker(fixture);
        if (trained) await trainAll(fixture, worker);
        const { rows } = await db().execute<{ id: string; trial: string; parent: string | null }>(
          sql`select id, trial_id as trial, parent_id as parent from levels order by no`,
        );
        const parents = new Map(rows.map(({ id, parent }) => [id, parent]));
        const needed = new Set<string>();
        if (trained) {
          for (const pick of registered) {
            const level = rows[pick % rows.length]!.id;
            await register(level, worker);
            for (let at: string | null | undefined = level; at; at = parents.get(at)) needed.add(at);
          }
        }
        for (const i of deleted) await remove(studies[i]!);
        for (const level of await column(
          sql`select l.id as v from study_levels s join levels l on l.no = s.level_no`,
        )) {
          needed.add(level);
        }
        const expected = rows.filter(({ id }) => needed.has(id));
        const left = new Set(expected.map(({ trial }) => trial));
        const all = await trials();
        const pruned = await prune();
        expect(await levels()).toEqual(expected.map(({ id }) => id).sort());
        expect(await trials()).toEqual(all.filter((id) => left.has(id)));
        expect(pruned).toEqual({ levels: rows.length - expected.length, trials: all.length - left.size });
        for (const table of ['artifacts', 'tickets', 'metric_chunks', 'attempts', 'exports']) {
          const { rows: there } = await db().execute<{ id: string }>(
            sql`select distinct l.id from ${sql.identifier(table)} x left join levels l on l.no = x.level_no`,
          );
          expect(there.filter(({ id }) => !needed.has(id))).toEqual([]);
        }
        expect(await prune()).toEqual({ levels: 0, trials: 0 });
      },
    ),
    { numRuns: 12 },
  );
});

test('days count from when nobody needs it any more, and not if somebody does again', async () => {
  const study = await launchTiny(fixture);
  await trainAll(fixture, await addWorker(fixture));
  await db().execute(
    sql`update levels set updated_at = now() - interval '1 year', created_at = now() - interval '1 year'`,
  );
  await remove(study);
  expect(await prune(30)).toEqual({ levels: 0, trials: 0 });
  const age = () => db().execute(sql`update levels set orphan_since = orphan_since - interval '31 days'`);
  await age();
  // Somebody needs it again: it is done already, and stays.
  const again = await launchTiny(fixture);
  expect(await prune(30)).toEqual({ levels: 0, trials: 0 });
  expect(await column(sql`select id as v from levels where orphan_since is not null`)).toEqual([]);
  await remove(again);
  await prune(30);
  expect(await levels()).toHaveLength(5);
  await age();
  expect(await prune(30)).toEqual({ levels: 5, trials: 3 });
});

test('a level that runs, or that is being exported, is left alone until it ends', async () => {
  const study = await launchTiny(fixture);
  const worker = await addWorker(fixture);
  const held = await claim(fixture, worker);
  await remove(study);
  await prune();
  expect(await levels()).toEqual([held.hold.level]);
  await finish(fixture, held);
  const { id } = await api().exports.create({ level: held.hold.level });
  await prune();
  expect(await levels()).toEqual([held.hold.level]);
  await db().execute(sql`update exports set state = 'failed' where id = ${id}`);
  expect(await prune()).toEqual({ levels: 1, trials: 1 });
  expect(await column(sql`select id as v from exports`)).toEqual([]);
});

test('notes and tags go with their trial', async () => {
  const [first, second] = [await launchTiny(fixture), await launchTiny(fixture, { change: { steps: 30 } })];
  for (const trial of await trials()) {
    await api().notes.create({ subject: 'trial', subjectId: trial, body: 'x' });
    await db().execute(sql`insert into tags values ('trial', ${trial}, 'x')`);
  }
  await remove(first);
  await prune();
  expect(await column(sql`select subject_id as v from notes order by 1`)).toEqual(await trials());
  expect(await column(sql`select subject_id as v from tags order by 1`)).toEqual(await trials());
  expect(second).toBeDefined();
});

test('a study that is launched meanwhile has all its levels', async () => {
  const worker = await addWorker(fixture);
  for (let round = 0; round < 15; round++) {
    const before = await launchTiny(fixture, { seeds: [0, 1] });
    if (round % 3 === 0) await trainAll(fixture, worker);
    await remove(before);
    const [study] = await Promise.all([launchTiny(fixture, { seeds: [0, 1] }), prune(0, 2), prune(0, 3)]);
    const { rows } = await db().execute<{ linked: number; lacking: number }>(sql`
      select count(*)::int as linked,
        count(*) filter (where l.parent_id is not null and not exists (select 1 from levels p where p.id = l.parent_id))::int as lacking
      from study_levels s join levels l on l.no = s.level_no where s.study_id = ${study}`);
    expect(rows).toEqual([{ linked: 10, lacking: 0 }]);
    await remove(study);
  }
});

test('an export that is asked for, or registered, while its level goes is refused or stays', async () => {
  const worker = await addWorker(fixture);
  for (let round = 0; round < 10; round++) {
    const study = await launchTiny(fixture);
    await trainAll(fixture, worker);
    const [level] = await column(sql`select id as v from levels where level = 2 order by id`);
    if (round % 2 === 0) await register(level!, worker);
    const model = await column(sql`select e.id as v from exports e`);
    await db().execute(sql`delete from models`);
    await remove(study);
    const ask =
      model[0] === undefined
        ? api()
            .exports.create({ level: level! })
            .then(() => true)
        : api()
            .models.register({ model: 'digits', export: model[0] })
            .then(() => true);
    const [asked] = await Promise.all([
      ask.catch((error: { code?: string }) => {
        expect(error.code).toBe('NOT_FOUND');
        return false;
      }),
      prune(0, 1),
    ]);
    expect((await levels()).includes(level!)).toBe(asked);
    await db().execute(sql`delete from models`);
    await db().execute(sql`delete from exports`);
    await prune();
    expect(await levels()).toEqual([]);
  }
});
