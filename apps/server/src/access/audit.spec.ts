import { InputError } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import type { Store } from '../store/connect';
import { listAudit, record } from './audit';
import { localCaller, type Caller } from './roles';
import { openTestStore } from './testing/database';

let store: Store;
beforeAll(async () => (store = await openTestStore()));
afterAll(() => store?.close());
beforeEach(() => store.db.execute(sql`truncate audit_log restart identity`));

const robot: Caller = { ...localCaller, kind: 'token', id: 'tbl_1', name: 'ci' };

test('entries say who did what to what, newest first', async () => {
  await record(store.db, localCaller, 'study.create', 'lth-1', { scale: 'quick' });
  await record(store.db, robot, 'study.cancel', 'lth-1');
  const { items, nextCursor } = await listAudit(store.db, {});
  expect(nextCursor).toBeNull();
  expect(items).toMatchObject([
    { id: 2, actor: { kind: 'token', id: 'tbl_1', name: 'ci' }, action: 'study.cancel', subject: 'lth-1', details: {} },
    { id: 1, actor: { kind: 'local', id: 'local' }, action: 'study.create', details: { scale: 'quick' } },
  ]);
  expect(Number.isNaN(Date.parse(items[0]!.at))).toBe(false);
});

test('an entry goes with its transaction', async () => {
  const undone = store.db.transaction(async (tx) => {
    await record(tx, localCaller, 'study.delete', 'lth-1');
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect((await listAudit(store.db, {})).items).toEqual([]);
});

test('an entry that cannot be written is an error', async () => {
  await expect(record(store.db, localCaller, null as never, 'x')).rejects.toThrow();
});

test('pages have every entry once, also when others are added meanwhile', async () => {
  for (let index = 0; index < 7; index++) await record(store.db, localCaller, 'a.b', String(index));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAudit(store.db, { limit: 3, ...(cursor === undefined ? {} : { cursor }) });
    seen.push(...page.items.map(({ subject }) => subject));
    cursor = page.nextCursor ?? undefined;
    await record(store.db, localCaller, 'a.b', 'later');
  } while (cursor !== undefined);
  expect(seen).toEqual(['6', '5', '4', '3', '2', '1', '0']);
});

test('entries are found by action, subject and actor', async () => {
  await record(store.db, localCaller, 'study.create', 'a');
  await record(store.db, robot, 'study.create', 'b');
  await record(store.db, robot, 'study.cancel', 'b');
  const count = async (filter: object) => (await listAudit(store.db, filter)).items.length;
  expect(await count({ action: 'study.create' })).toBe(2);
  expect(await count({ subject: 'b', actor: 'tbl_1', action: 'study.cancel' })).toBe(1);
  expect(await count({ actor: `' or true --` })).toBe(0);
});

test.each(['x', '-1', '0', '1.5', '1e3', "1' or '1'='1", '9'.repeat(16), ''])(
  'the cursor %j is refused',
  async (cursor) => {
    await expect(listAudit(store.db, { cursor })).rejects.toThrow(InputError);
  },
);

test('whatever the details are, an entry is written, and its secrets are not', async () => {
  const anything = fc.dictionary(fc.string({ unit: 'binary' }), fc.anything({ withBigInt: true, withDate: true }));
  await fc.assert(
    fc.asyncProperty(anything, fc.string({ unit: 'binary' }), async (details, subject) => {
      await record(store.db, localCaller, 'a.b', subject, {
        password: 'hunter2',
        ...details,
        inner: { token: 'hunter2' },
      });
    }),
    { numRuns: 100 },
  );
  const { rows } = await store.db.execute(sql`select details::text as text from audit_log`);
  expect(rows).toHaveLength(100);
  expect(JSON.stringify(rows)).not.toContain('hunter2');
});
