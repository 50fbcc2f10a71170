import type { Scope } from '@tombola/shared';
import { eq, sql } from 'drizzle-orm';
import { NotFoundError } from '../api/problems';
import type { Store } from '../store/connect';
import { tokens } from '../store/schema';
import { listAudit } from './audit';
import { AccessError } from './errors';
import { allows, localCaller, type Caller } from './roles';
import { userCaller } from './sessions';
import { openTestStore } from './testing/database';
import { callerOfToken, createToken, listTokens, revokeToken } from './tokens';
import { createUser, setRole } from './users';

let store: Store;
let [admin, editor, viewer]: Caller[] = [];

async function newCaller(name: string, role: 'admin' | 'editor' | 'viewer'): Promise<Caller> {
  const user = await createUser(store.db, localCaller, { email: `${name}@example.org`, name, role });
  return (await userCaller(store.db, user.id))!;
}

beforeAll(async () => (store = await openTestStore()));
afterAll(() => store?.close());
beforeEach(async () => {
  await store.db.execute(sql`truncate users, tokens, audit_log restart identity cascade`);
  admin = await newCaller('ada', 'admin');
  editor = await newCaller('eve', 'editor');
  viewer = await newCaller('vic', 'viewer');
});

async function problemOf(promise: Promise<unknown>) {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  if (!(error instanceof AccessError)) throw new Error(`no AccessError: ${String(error)}`);
  return { code: error.code, what: error.problem.what, text: JSON.stringify([error.message, error.problem]) };
}

test('a token is shown once, stored as a hash, and says who it is', async () => {
  const { token, ...rest } = await createToken(store.db, editor!, { name: 'ci', scopes: ['write', 'write'] });
  expect(rest).toMatchObject({ name: 'ci', scopes: ['write'], user: editor!.id, lastUsedAt: null, revokedAt: null });
  expect(Date.parse(rest.expiresAt!) - Date.parse(rest.createdAt)).toBeCloseTo(90 * 24 * 3600e3, -5);
  const secret = token.slice(rest.id.length + 1);
  const { items } = await listAudit(store.db, {});
  const everything = [await store.db.select().from(tokens), await listTokens(store.db, admin!), items];
  expect(JSON.stringify(everything)).not.toContain(secret.slice(0, 43));
  expect(items[0]).toMatchObject({ action: 'token.create', subject: rest.id, actor: { kind: 'user', name: 'eve' } });
  expect(await callerOfToken(store.db, token)).toEqual({
    kind: 'token',
    id: rest.id,
    name: 'ci',
    role: 'editor',
    scopes: ['read', 'write'],
    userId: editor!.id,
  });
});

test('a token without an end has none, and one of the local administrator no owner', async () => {
  const made = await createToken(store.db, localCaller, { name: 'forever', scopes: ['metrics'], days: null });
  expect(made).toMatchObject({ expiresAt: null, user: null });
  const caller = await callerOfToken(store.db, made.token);
  expect([allows(caller, 'metrics'), allows(caller, 'read'), caller.role]).toEqual([true, false, 'viewer']);
});

test.each<[string, () => Caller, Scope[], Scope[]]>([
  ['a viewer', () => viewer!, ['read', 'metrics'], ['write', 'admin', 'worker']],
  ['an editor', () => editor!, ['read', 'write', 'metrics'], ['admin', 'worker']],
  ['an administrator', () => admin!, ['read', 'write', 'admin', 'metrics', 'worker'], []],
])('%s makes no token that may more', async (_name, maker, may, mayNot) => {
  for (const scope of may) await createToken(store.db, maker(), { name: 'x', scopes: [scope] });
  for (const scope of mayNot) {
    const refused = await problemOf(createToken(store.db, maker(), { name: 'x', scopes: ['read', scope] }));
    expect(refused).toMatchObject({ code: 'forbidden', what: 'a token never may more than its maker' });
  }
  expect(await listTokens(store.db, admin!)).toHaveLength(may.length);
});

test('a token makes tokens only with the scope admin, and then none that may more', async () => {
  const writing = await createToken(store.db, admin!, { name: 'w', scopes: ['write'] });
  const refused = createToken(store.db, await callerOfToken(store.db, writing.token), { name: 'x', scopes: ['read'] });
  expect((await problemOf(refused)).code).toBe('forbidden');
  const whole = await createToken(store.db, admin!, { name: 'a', scopes: ['admin'] });
  const caller = await callerOfToken(store.db, whole.token);
  expect(await createToken(store.db, caller, { name: 'x', scopes: ['read'] })).toMatchObject({ user: admin!.id });
  expect((await problemOf(createToken(store.db, caller, { name: 'x', scopes: ['worker'] }))).code).toBe('forbidden');
});

test('when its owner may less, so may the token; when he may more, it does not', async () => {
  const { token } = await createToken(store.db, editor!, { name: 'x', scopes: ['write'] });
  await setRole(store.db, localCaller, editor!.id, 'viewer');
  expect(await callerOfToken(store.db, token)).toMatchObject({ role: 'viewer', scopes: ['read'] });
  await setRole(store.db, localCaller, editor!.id, 'admin');
  expect(await callerOfToken(store.db, token)).toMatchObject({ role: 'editor', scopes: ['read', 'write'] });
});

test('a revoked token is refused at once; revoking again changes nothing', async () => {
  const { id, token } = await createToken(store.db, editor!, { name: 'x', scopes: ['read'] });
  await callerOfToken(store.db, token);
  const { revokedAt } = await revokeToken(store.db, editor!, id);
  expect(await problemOf(callerOfToken(store.db, token))).toMatchObject({
    code: 'unauthenticated',
    what: 'the token was revoked',
  });
  expect((await revokeToken(store.db, admin!, id)).revokedAt).toBe(revokedAt);
  expect((await listAudit(store.db, { action: 'token.revoke' })).items).toHaveLength(1);
});

test('an expired token is refused', async () => {
  const { id, token } = await createToken(store.db, editor!, { name: 'x', scopes: ['read'], days: 1 });
  await store.db.update(tokens).set({ expiresAt: new Date() }).where(eq(tokens.id, id));
  expect(await problemOf(callerOfToken(store.db, token))).toMatchObject({
    code: 'unauthenticated',
    what: 'the token has expired',
  });
});

test('who has no secret learns nothing of a token: not that it was revoked, nor that it is there', async () => {
  const mine = await createToken(store.db, editor!, { name: 'mine', scopes: ['read'] });
  const other = await createToken(store.db, admin!, { name: 'other', scopes: ['admin'] });
  await revokeToken(store.db, admin!, other.id);
  const { drawToken, readToken } = await import('./token-text');
  const { crc32 } = await import('node:zlib');
  const { base62 } = await import('./base62');
  const forge = (id: string) => {
    const { secret } = readToken(mine.token);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(`${id}_${secret}`));
    return `${id}_${secret}${base62(check)}`;
  };
  const refusals = [forge(other.id), forge('tbl_0000000000000000'), drawToken().text].map((text) =>
    problemOf(callerOfToken(store.db, text)),
  );
  const [first, ...rest] = await Promise.all(refusals);
  expect(first).toMatchObject({ code: 'unauthenticated', what: 'the token is not known' });
  expect(rest).toEqual([first, first]);
  expect(forge(mine.id)).toBe(mine.token);
});

test('refusals never repeat the token', async () => {
  const { id, token } = await createToken(store.db, editor!, { name: 'x', scopes: ['read'] });
  await revokeToken(store.db, editor!, id);
  for (const text of [token, `${token}x`, token.replace(/.$/, '!')]) {
    expect((await problemOf(callerOfToken(store.db, text))).text).not.toContain(token.slice(21, 60));
  }
});

test('people see and end their own tokens, tokens end themselves, administrators all', async () => {
  const { id } = await createToken(store.db, editor!, { name: 'e', scopes: ['read'] });
  const own = await createToken(store.db, viewer!, { name: 'v', scopes: ['read'] });
  const local = await createToken(store.db, localCaller, { name: 'l', scopes: ['read'] });
  const names = async (caller: Caller) => (await listTokens(store.db, caller)).map(({ name }) => name).sort();
  expect(await names(viewer!)).toEqual(['v']);
  expect(await names(admin!)).toEqual(['e', 'l', 'v']);
  const ofOwner = await callerOfToken(store.db, own.token);
  const ofNobody = await callerOfToken(store.db, local.token);
  expect([await names(ofOwner), await names(ofNobody)]).toEqual([['v'], ['l']]);
  for (const caller of [viewer!, ofOwner, ofNobody]) {
    await expect(revokeToken(store.db, caller, id)).rejects.toThrow(NotFoundError);
  }
  await expect(revokeToken(store.db, admin!, 'tbl_0')).rejects.toThrow(NotFoundError);
  const sibling = await createToken(store.db, viewer!, { name: 's', scopes: ['read'] });
  await expect(revokeToken(store.db, ofOwner, sibling.id)).rejects.toThrow(NotFoundError);
  expect((await revokeToken(store.db, ofNobody, local.id)).revokedAt).not.toBeNull();
  expect((await revokeToken(store.db, viewer!, sibling.id)).revokedAt).not.toBeNull();
});

test('the last use is noted to the minute', async () => {
  const { id, token } = await createToken(store.db, editor!, { name: 'x', scopes: ['read'] });
  const lastUse = async () => (await listTokens(store.db, editor!))[0]!.lastUsedAt;
  const use = () => callerOfToken(store.db, token);
  await use();
  const first = await lastUse();
  expect(first).not.toBeNull();
  await Promise.all([use(), use(), use()]);
  expect(await lastUse()).toBe(first);
  const earlier = new Date(Date.now() - 61_000);
  await store.db.update(tokens).set({ lastUsedAt: earlier }).where(eq(tokens.id, id));
  await Promise.all([use(), use(), use()]);
  expect(Date.parse((await lastUse())!)).toBeGreaterThan(earlier.getTime());
});

test('a database that only reads still lets programs read', async () => {
  const { token } = await createToken(store.db, editor!, { name: 'x', scopes: ['read'] });
  const reading = await store.pool.connect();
  try {
    await reading.query(`set default_transaction_read_only = on`);
    const { drizzle } = await import('drizzle-orm/node-postgres');
    const schema = await import('../store/schema');
    const db = drizzle(reading, { schema, casing: 'snake_case' });
    expect(await callerOfToken(db as never, token)).toMatchObject({ name: 'x' });
  } finally {
    reading.release(true);
  }
  expect((await listTokens(store.db, editor!))[0]!.lastUsedAt).toBeNull();
});
