import { studyCreateSchema, type Role, type StudyCreate } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { localCaller } from '../../access/roles';
import { createToken } from '../../access/tokens';
import { createUser } from '../../access/users';
import { storeUpload } from '../../api/artifacts';
import { appRouter } from '../../api/router';
import { launchStudy } from '../../api/study-actions';
import { paperOnnx } from '../../api/testing/paper-onnx';
import { finishWithTensors } from '../../api/testing/paper-tensors';
import { addWorker, claim, fail } from '../../api/testing/train';
import { tinyStudy } from '../../api/testing/tiny-study';
import { createCallerFactory } from '../../api/trpc';
import { change } from '../../ledger/change';
import { claimExport, finishExport } from '../../ledger/exports';
import type { OpenServices } from '../../serve/services';
import type { Known } from './well-formed';

export const PASSWORD = 'four random words';

/** Puts something of everything into a server: studies in all states, files, exports, models, notes, users, tokens. */
export async function furnish(services: OpenServices): Promise<Known> {
  const { store, queue } = services;
  const as = { ...services, caller: localCaller };
  const log = pino({ level: 'silent' });
  const api = createCallerFactory(appRouter)({ ...as, requestId: 'furnish', log });
  const launch = (seeds: number[], more: Partial<StudyCreate> = {}) =>
    launchStudy(as, studyCreateSchema.parse({ source: { ...tiny, seeds }, tags: ['a tag'], ...more }));

  const worker = await addWorker(services);
  const done = await launch([0, 1], { name: 'done' });
  await trainOnPaper(services, worker);
  const broken = await launch([2], { name: 'broken', retryLimit: 0 });
  await fail(services, await claim(services, worker));
  const paused = await launch([3], { name: 'paused' });
  await api.studies.pause({ study: paused.id });
  const cancelled = await launch([4], { name: 'cancelled' });
  await api.studies.cancel({ study: cancelled.id });
  await api.studies.update({ study: cancelled.id, archived: true });
  await launch([5], { name: 'running' });
  await claim(services, worker);

  const { items: tickets } = await api.tickets.list({ study: done.id });
  const levels = tickets.map(({ level }) => level);
  const verified = await api.exports.create({ level: levels[0]! });
  await exportOnPaper(services, worker, verified.id);
  await api.exports.create({ level: levels[1]! });
  for (const model of ['mnist', 'glyphs']) {
    await api.models.register({ model, export: verified.id });
    await api.models.register({ model, export: verified.id, description: 'again' });
  }
  await api.models.stage({ model: 'mnist', version: 1, stage: 'production' });
  for (const study of [done.id, broken.id]) {
    for (const body of ['one', 'two']) await api.notes.create({ subject: 'study', subjectId: study, body });
  }
  for (const name of ['a.txt', 'b.txt'])
    await storeUpload(services, localCaller, { content: Buffer.from(name), name, mediaType: 'text/plain' });
  for (const role of ['viewer', 'editor', 'admin'] satisfies Role[]) {
    const user = { email: `${role}@example.org`, name: role, role, password: PASSWORD };
    await createUser(store.db, localCaller, user);
  }
  for (const scope of ['read', 'write', 'admin'] as const)
    await createToken(store.db, localCaller, { name: scope, scopes: [scope] });
  // The queue's own jobs would come and go; none is ever taken.
  await queue.stop({ graceful: false });
  return knownOf(services);
}

const tiny = { from: 'declaration' as const, declaration: tinyStudy, scale: 'smoke' as const };

/** Trains what is queued, with a real ticket for each level. */
async function trainOnPaper(services: OpenServices, worker: string): Promise<void> {
  const { store } = services;
  const queued = sql`select id from levels where state = 'queued' order by no limit 1`;
  for (;;) {
    const { rows } = await store.db.execute<{ id: string }>(queued);
    if (rows[0] === undefined) return;
    const held = await claim(services, worker, rows[0].id);
    await finishWithTensors(services, held);
  }
}

async function exportOnPaper({ store, artifacts }: OpenServices, worker: string, id: string): Promise<void> {
  const { rows } = await store.db.execute<{ delivery: string }>(sql`select delivery from exports where id = ${id}`);
  const claimed = await change(store.db, (current) =>
    claimExport(current, worker, { id, delivery: rows[0]!.delivery }),
  );
  const { hold, recipe } = claimed!;
  const blob = await artifacts.put(paperOnnx(recipe));
  await change(store.db, (current) => finishExport(current, hold, { name: 'model.onnx', ...blob }, { ok: true }));
}

/** What there is, by what members of inputs call it. */
async function knownOf({ store }: OpenServices): Promise<Known> {
  const column = async (name: string, table: string) => {
    const { rows } = await store.pool.query<{ text: string }>(
      `select distinct ${name} as text from ${table} order by 1`,
    );
    return rows.map(({ text }) => String(text));
  };
  const ids = {
    study: await column('id', 'studies'),
    trial: await column('id', 'trials'),
    level: await column('id', 'levels'),
    artifact: await column('id', 'artifacts'),
    export: await column('id', 'exports'),
    model: await column('name', 'models'),
    note: await column('id', 'notes'),
    user: await column('id', 'users'),
    token: await column('id', 'tokens'),
  };
  const texts = {
    ...ids,
    subjectId: [...ids.study, ...ids.trial, ...ids.model],
    preset: ['lth'],
    series: await column('series', 'metric_chunks'),
    metric: ['testAccuracyAtEarlyStop', 'earlyStopIteration'],
    parameter: ['dense_1/weights', 'dense_2/weights'],
    arm: ['ticket', 'reinit'],
    tag: await column('tag', 'tags'),
    owner: ['local'],
    recipe: (await column('recipe_hash', 'trials')).flatMap((hash) => [hash, hash.slice(0, 4)]),
    email: [...(await column('email', 'users')), 'carol@example.org', 'dave@example.org'],
    name: ['a name'],
    search: ['tiny'],
    action: await column('action', 'audit_log'),
    subject: await column('subject', 'audit_log'),
    actor: ['local'],
    current: [PASSWORD],
    password: [PASSWORD, 'five quite random words'],
    lastEventId: ['0', '5'],
    cursor: cursors(ids.study[0]!),
  };
  const changes = [{}, { steps: 10 }, { optimizer: { learningRate: 0.1 } }, { method: null }, { steps: 'many' }];
  return { texts, records: { declaration: [tinyStudy], recipe: [tinyStudy.recipe], changes } };
}

/** Cursors as lists give them, of each other's orders, and some that no list gave. */
function cursors(id: string): string[] {
  const positions: unknown[] = [
    ...['-createdAt', 'createdAt', '-updatedAt', 'updatedAt'].map((order) => [
      order,
      '2024-05-06T07:08:09.123456Z',
      id,
    ]),
    ...['-createdAt', 'updatedAt'].map((order) => [order, '2024-02-31T07:08:09.123456Z', id]),
    ...['-createdAt', 'name', '-name', '-level'].flatMap((order) => [
      [order, 'done', id],
      [order, 1, id],
      [order, -1, id],
      [order, 1e300, id],
      [order, 0.5, id],
      [order, '1; drop table users', "' or 1=1"],
      [order, 'a\0b', 'a\ud800b'],
    ]),
    ['-createdAt'],
    {},
    null,
  ];
  const encoded = positions.map((position) => Buffer.from(JSON.stringify(position)).toString('base64url'));
  return [...encoded, '1', '0', '999999999999999', 'stale', encoded[0]!.slice(0, -3)];
}
