import { InputError } from '@tombola/shared';
import { eq, sql } from 'drizzle-orm';
import type * as crypto from 'node:crypto';
import { ConflictError, NotFoundError } from '../api/problems';
import { readConfig } from '../config/config';
import type { Store } from '../store/connect';
import { accounts, auditLog, sessions, users } from '../store/schema';
import { listAudit } from './audit';
import { AccessError } from './errors';
import { verifyPassword } from './passwords';
import { requireAccounts } from './require-accounts';
import { localCaller } from './roles';
import { userCaller } from './sessions';
import { openTestStore } from './testing/database';
import { callerOfToken, createToken } from './tokens';
import { changePassword, createUser, listUsers, removeUser, setPassword, setRole } from './users';

// Hashes of passwords cost as much as before to look at, and next to nothing to make.
jest.mock('node:crypto', () => {
  const real: typeof crypto = jest.requireActual('node:crypto');
  const cheap = (...[word, salt, length, options, done]: Parameters<typeof real.scrypt>) =>
    real.scrypt(word, salt, length, { ...options, N: 16 }, done);
  return { ...real, scrypt: jest.fn(cheap) };
});

let store: Store;
beforeAll(async () => (store = await openTestStore()));
afterAll(() => store?.close());
beforeEach(() => store.db.execute(sql`truncate users, audit_log restart identity cascade`));

const password = 'four random words';
const ada = { email: 'Ada@Example.org', name: 'Ada', role: 'admin' } as const;
const bob = { email: 'bob@example.org', name: 'Bob', role: 'admin' } as const;

async function hashesOf(user: string) {
  return store.db.select().from(accounts).where(eq(accounts.userId, user));
}

/** A session as a login makes it. */
async function logIn(userId: string) {
  const row = { id: `s-${userId}`, token: `t-${userId}`, userId, expiresAt: new Date(Date.now() + 1e6) };
  await store.db.insert(sessions).values(row);
}

test('a user is created with a password that only its hash remembers, and the log says by whom', async () => {
  const user = await createUser(store.db, localCaller, { ...ada, password });
  expect(user).toMatchObject({ email: 'ada@example.org', name: 'Ada', role: 'admin' });
  expect(await listUsers(store.db)).toEqual([user]);
  const [account] = await hashesOf(user.id);
  expect(account).toMatchObject({ providerId: 'credential', accountId: user.id });
  expect(await verifyPassword(account!.password!, password)).toBe(true);
  const { items } = await listAudit(store.db, {});
  expect(items).toMatchObject([
    { action: 'user.create', subject: user.id, actor: { kind: 'local', id: 'local' }, details: { role: 'admin' } },
  ]);
  const dump = JSON.stringify([items, await store.db.select().from(users), await store.db.select().from(auditLog)]);
  expect(dump).not.toContain(password);
  expect(dump).not.toContain(account!.password);
});

test('two accounts never have one address, however it is written', async () => {
  await createUser(store.db, localCaller, ada);
  const again = createUser(store.db, localCaller, { email: ' ADA@example.ORG', name: 'Another' });
  await expect(again).rejects.toThrow(ConflictError);
  expect(await listUsers(store.db)).toHaveLength(1);
  expect((await listAudit(store.db, {})).items).toHaveLength(1);
});

test.each([
  [{ email: 'nobody', name: 'x' }],
  [{ email: 'a@b.org', name: '' }],
  [{ email: 'a@b.org', name: 'line\nbreak' }],
  [{ email: 'a@b.org', name: 'nul\0' }],
  [{ email: 'a@b.org', name: 'x', role: 'owner' as never }],
  [{ email: 'a@b.org', name: 'x', password: 'password123' }],
  [{ email: 'a@b.org', name: 'x', id: 'usr_0000000000000000' } as never],
])('%j is refused, and nothing is written', async (input) => {
  const refused: unknown = await createUser(store.db, localCaller, input).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(InputError);
  expect(String(refused)).not.toContain('password123');
  expect(await listUsers(store.db)).toEqual([]);
});

test('a new password ends all sessions, and an unknown user has none', async () => {
  const user = await createUser(store.db, localCaller, { ...ada, password });
  await logIn(user.id);
  await setPassword(store.db, localCaller, user.id, 'five quite random words');
  expect(await store.db.select().from(sessions)).toEqual([]);
  const [account] = await hashesOf(user.id);
  expect(await verifyPassword(account!.password!, 'five quite random words')).toBe(true);
  const { items } = await listAudit(store.db, { action: 'user.password' });
  expect(items).toMatchObject([{ subject: user.id, details: { sessionsEnded: 1 } }]);
  expect(JSON.stringify(items)).not.toContain('random words');
  await expect(setPassword(store.db, localCaller, 'usr_0', password)).rejects.toThrow(NotFoundError);
  await expect(setPassword(store.db, localCaller, user.id, 'qwertyuiop')).rejects.toThrow(InputError);
});

test('a person changes a password with the current one only; the local administrator and tokens have none', async () => {
  const { id } = await createUser(store.db, localCaller, { ...ada, password });
  const caller = (await userCaller(store.db, id))!;
  const { token } = await createToken(store.db, caller, { name: 'x', scopes: ['admin'] });
  const next = 'five quite random words';
  for (const each of [caller, localCaller, await callerOfToken(store.db, token)]) {
    const current = each === caller ? 'four random world' : password;
    await expect(changePassword(store.db, each, current, next)).rejects.toThrow(AccessError);
  }
  await changePassword(store.db, caller, password, next);
  expect(await verifyPassword((await hashesOf(id))[0]!.password!, next)).toBe(true);
});

test('a new role holds at once and is written down', async () => {
  await createUser(store.db, localCaller, ada);
  const user = await createUser(store.db, localCaller, { ...bob, role: 'viewer' });
  expect((await setRole(store.db, localCaller, user.id, 'editor')).role).toBe('editor');
  expect(await userCaller(store.db, user.id)).toMatchObject({ role: 'editor', scopes: ['read', 'write', 'metrics'] });
  expect((await listAudit(store.db, { action: 'user.role' })).items).toMatchObject([
    { details: { from: 'viewer', to: 'editor' } },
  ]);
  await expect(setRole(store.db, localCaller, 'usr_0', 'admin')).rejects.toThrow(NotFoundError);
});

test('with a user go the sessions, ways in and tokens, but not what the log says', async () => {
  await createUser(store.db, localCaller, ada);
  const user = await createUser(store.db, localCaller, { ...bob, password });
  await logIn(user.id);
  const { id, token } = await createToken(store.db, (await userCaller(store.db, user.id))!, {
    name: 'x',
    scopes: ['read'],
  });
  await removeUser(store.db, localCaller, user.id);
  expect((await listUsers(store.db)).map(({ name }) => name)).toEqual(['Ada']);
  expect(await hashesOf(user.id)).toEqual([]);
  expect(await store.db.select().from(sessions)).toEqual([]);
  await expect(callerOfToken(store.db, token)).rejects.toThrow('not known');
  const { items } = await listAudit(store.db, { subject: user.id });
  expect(items.map(({ action }) => action)).toEqual(['user.remove', 'user.create']);
  expect(items[0]!.details).toMatchObject({ email: 'bob@example.org', tokensEnded: [id] });
  expect((await listAudit(store.db, { actor: user.id })).items).toMatchObject([
    { action: 'token.create', actor: { name: 'Bob' } },
  ]);
});

test('the last administrator stays', async () => {
  const { id } = await createUser(store.db, localCaller, ada);
  await createUser(store.db, localCaller, { ...bob, role: 'editor' });
  await expect(removeUser(store.db, localCaller, id)).rejects.toThrow('last administrator');
  await expect(setRole(store.db, localCaller, id, 'viewer')).rejects.toThrow(ConflictError);
  expect(await setRole(store.db, localCaller, id, 'admin')).toMatchObject({ role: 'admin' });
  expect(await listUsers(store.db)).toHaveLength(2);
});

test('of administrators who all go at the same time, one stays', async () => {
  for (let round = 0; round < 10; round++) {
    await store.db.execute(sql`truncate users cascade`);
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      ids.push((await createUser(store.db, localCaller, { email: `${name}@example.org`, name, role: 'admin' })).id);
    }
    const outcomes = await Promise.allSettled(
      ids.map((id, index) =>
        index % 2 === 0 ? removeUser(store.db, localCaller, id) : setRole(store.db, localCaller, id, 'viewer'),
      ),
    );
    const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused.map(({ reason }) => (reason as Error).name)).toEqual(['ConflictError']);
    expect((await listUsers(store.db)).filter(({ role }) => role === 'admin')).toHaveLength(1);
  }
});

test('a change whose entry cannot be written is not made', async () => {
  const { id } = await createUser(store.db, localCaller, ada);
  await store.db.execute(sql`alter table audit_log add constraint shut check (action <> 'user.role') not valid`);
  try {
    await createUser(store.db, localCaller, bob);
    await expect(setRole(store.db, localCaller, id, 'viewer')).rejects.toThrow();
  } finally {
    await store.db.execute(sql`alter table audit_log drop constraint shut`);
  }
  expect((await listUsers(store.db)).map(({ role }) => role)).toEqual(['admin', 'admin']);
});

test('a server that others reach needs an administrator, one on loopback does not', async () => {
  const open = readConfig({ TOMBOLA_HOST: '0.0.0.0' });
  await requireAccounts(readConfig({}), store.db);
  await expect(requireAccounts(open, store.db)).rejects.toThrow('tombola user create');
  await createUser(store.db, localCaller, { ...ada, role: 'editor' });
  await expect(requireAccounts(open, store.db)).rejects.toThrow(InputError);
  await createUser(store.db, localCaller, bob);
  await requireAccounts(open, store.db);
});
