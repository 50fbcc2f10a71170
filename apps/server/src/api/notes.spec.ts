import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { localCaller, type Caller } from '../access/roles';
import { notesRouter } from './notes';
import { admin, editor, openFixture, person, viewer, type Fixture } from './testing/fixture';
import { launchTiny } from './testing/launch';
import { router } from './trpc';

const app = router({ notes: notesRouter });
let fixture: Fixture;
let study: string;
let trial: string;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  await fixture.clear();
  study = await launchTiny(fixture);
  const { rows } = await fixture.store.db.execute<{ id: string }>(sql`select id from trials order by id limit 1`);
  trial = rows[0]!.id;
  await fixture.store.db.execute(sql`insert into models (name, created_by) values ('digits', 'local')`);
});
afterEach(() => expect(fixture.failures).toEqual([]));

const other: Caller = {
  ...person('editor'),
  id: 'usr_other00000000000',
  userId: 'usr_other00000000000',
  name: 'other',
};
/** A token of the editor's. */
const token: Caller = { ...editor, kind: 'token', id: 'tbl_0000000000000000', name: 'script' };
const api = (caller: Caller = editor) => fixture.as(app, caller).notes;
const told = async () =>
  (
    await fixture.store.db.execute<{ studies: string[]; data: Record<string, unknown> }>(
      sql`select studies, data from events where type = 'note.changed' order by id`,
    )
  ).rows;
const audited = async () =>
  (
    await fixture.store.db.execute<{ line: string }>(
      sql`select action || ' ' || actor_id as line from audit_log order by id`,
    )
  ).rows.map(({ line }) => line);

test('a note is kept as it is written, whatever is in it', async () => {
  const text = fc.oneof(
    fc.string({ minLength: 1, maxLength: 300, unit: 'binary' }),
    fc.constantFrom(`'; drop table notes; --`, '# Title\n\n<script>alert(1)</script>\n', '  \t', '$1 ${x} %s \\'),
  );
  await fc.assert(
    fc.asyncProperty(text, async (body) => {
      // A database has no zero characters, and nothing has halves of surrogate pairs.
      fc.pre(!/[\0\p{Cs}]/u.test(body));
      const note = await api().create({ subject: 'model', subjectId: 'digits', body });
      expect(note.body).toBe(body);
      expect(note).toMatchObject({ subject: 'model', subjectId: 'digits', author: editor.userId });
      expect((await api(viewer).list({ subject: 'model', subjectId: 'digits', limit: 1 })).items).toEqual([note]);
    }),
    { numRuns: 40 },
  );
});

test('notes of a study, a trial and a model reach who follows their studies', async () => {
  const second = await launchTiny(fixture, { seeds: [0, 1] });
  const subjects = [
    { subject: 'study', subjectId: study },
    { subject: 'trial', subjectId: trial },
    { subject: 'model', subjectId: 'digits' },
  ] as const;
  for (const each of subjects) {
    const { id } = await api().create({ ...each, body: 'x' });
    expect((await told()).at(-1)).toEqual({
      studies: { study: [study], trial: [study, second].sort(), model: [] }[each.subject],
      data: { note: id, ...each, action: 'created' },
    });
  }
});

test('a note is its author’s, with a session or a token, and the administrators’', async () => {
  const { id } = await api(token).create({ subject: 'study', subjectId: study, body: 'first' });
  await expect(api(other).update({ note: id, body: 'mine' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(api(other).delete({ note: id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(api(viewer).update({ note: id, body: 'mine' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const second = await api(editor).update({ note: id, body: 'second' });
  expect(second).toMatchObject({ id, body: 'second', author: editor.userId });
  expect(second.updatedAt >= second.createdAt).toBe(true);
  expect(await api(admin).update({ note: id, body: 'third' })).toMatchObject({ author: editor.userId });
  expect(await api(localCaller).delete({ note: id })).toEqual({ ok: true });
  await expect(api().update({ note: id, body: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(api().delete({ note: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await audited()).toEqual([
    `note.create ${token.id}`,
    `note.update ${editor.id}`,
    `note.update ${admin.id}`,
    'note.delete local',
  ]);
  expect((await told()).map(({ data }) => data['action'])).toEqual(['created', 'updated', 'updated', 'deleted']);
});

test('authors have names', async () => {
  await fixture.store.db.execute(sql`
    insert into users (id, name, email) values (${editor.userId}, 'Ada', 'ada@example.org')`);
  await api(editor).create({ subject: 'study', subjectId: study, body: 'x' });
  await api(localCaller).create({ subject: 'study', subjectId: study, body: 'x' });
  await api(other).create({ subject: 'study', subjectId: study, body: 'x' });
  const { items } = await api().list({ subject: 'study', subjectId: study });
  expect(items.map(({ authorName }) => authorName)).toEqual([other.id, 'local administrator', 'Ada']);
});

test('lists come in pages, the newest first', async () => {
  const bodies = Array.from({ length: 7 }, (_, i) => `${i}`);
  for (const body of bodies) await api().create({ subject: 'study', subjectId: study, body });
  await api().create({ subject: 'trial', subjectId: trial, body: 'of another' });
  const paged: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: { body: string }[]; nextCursor: string | null } = await api(viewer).list({
      subject: 'study',
      subjectId: study,
      limit: 3,
      ...(cursor === null ? {} : { cursor }),
    });
    paged.push(...page.items.map(({ body }) => body));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(paged).toEqual([...bodies].reverse());
});

test('what is not there has no notes, and nothing is written for strangers', async () => {
  for (const subject of ['study', 'trial', 'model'] as const) {
    for (const subjectId of ['nothing', `'; drop table notes; --`]) {
      await expect(api().create({ subject, subjectId, body: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect((await api().list({ subject, subjectId })).items).toEqual([]);
    }
    await expect(api().create({ subject, subjectId: 'a\0b', body: 'x' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  }
  // Each kind has its own names.
  await expect(api().create({ subject: 'trial', subjectId: study, body: 'x' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  for (const body of ['', 'x'.repeat(100_001), 'a\0b']) {
    await expect(api().create({ subject: 'study', subjectId: study, body })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  }
  await expect(api(viewer).create({ subject: 'study', subjectId: study, body: 'x' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  await expect(fixture.as(app, undefined).notes.list({ subject: 'study', subjectId: study })).rejects.toMatchObject({
    code: 'UNAUTHORIZED',
  });
  await expect(api().update({ note: 'note_0000000000000000', body: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect([await audited(), await told()]).toEqual([[], []]);
});
