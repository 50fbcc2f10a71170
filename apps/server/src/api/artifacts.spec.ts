import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ArtifactOut } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { AccessError } from '../access/errors';
import { localCaller } from '../access/roles';
import { BlobTooLargeError, DigestMismatchError } from '../artifacts/errors';
import { artifactLookup, artifactsRouter, storeUpload, type NewUpload } from './artifacts';
import { editor, openFixture, viewer, type Fixture } from './testing/fixture';
import { launchTiny } from './testing/launch';
import { addWorker, trainAll } from './testing/train';
import { router } from './trpc';

const app = router({ artifacts: artifactsRouter });
let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());
afterEach(() => expect(fixture.failures).toEqual([]));

const api = (caller: Parameters<Fixture['as']>[1] = viewer) => fixture.as(app, caller).artifacts;
const upload = (given: Partial<NewUpload> = {}, caller: Parameters<typeof storeUpload>[1] = editor) =>
  storeUpload(fixture, caller, {
    content: Buffer.from('some bytes'),
    name: 'notes.txt',
    mediaType: 'text/plain',
    ...given,
  });
const count = async (table: string) =>
  (await fixture.store.db.execute<{ n: number }>(sql.raw(`select count(*)::int as n from ${table}`))).rows[0]!.n;
const blobs = async () => {
  let sum = 0;
  for await (const blob of fixture.artifacts.list()) sum += blob.size > 0 ? 1 : 0;
  return sum;
};

test('lists are filtered by kind, level and trial, and pages have everything once', async () => {
  await launchTiny(fixture, { seeds: [0, 1] });
  await trainAll(fixture, await addWorker(fixture));
  const all = (await api().list({ limit: 200 })).items;
  expect(all).toHaveLength(30);
  expect(all.map(({ createdAt }) => createdAt)).toEqual(
    all
      .map(({ createdAt }) => createdAt)
      .sort()
      .reverse(),
  );
  const matches = async (filter: object, expected: (artifact: ArtifactOut) => boolean) => {
    const paged: ArtifactOut[] = [];
    let cursor: string | null = null;
    do {
      // Files of a level have one moment: a page may end among them.
      const page: { items: ArtifactOut[]; nextCursor: string | null } = await api().list({
        ...filter,
        limit: 4,
        ...(cursor === null ? {} : { cursor }),
      });
      paged.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(all.filter(expected));
    return paged.length;
  };
  const level = all.find((each) => each.level!.endsWith('-l2'))!.level!;
  expect(await matches({}, () => true)).toBe(30);
  expect(await matches({ kinds: ['ticket', 'result'] }, ({ kind }) => kind !== 'final')).toBe(20);
  expect(await matches({ kinds: 'final' }, ({ kind }) => kind === 'final')).toBe(10);
  expect(await matches({ level }, (each) => each.level === level)).toBe(3);
  const { rows } = await fixture.store.db.execute<{ trial: string; parent: string }>(sql`
    select l.trial_id as trial, l.parent_id as parent from levels l join trials t on t.id = l.trial_id
    where l.level = 1 and not jsonb_exists(t.recipe, 'control')`);
  const { trial, parent } = rows[0]!;
  expect(await matches({ trial }, (each) => each.level!.startsWith(trial) || each.level === parent)).toBe(9);
  expect(await matches({ level: '000000000000-s0-l0' }, () => false)).toBe(0);
});

test('a file comes from all that it was made from, up to the first ticket', async () => {
  await launchTiny(fixture);
  await trainAll(fixture, await addWorker(fixture));
  const all = (await api().list({ limit: 200 })).items;
  const { rows: edges } = await fixture.store.db.execute<{ child: string; parent: string; relation: string }>(
    sql`select child_id as child, parent_id as parent, relation from artifact_parents order by 1, 2`,
  );
  for (const artifact of all) {
    const ancestry = new Set<(typeof edges)[0]>();
    const climb = (id: string) => {
      for (const edge of edges.filter(({ child }) => child === id)) {
        ancestry.add(edge);
        climb(edge.parent);
      }
    };
    climb(artifact.id);
    const expected = edges.filter((edge) => ancestry.has(edge) || edge.parent === artifact.id);
    const found = await api().lineage({ artifact: artifact.id });
    expect(found.edges).toEqual(expected);
    const ids = new Set([artifact.id, ...expected.flatMap(({ child, parent }) => [child, parent])]);
    expect(found.artifacts.map(({ id }) => id).sort()).toEqual([...ids].sort());
  }
  const deepest = all.find(({ kind, level }) => kind === 'result' && level!.endsWith('-l2'))!;
  const { artifacts } = await api().lineage({ artifact: deepest.id });
  expect(artifacts.filter(({ kind }) => kind === 'ticket')).toHaveLength(3);
});

test('the ticket of a training in another order has its mask from where its first training had it', async () => {
  const again = { id: 'reinit', label: 'again', recipe: { control: { name: 'reorder', points: 2 } } };
  await launchTiny(fixture, { declare: { arms: [{ id: 'ticket', label: 'ticket' }, again] } });
  await trainAll(fixture, await addWorker(fixture));
  const all = (await api().list({ limit: 200 })).items;
  const control = await fixture.store.db.execute<{ id: string; parent: string; origin: string | null }>(sql`
    select l.id, l.parent_id as parent, p.parent_id as origin from levels l join trials t on t.id = l.trial_id
    join levels p on p.id = l.parent_id where jsonb_exists(t.recipe, 'control') order by l.level`);
  expect(control.rows.map(({ origin }) => origin === null)).toEqual([true, false, false]);
  const fileOf = (level: string, kind: string) => all.find((file) => file.level === level && file.kind === kind)!.id;
  for (const { id, parent, origin } of control.rows) {
    const ticket = fileOf(id, 'ticket');
    const { edges } = await api().lineage({ artifact: ticket });
    const own = edges.filter(({ child }) => child === ticket).map(({ parent: from, relation }) => [relation, from]);
    const expected = [
      ...(origin === null ? [] : [['masks-from', fileOf(origin, 'final')]]),
      ['repeats', fileOf(parent, 'ticket')],
    ];
    expect(own.sort()).toEqual(expected);
  }
});

test('a lineage that goes in circles, which none does, still ends', async () => {
  const [a, b] = [await upload(), await upload()];
  await fixture.store.db.execute(sql`
    insert into artifact_parents values (${a.id}, ${b.id}, 'x'), (${b.id}, ${a.id}, 'x')`);
  const { edges, artifacts } = await api().lineage({ artifact: a.id });
  expect([edges.length, artifacts.length]).toEqual([2, 2]);
});

describe('an upload', () => {
  test('is an artifact with its digest, and written down', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), fc.boolean(), async (bytes, stream) => {
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const stored = await upload({
          content: stream ? Readable.from([bytes]) : bytes,
          name: ' Ergebnis é.bin ',
          sha256,
        });
        expect(stored).toMatchObject({
          kind: 'upload',
          name: 'Ergebnis é.bin'.normalize('NFC'),
          mediaType: 'text/plain',
          sha256,
          size: bytes.length,
          level: null,
          createdBy: editor.userId,
        });
        expect(await api().get({ artifact: stored.id })).toEqual(stored);
        expect(await artifactLookup(fixture.store, stored.id)).toEqual({
          sha256,
          size: bytes.length,
          mediaType: 'text/plain',
          name: stored.name,
        });
        expect(Buffer.from(await fixture.artifacts.get(sha256)).equals(bytes)).toBe(true);
      }),
      { numRuns: 10 },
    );
    const { rows } = await fixture.store.db.execute(
      sql`select distinct action, actor_id, subject like 'art_%' as id from audit_log`,
    );
    expect(rows).toEqual([{ action: 'artifact.upload', actor_id: editor.id, id: true }]);
  });

  test('of the same bytes twice is two artifacts of one blob', async () => {
    const content = randomBytes(100);
    const before = await blobs();
    const [a, b] = await Promise.all([upload({ content }), upload({ content })]);
    expect(a.sha256).toBe(b.sha256);
    expect(a.id).not.toBe(b.id);
    expect(await blobs()).toBe(before + 1);
  });

  test('is refused for its name, its type, its size, its digest and its sender, and leaves nothing', async () => {
    const before = await blobs();
    const names = [
      '',
      '  ',
      '../../etc/passwd',
      'a/b',
      'a\\b',
      'c:d',
      '..',
      '.hidden',
      'end.',
      'a\nb',
      'a\0',
      '\u202Egnp.exe',
      'x'.repeat(201),
    ];
    for (const name of names) {
      await expect(upload({ name })).rejects.toThrow(/name/);
    }
    for (const mediaType of ['', 'text', 'text/html; charset=utf-8', 'a/b\r\nx: y']) {
      await expect(upload({ mediaType })).rejects.toThrow(/media type/);
    }
    const small = { ...fixture, config: { ...fixture.config, uploadLimit: 5 } };
    const file = { name: 'a', mediaType: 'a/b' };
    await expect(storeUpload(small, editor, { ...file, content: Buffer.alloc(6) })).rejects.toThrow(BlobTooLargeError);
    await expect(storeUpload(small, editor, { ...file, content: Readable.from([Buffer.alloc(6)]) })).rejects.toThrow(
      BlobTooLargeError,
    );
    await expect(upload({ sha256: '0'.repeat(64) })).rejects.toThrow(DigestMismatchError);
    await expect(upload({}, viewer)).rejects.toThrow(AccessError);
    await expect(storeUpload(fixture, undefined, { ...file, content: Buffer.alloc(1) })).rejects.toThrow(AccessError);
    expect([await count('artifacts'), await count('audit_log'), await blobs()]).toEqual([0, 0, before]);
  });

  test('can be removed by editors, other files cannot', async () => {
    await launchTiny(fixture);
    await trainAll(fixture, await addWorker(fixture));
    const { id } = await upload();
    const [ticket] = (await api().list({ kinds: ['ticket'] })).items;
    await expect(api().delete({ artifact: id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(api(editor).delete({ artifact: ticket!.id })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await api(editor).delete({ artifact: id })).toEqual({ ok: true });
    await expect(api(editor).delete({ artifact: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { rows } = await fixture.store.db.execute<{ action: string }>(
      sql`select action from audit_log where subject = ${id} order by id`,
    );
    expect(rows.map(({ action }) => action)).toEqual(['artifact.upload', 'artifact.delete']);
  });
});

test('what is not there is not found, whatever it is called', async () => {
  await expect(api().get({ artifact: 'art_0000000000000000' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(api().lineage({ artifact: 'art_0000000000000000' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(api().get({ artifact: `'; drop table artifacts; --` })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  for (const id of ['art_0000000000000000', '../secret', `' or '1'='1`, 'x\0', '']) {
    expect(await artifactLookup(fixture.store, id)).toBeUndefined();
  }
  await expect(fixture.as(app, undefined).artifacts.list({})).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  const strange = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  for (const cursor of [
    strange('-createdAt', 'yesterday', 'a'),
    strange('-createdAt', 5, 'a'),
    strange('-createdAt'),
    'x',
  ]) {
    await expect(api(localCaller).list({ cursor })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  }
});
