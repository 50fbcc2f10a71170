import { encodeSafetensors, inputsOut, mean, weightsOut } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import { change } from '../ledger/change';
import { createExport } from '../ledger/exports';
import { finishLevel } from '../ledger/finish';
import { ticketsRouter } from './tickets';
import { openFixture, viewer, type Fixture } from './testing/fixture';
import { launchTiny } from './testing/launch';
import { finishWithTensors, type PaperTensors } from './testing/paper-tensors';
import { addWorker, claim, finish, madeUpResult } from './testing/train';
import { router } from './trpc';

const app = router({ tickets: ticketsRouter });
let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());
afterEach(() => expect(fixture.failures).toEqual([]));

const api = () => fixture.as(app, viewer).tickets;

/** Trains the tiny study on paper, with weights. @returns by level, in order: dense, ticket 1 and 2, reinit 1 and 2 */
async function trained(): Promise<Map<string, PaperTensors>> {
  const worker = await addWorker(fixture);
  const levels = new Map<string, PaperTensors>();
  for (;;) {
    const { rows } = await fixture.store.db.execute<{ id: string }>(
      sql`select id from levels where state = 'queued' order by no limit 1`,
    );
    if (rows[0] === undefined) return levels;
    levels.set(rows[0].id, await finishWithTensors(fixture, await claim(fixture, worker, rows[0].id)));
  }
}

/** The level of a study's arm. */
async function levelOf(study: string, arm: string, level: number): Promise<string> {
  const { rows } = await fixture.store.db.execute<{ id: string }>(sql`
    select l.id from levels l join study_trials st on st.trial_id = l.trial_id
    where st.study_id = ${study} and st.arm_id = ${arm} and l.level = ${level}`);
  return rows[0]!.id;
}

test('weights are counted as they are stored, those removed as the dense level had them', async () => {
  const study = await launchTiny(fixture);
  const stored = await trained();
  const level = await levelOf(study, 'ticket', 1);
  const { parent } = await api().detail({ level });
  const found = await api().weights({ level, bins: 20 });
  expect(weightsOut.parse(found)).toEqual(found);
  expect(found.parameters.map(({ parameter, shape }) => [parameter, shape])).toEqual([
    ['dense_1/weights', [784, 8]],
    ['dense_2/weights', [8, 10]],
  ]);
  const { ticket, final, layers } = stored.get(level)!;
  for (const { parameter, kept, total, edges, initial, signsChanged, ...after } of found.parameters) {
    expect({ kept, total }).toEqual(layers[parameter]);
    expect([edges.length, after.final.n, initial.kept.n, initial.all!.n]).toEqual([21, kept, kept, total]);
    const start = stored.get(parent!)!.ticket[`init/${parameter}`]!.data;
    expect(initial.all!.mean).toBeCloseTo(mean([...start]), 10);
    const [before, end] = [ticket[`init/${parameter}`]!.data, final[parameter]!.data];
    const changed = end.filter((value: number, i: number) => value * before[i]! < 0).length;
    expect(signsChanged).toBeCloseTo(changed / kept, 12);
  }
  const one = await api().weights({ level, parameter: 'dense_2/weights', bins: 20 });
  expect(one.parameters).toEqual([found.parameters[1]]);
  expect((await api().weights({ level })).parameters[0]!.edges).toHaveLength(51);
});

test('what a control with new weights would have had elsewhere is not known', async () => {
  const study = await launchTiny(fixture);
  await trained();
  const { parameters } = await api().weights({ level: await levelOf(study, 'reinit', 1) });
  expect(parameters.map(({ initial }) => initial.all)).toEqual([null, null]);
});

test('units and inputs are those of the network of the recipe', async () => {
  const study = await launchTiny(fixture);
  const stored = await trained();
  const level = await levelOf(study, 'ticket', 2);
  const mask = stored.get(level)!.ticket['mask/dense_1/weights']!.data;
  const rows = Array.from({ length: 784 }, (_, row) => [...mask.slice(row * 8, row * 8 + 8)].filter(Boolean).length);
  const inputs = await api().inputs({ level });
  expect(inputsOut.parse(inputs)).toEqual(inputs);
  expect(inputs).toEqual({
    level,
    layer: 'dense_1',
    kind: 'dense',
    height: 28,
    width: 28,
    channels: 1,
    outputs: 8,
    counts: rows,
  });
  const units = await api().units({ level });
  expect(units.layers.map(({ layer, inputs: read, outputs }) => [layer, read, outputs])).toEqual([
    ['dense_1', 784, 8],
    ['dense_2', 8, 10],
  ]);
  expect(units.layers[0]!.inputsUnused.count).toBe(rows.filter((count) => count === 0).length);
  expect(units.hidden.map(({ layer, units: count }) => [layer, count])).toEqual([['dense_1', 8]]);
});

test('a ticket has its levels before and after, its exports, and the studies of its arms', async () => {
  const study = await launchTiny(fixture, { seeds: [3] });
  await trained();
  const other = await launchTiny(fixture, { seeds: [3, 4] });
  await fixture.store.db.execute(sql`update studies set name = 'Other' where id = ${other}`);
  const [dense, first] = [await levelOf(study, 'ticket', 1), await levelOf(study, 'ticket', 2)];
  const detail = await api().detail({ level: dense });
  expect(detail).toMatchObject({ ...(await api().get({ level: dense })), seed: 3, exports: [] });
  expect(detail.recipeHash).toBe(dense.slice(0, 12));
  const control = await levelOf(study, 'reinit', 2);
  expect(detail.children).toEqual([
    { level: first, trial: first.slice(0, -3), state: 'done', control: null },
    { level: control, trial: control.slice(0, -3), state: 'done', control: 'reinit' },
  ]);
  const arm = { arm: 'ticket', label: 'ticket' };
  const both = [
    { study: other, name: 'Other', ...arm },
    { study, name: 'Tiny', ...arm },
  ];
  expect(detail.studies).toEqual(both);

  // The dense level is another trial's; its arms are those that begin with it.
  const root = await api().detail({ level: detail.parent! });
  expect([root.parent, root.studies]).toEqual([null, both]);
  expect((await api().detail({ level: control })).studies.map((each) => each.arm)).toEqual(['reinit', 'reinit']);

  const { rows } = await fixture.store.db.execute<{ no: number }>(sql`select no from levels where id = ${first}`);
  const order = await change(fixture.store.db, (current) =>
    createExport(current, fixture.queue, { no: rows[0]!.no, id: first }, 'local'),
  );
  expect((await api().detail({ level: first })).exports).toEqual([{ id: order, state: 'queued', verified: null }]);
});

test('levels that are not there, not done or have no such parameter are refused', async () => {
  await launchTiny(fixture, { seeds: [0, 1] });
  const { rows } = await fixture.store.db.execute<{ id: string }>(sql`select id from levels order by no`);
  const [level] = rows.map(({ id }) => id) as [string];
  const missing = '000000000000-s0-l0';
  const { weights, units, inputs, detail } = api();
  for (const ask of [weights, units, inputs]) {
    await expect(ask({ level })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(ask({ level: missing })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  await expect(detail({ level })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const held = await claim(fixture, await addWorker(fixture), level);
  await finishWithTensors(fixture, held);
  await expect(weights({ level, parameter: 'nothing' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(weights({ level, bins: 0 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await expect(weights({ level, bins: 201 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await expect(fixture.as(app, undefined).tickets.weights({ level })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
});

test('bytes that are no tensors, or not of one network, are nobody’s mistake', async () => {
  await launchTiny(fixture, { seeds: [0, 1] });
  const worker = await addWorker(fixture);
  const [first, second] = [await claim(fixture, worker), await claim(fixture, worker)];
  await finish(fixture, first, madeUpResult(first));
  const { level } = second.hold;
  const mask = { shape: [2], data: Uint8Array.of(1, 1) };
  const ticket = await fixture.artifacts.put(encodeSafetensors({ tensors: { 'mask/w': mask }, metadata: {} }));
  const file = { mediaType: 'application/octet-stream', ...ticket };
  const files = (['ticket', 'final'] as const).map((kind) => ({ kind, name: kind, ...file }));
  await change(fixture.store.db, (current) =>
    finishLevel(current, fixture.queue, second.hold, { result: madeUpResult(second), files, log: '' }),
  );
  const broken = { code: 'INTERNAL_SERVER_ERROR' };
  await expect(api().weights({ level: first.hold.level })).rejects.toMatchObject(broken);
  await expect(api().weights({ level })).rejects.toMatchObject(broken);
  await expect(api().units({ level })).rejects.toMatchObject(broken);
  expect(fixture.failures).toHaveLength(3);
  await fixture.clear();
});
