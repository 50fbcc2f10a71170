import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { change } from '../ledger/change';
import { claimExport, createExport, finishExport } from '../ledger/exports';
import { modelsRouter } from './models';
import { editor, openFixture, viewer, type Fixture } from './testing/fixture';
import { launchTiny } from './testing/launch';
import { paperOnnx } from './testing/paper-onnx';
import { addWorker, trainAll } from './testing/train';
import { router } from './trpc';

const app = router({ models: modelsRouter });
let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());
afterEach(() => expect(fixture.failures).toEqual([]));

const api = (caller: Parameters<Fixture['as']>[1] = editor) => fixture.as(app, caller).models;
const db = () => fixture.store.db;
const told = async () =>
  (
    await db().execute<{ data: Record<string, unknown> }>(
      sql`select data from events where type = 'model.changed' order by id`,
    )
  ).rows.map(({ data }) => data);
const actions = async () =>
  (await db().execute<{ action: string }>(sql`select action from audit_log order by id`)).rows.map(
    ({ action }) => action,
  );

interface Exported {
  readonly seeds?: readonly number[];
  readonly verification?: object;
  /** Default: what no reader of ONNX takes. */
  readonly file?: (recipe: unknown) => Uint8Array;
}

/** An export of the first level. @param ok what its verification says; null: it is not done */
async function exported(
  ok: boolean | null = true,
  { seeds = [0], verification = {}, file = () => Buffer.from('onnx') }: Exported = {},
): Promise<string> {
  await launchTiny(fixture, { seeds });
  const worker = await addWorker(fixture);
  await trainAll(fixture, worker);
  const { rows } = await db().execute<{ no: number; id: string }>(sql`select no, id from levels order by no limit 1`);
  const id = await change(db(), (current) => createExport(current, fixture.queue, rows[0]!, 'local'));
  if (ok === null) return id;
  const { rows: waiting } = await db().execute<{ delivery: string }>(
    sql`select delivery from exports where id = ${id}`,
  );
  const taken = await change(db(), (current) => claimExport(current, worker, { id, delivery: waiting[0]!.delivery }));
  const blob = await fixture.artifacts.put(file(taken!.recipe));
  await change(db(), (current) =>
    finishExport(current, taken!.hold, { name: 'model.onnx', ...blob }, { ...verification, ok }),
  );
  return id;
}

test('versions count from 1 without gaps, however many register at a time', async () => {
  const id = await exported();
  const versions = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      api().register({ model: i % 3 === 0 ? 'other' : 'digits', export: id, description: `${i}` }),
    ),
  );
  for (const [model, count] of [
    ['digits', 8],
    ['other', 4],
  ] as const) {
    const numbers = versions.filter((version) => version.model === model).map(({ version }) => version);
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    const detail = await api(viewer).get({ model });
    expect(detail).toMatchObject({
      name: model,
      versions: count,
      latest: count,
      production: null,
      createdBy: editor.userId,
    });
    expect(detail.list.map(({ version }) => version)).toEqual(Array.from({ length: count }, (_, i) => count - i));
    expect(detail.list[0]).toMatchObject({ stage: 'none', export: { id, verified: true } });
  }
  expect(await actions()).toEqual(Array<string>(12).fill('model.register'));
  expect(await told()).toHaveLength(12);
});

test('only what is exported and verified becomes a version', async () => {
  const lost = { code: 'NOT_FOUND' };
  await expect(api().register({ model: 'digits', export: 'exp_0000000000000000' })).rejects.toMatchObject(lost);
  const waiting = await exported(null);
  await expect(api().register({ model: 'digits', export: waiting })).rejects.toMatchObject({ code: 'CONFLICT' });
  await fixture.clear();
  const wrong = await exported(false);
  await expect(api().register({ model: 'digits', export: wrong })).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(api(viewer).register({ model: 'digits', export: wrong })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect([(await api().list({})).items, await actions(), await told()]).toEqual([[], [], []]);
});

test('whatever is staged, and however many do so at a time, one version is in production at most', async () => {
  const id = await exported();
  for (let i = 0; i < 4; i++) await api().register({ model: 'digits', export: id });
  const stage = fc.constantFrom('none' as const, 'staging' as const, 'production' as const, 'archived' as const);
  const moves = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), stage), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(moves, fc.boolean(), async (given, together) => {
      const before = await api().get({ model: 'digits' });
      const move = async ([version, to]: (typeof given)[0]) => {
        const answer = await api().stage({ model: 'digits', version, stage: to });
        expect(answer).toMatchObject({ version, stage: to });
      };
      if (together) await Promise.all(given.map(move));
      else for (const each of given) await move(each);
      const after = await api().get({ model: 'digits' });
      const inProduction = after.list.filter((version) => version.stage === 'production');
      expect(inProduction.map(({ version }) => version)).toEqual(after.production === null ? [] : [after.production]);
      if (together) return;
      // One after the other is what the moves say.
      const expected = new Map(before.list.map(({ version, stage: at }) => [version, at]));
      for (const [version, to] of given) {
        if (to === 'production') {
          for (const [other, at] of expected)
            if (at === 'production' && other !== version) expected.set(other, 'archived');
        }
        expected.set(version, to);
      }
      expect(new Map(after.list.map(({ version, stage: at }) => [version, at]))).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});

test('a change of stage is told with what it replaced, and none is told of a stage that it was in', async () => {
  const id = await exported();
  for (let i = 0; i < 2; i++) await api().register({ model: 'digits', export: id });
  await api().stage({ model: 'digits', version: 1, stage: 'production' });
  await api().stage({ model: 'digits', version: 1, stage: 'production' });
  await api().stage({ model: 'digits', version: 2, stage: 'production' });
  expect((await told()).slice(2)).toEqual([
    { model: 'digits', action: 'staged', version: 1, stage: 'production', from: 'none', archived: null },
    { model: 'digits', action: 'staged', version: 2, stage: 'production', from: 'none', archived: 1 },
  ]);
  expect((await actions()).slice(2)).toEqual(['model.stage', 'model.stage']);
  await expect(api().stage({ model: 'digits', version: 3, stage: 'none' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(api().stage({ model: 'nothing', version: 1, stage: 'none' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  await expect(api(viewer).stage({ model: 'digits', version: 1, stage: 'none' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});

test('a model goes with its notes and tags, unless a version is in production', async () => {
  const id = await exported();
  await api().register({ model: 'digits', export: id });
  await api().register({ model: 'other', export: id });
  for (const model of ['digits', 'other']) {
    await db().execute(
      sql`insert into notes (id, subject, subject_id, body, author) values (${`note_${model}`}, 'model', ${model}, 'x', 'local')`,
    );
    await db().execute(sql`insert into tags values ('model', ${model}, 'x')`);
  }
  await api().stage({ model: 'digits', version: 1, stage: 'production' });
  await expect(api().delete({ model: 'digits' })).rejects.toMatchObject({ code: 'CONFLICT' });
  await api().stage({ model: 'digits', version: 1, stage: 'archived' });
  await expect(api(viewer).delete({ model: 'digits' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await api().delete({ model: 'digits' })).toEqual({ ok: true });
  await expect(api().delete({ model: 'digits' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(api().get({ model: 'digits' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { rows } = await db().execute(sql`select subject_id from notes union all select subject_id from tags`);
  expect(rows).toEqual([{ subject_id: 'other' }, { subject_id: 'other' }]);
  expect((await actions()).at(-1)).toBe('model.delete');
  // Its export is still there.
  expect(await api().register({ model: 'digits', export: id })).toMatchObject({ version: 1 });
});

test('registering and removing at a time end in one or the other', async () => {
  const id = await exported();
  for (let round = 0; round < 5; round++) {
    await api().register({ model: 'digits', export: id });
    const [removed, version] = await Promise.all([
      api().delete({ model: 'digits' }),
      api().register({ model: 'digits', export: id }),
    ]);
    expect(removed).toEqual({ ok: true });
    const left = (await api().list({})).items;
    // Registered before the removal it is gone with the model, registered after it is the first of a new one.
    expect([[], [{ name: 'digits', versions: 1 }]]).toContainEqual(
      left.map(({ name, versions }) => ({ name, versions })),
    );
    expect(version.version).toBe(left.length === 1 ? 1 : 2);
    if (left.length === 1) await api().delete({ model: 'digits' });
  }
});

test('a card says what a version is, over all stored seeds of its recipe and level', async () => {
  const id = await exported(true, {
    seeds: [0, 1, 2],
    file: paperOnnx,
    verification: {
      checks: [{ name: 'parity', ok: true, detail: 'logits differ by at most 0' }],
      provider: 'cpu',
      examples: 50,
      sha256: 'abc',
    },
  });
  await api().register({ model: 'digits', export: id, description: 'The # first.' });
  await api().update({ model: 'digits', description: '```\n# Reads **digits**.' });
  // Other recipes, and levels that are not done, are none of its seeds.
  await launchTiny(fixture, { change: { steps: 30 } });
  await trainAll(fixture, await addWorker(fixture));
  await launchTiny(fixture, { seeds: [3] });
  const { markdown } = await api(viewer).card({ model: 'digits', version: 1 });
  expect(markdown).toMatch(
    /^# digits, version 1\n\n> ```\n> # Reads \*\*digits\*\*\.\n>\n> The # first\.\n\n## Intended use\n/,
  );
  // Of seeds 0, 1, 2 the accuracies are 0.9, 0.901, 0.902; t(0.975, 2) is 4.303.
  expect(markdown).toContain(
    '| testAccuracyAtEarlyStop | 90.00 % | 90.10 % | 89.85 % to 90.35 % (95 % t interval) | 3 |',
  );
  expect(markdown).toContain('| earlyStopIteration | 20 | 20 | 20 to 20 (95 % t interval) | 3 |');
  expect(markdown).toContain('"hidden": [');
  expect(markdown).toContain('\n## Verification\n\nPassed, in onnxruntime (cpu) on 50 examples. SHA-256 `abc`.');
  expect(markdown).toMatch(/\n## Licence\n\nMIT\n/);
  expect(markdown).toMatch(
    /tombola study run ([0-9a-f]{12})-s0\.json\ntombola export \1\/seed-0\/level-0 --output digits\.onnx\n/,
  );
  expect(markdown).not.toContain('undefined');
});

test('a card of one seed has no interval, and a verification without its checks is left out', async () => {
  const id = await exported(true, { file: paperOnnx });
  await api().register({ model: 'digits', export: id });
  const { markdown } = await api(viewer).card({ model: 'digits', version: 1 });
  expect(markdown).toContain('| testAccuracyAtEarlyStop | 90.00 % | 90.00 % |  | 1 |');
  expect(markdown).toMatch(/^# digits, version 1\n\n## Intended use\n/);
  expect(markdown).not.toContain('## Verification');
});

test('there is no card of nothing, and none for strangers', async () => {
  const id = await exported(true, { file: paperOnnx });
  await api().register({ model: 'digits', export: id });
  const lost = { code: 'NOT_FOUND' };
  await expect(api().card({ model: 'digits', version: 2 })).rejects.toMatchObject(lost);
  await expect(api().card({ model: 'nothing', version: 1 })).rejects.toMatchObject(lost);
  await expect(api().card({ model: 'digits', version: 0 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await expect(fixture.as(app, undefined).models.card({ model: 'digits', version: 1 })).rejects.toMatchObject({
    code: 'UNAUTHORIZED',
  });
});

test('models are described and listed by name in pages', async () => {
  const id = await exported();
  const names = ['zeta', 'alpha', 'al.pha', 'al-pha', 'b_1', 'b1'];
  for (const model of names) await api().register({ model, export: id });
  const text = `Robert'); drop table models; -- <b>"bold"</b>`;
  expect(await api().update({ model: 'b1', description: text })).toMatchObject({ name: 'b1', description: text });
  await expect(api().update({ model: 'nothing', description: '' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(api().update({ model: 'b1', description: 'a\0b' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await expect(api(viewer).update({ model: 'b1', description: '' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const paged: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: { name: string }[]; nextCursor: string | null } = await api(viewer).list({
      limit: 2,
      ...(cursor === null ? {} : { cursor }),
    });
    paged.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect([...paged].sort()).toEqual([...names].sort());
  expect(new Set(paged).size).toBe(names.length);
  await expect(api().get({ model: `x'; drop table models; --` })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await expect(fixture.as(app, undefined).models.list({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
});
