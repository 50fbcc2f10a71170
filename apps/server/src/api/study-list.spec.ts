import { studyListOut, type StudyList, type StudySort } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { escapeLike } from './keyset';
import { studiesRouter } from './studies';
import { openFixture, viewer, type Fixture } from './testing/fixture';
import { router } from './trpc';

const app = router({ studies: studiesRouter });
let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());
beforeEach(() => fixture.clear());
afterEach(() => expect(fixture.failures).toEqual([]));

const list = (input: Partial<StudyList> = {}) => fixture.as(app, viewer).studies.list(input);

interface Row {
  readonly id: string;
  readonly name: string;
  /** Microseconds. */
  readonly at: number;
  readonly state?: string;
  readonly archived?: boolean;
}

const START = Date.UTC(2026, 0, 1) * 1000;

async function insert(rows: readonly Row[]): Promise<void> {
  const values = rows.map(({ at, state = 'done', archived = false, ...row }) => ({ ...row, at, state, archived }));
  await fixture.store.db.execute(sql`
    insert into studies (id, name, declaration, scale, options, plan_hash, owner, state, created_at, updated_at, archived_at)
    select id, name, '{}', 'smoke', '{}', 'abc', 'local', state, moment, moment + interval '1 hour',
      case when archived then moment end
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as r(id text, name text, at bigint, state text, archived boolean),
      lateral (select timestamptz 'epoch' + at * interval '1 microsecond' as moment) m`);
}

async function pages(input: Partial<StudyList>, between: () => Promise<void> = async () => {}): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ ...input, ...(cursor === undefined ? {} : { cursor }) });
    expect(page.items.length).toBeLessThanOrEqual(input.limit ?? 50);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
    await between();
  } while (cursor !== undefined);
  return seen;
}

/** Few moments, a microsecond apart, and few names: most rows tie. */
const rowsArbitrary = fc
  .uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-z]{1,4}$/),
      tick: fc.integer({ min: 0, max: 3 }),
      name: fc.constantFrom('a', 'B', 'é', "'"),
    }),
    {
      selector: ({ id }) => id,
      maxLength: 25,
    },
  )
  .map((rows) => rows.map(({ id, tick, name }): Row => ({ id, name, at: START + tick })));
const sorts: StudySort[] = ['-createdAt', 'createdAt', '-updatedAt', 'updatedAt', 'name', '-name'];

test.each(sorts)(
  'pages by %s have every study once, in order, whatever is added and removed meanwhile',
  async (sort) => {
    const run = async (rows: readonly Row[], more: readonly Row[], limit: number) => {
      await fixture.clear();
      await insert(rows);
      let added = 0;
      const seen = await pages({ sort, limit }, async () => {
        const fresh = more[added++];
        if (fresh !== undefined) await insert([{ ...fresh, id: `${fresh.id}-new` }]);
      });
      const old = seen.filter((id) => !id.endsWith('-new'));
      expect([...old].sort()).toEqual(rows.map(({ id }) => id).sort());
      expect(new Set(seen).size).toBe(seen.length);
      const whole = (await list({ sort, limit: 200 })).items.map(({ id }) => id).filter((id) => !id.endsWith('-new'));
      expect(old).toEqual(whole);
    };
    const limits = fc.integer({ min: 1, max: 7 });
    await fc.assert(fc.asyncProperty(rowsArbitrary, rowsArbitrary, limits, run), { numRuns: 12 });
  },
);

test('sorts are what they say', async () => {
  await insert([
    { id: 'a', name: 'x', at: START + 1 },
    { id: 'b', name: 'z', at: START },
    { id: 'c', name: 'y', at: START + 2 },
  ]);
  const page = await list({ limit: 2 });
  expect(studyListOut.parse(page)).toEqual(page);
  const order = async (sort: StudySort) => (await list({ sort })).items.map(({ id }) => id).join('');
  expect(await Promise.all(sorts.map(order))).toEqual(['cab', 'bac', 'cab', 'bac', 'acb', 'bca']);
});

test('a cursor whose study is gone goes on after it; one of another sort, or made up, is refused', async () => {
  await insert(Array.from({ length: 6 }, (_, i) => ({ id: `s${i}`, name: 'n', at: START + i })));
  const first = await list({ sort: 'createdAt', limit: 2 });
  await fixture.store.db.execute(sql`delete from studies where id in ('s0', 's1', 's2')`);
  const rest = await list({ sort: 'createdAt', limit: 2, cursor: first.nextCursor! });
  expect(rest.items.map(({ id }) => id)).toEqual(['s3', 's4']);
  const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const wrong = [
    'x',
    '',
    made(null),
    made(['createdAt', 1, 'a']),
    made(['createdAt', "'; drop table studies; --", 'a']),
    made(['createdAt', '2026-02-31T00:00:00.000000Z', 'a']),
    made(['createdAt', '2026-02-01T00:00:00.000000Z', 'a\0']),
    made(['createdAt', '2026-02-01T00:00:00.000000Z']),
  ];
  for (const cursor of wrong) {
    await expect(list({ sort: 'createdAt', cursor })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  }
  for (const sort of ['-createdAt', 'name'] as const) {
    await expect(list({ sort, cursor: first.nextCursor! })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  }
  for (const limit of [0, -1, 201, 1.5]) await expect(list({ limit })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

test('filters narrow, each by itself and together', async () => {
  await insert([
    { id: 'one', name: 'Alpha', at: START, state: 'done' },
    { id: 'two', name: 'Beta 100%', at: START + 1, state: 'failed' },
    { id: 'three', name: 'alphabet', at: START + 2, state: 'running' },
    { id: 'old', name: 'Alpha', at: START + 3, archived: true },
  ]);
  await fixture.store.db.execute(sql`update studies set preset = 'lth', owner = 'usr_1' where id in ('one', 'old')`);
  await fixture.store.db.execute(sql`
    insert into tags (subject, subject_id, tag) values ('study', 'one', 'x'), ('study', 'two', 'x'), ('trial', 'three', 'x')`);
  const ids = async (input: object) => (await list(input)).items.map(({ id }) => id).sort();
  expect(await ids({})).toEqual(['one', 'three', 'two']);
  expect(await ids({ states: ['done', 'failed'] })).toEqual(['one', 'two']);
  expect(await ids({ states: 'failed,running' })).toEqual(['three', 'two']);
  expect(await ids({ preset: 'lth' })).toEqual(['one']);
  expect(await ids({ preset: 'lth', archived: true })).toEqual(['old']);
  expect(await ids({ owner: 'usr_1' })).toEqual(['one']);
  expect(await ids({ tag: 'x' })).toEqual(['one', 'two']);
  expect(await ids({ search: 'ALPHA' })).toEqual(['one', 'three']);
  expect(await ids({ search: '100%' })).toEqual(['two']);
  expect(await ids({ search: '%' })).toEqual(['two']);
  expect(await ids({ search: 'thre' })).toEqual(['three']);
  expect(await ids({ search: 'alpha', tag: 'x', states: ['done'] })).toEqual(['one']);
});

test('a text in a pattern means itself', async () => {
  const texts = fc.string({ unit: fc.constantFrom('a', 'B', '%', '_', '\\', "'", 'é') });
  await fc.assert(
    fc.asyncProperty(texts, texts, async (text, part) => {
      const { rows } = await fixture.store.db.execute<{ found: boolean }>(
        sql`select ${text}::text like ${`%${escapeLike(part)}%`} as found`,
      );
      expect(rows[0]!.found).toBe(text.includes(part));
    }),
    { numRuns: 200 },
  );
});
