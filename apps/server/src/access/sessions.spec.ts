import type { Role } from '@tombola/shared';
import fastify, { type FastifyInstance } from 'fastify';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import * as crypto from 'node:crypto';
import { openStore, type Store } from '../store/connect';
import { sessions as sessionTable } from '../store/schema';
import { listAudit } from './audit';
import { authenticator } from './authenticate';
import { removeExpired } from './expired';
import { mountAuth } from './mount';
import { localCaller } from './roles';
import { openSessions, type SessionOptions, type Sessions } from './sessions';
import { openTestStore } from './testing/database';
import { createToken, revokeToken } from './tokens';
import { createUser, removeUser, setPassword, setRole } from './users';

// Hashes of passwords cost as much as before to look at, and next to nothing to make.
jest.mock('node:crypto', () => {
  const real: typeof crypto = jest.requireActual('node:crypto');
  const cheap = (...[word, salt, length, options, done]: Parameters<typeof real.scrypt>) =>
    real.scrypt(word, salt, length, { ...options, N: 16 }, done);
  return { ...real, scrypt: jest.fn(cheap) };
});
const loaded = { betterAuth: 0 };
jest.mock('./better-auth', (): unknown => {
  loaded.betterAuth++;
  return jest.requireActual('./better-auth');
});

const url = 'http://tombola.example';
const password = 'four random words';
const secret = crypto.randomBytes(32).toString('hex');
const lines: string[] = [];

let store: Store;
let sessions: Sessions;
let app: FastifyInstance;
let ada: string;

async function serve(options: Partial<SessionOptions> = {}): Promise<{ sessions: Sessions; app: FastifyInstance }> {
  const opened = openSessions({
    db: store.db,
    secret,
    url,
    log: (level, message) => lines.push(`${level} ${message}`),
    ...options,
  });
  const server = fastify();
  await mountAuth(server, opened);
  return { sessions: opened, app: server };
}

beforeAll(async () => (store = await openTestStore()));
afterAll(() => store?.close());
beforeEach(async () => {
  await store.db.execute(sql`truncate users, audit_log restart identity cascade`);
  lines.length = 0;
  ({ sessions, app } = await serve());
  ada = await newUser('ada', 'editor');
});

/** A user whose password is `password`. */
async function newUser(name: string, role: Role): Promise<string> {
  return (await createUser(store.db, localCaller, { email: `${name}@example.org`, name, role, password })).id;
}

interface Extra {
  headers?: Record<string, string>;
  on?: FastifyInstance;
  more?: Record<string, unknown>;
}

function post(path: string, payload: object, { headers = {}, on = app }: Extra = {}) {
  return on.inject({ method: 'POST', url: `/auth/${path}`, headers: { host: 'tombola.example', ...headers }, payload });
}

function signIn(email: string, word: string, extra: Extra = {}) {
  return post('sign-in/email', { email, password: word, ...extra.more }, extra);
}

/** The cookie that an answer sets, as a browser sends it back. */
function cookieOf(answer: { headers: Record<string, unknown> }): string {
  const [cookie] = [answer.headers['set-cookie']].flat() as (string | undefined)[];
  return cookie!.split(';')[0]!;
}

async function logIn(): Promise<string> {
  const answer = await signIn('ada@example.org', password);
  expect(answer.statusCode).toBe(200);
  return cookieOf(answer);
}

test('nothing of better-auth is loaded for requests without a session', async () => {
  expect(await sessions.callerOf(undefined)).toBeUndefined();
  expect(await sessions.callerOf('theme=dark; other.session_token=x')).toBeUndefined();
  expect((await app.inject('/auth/ok')).statusCode).toBe(404);
  expect(loaded.betterAuth).toBe(0);
  await sessions.callerOf('tombola.session_token=x');
  expect(loaded.betterAuth).toBe(1);
});

test('a login gives a cookie that scripts and other sites cannot use, and that says who it is', async () => {
  const answer = await signIn('Ada@Example.org', password);
  expect(String(answer.headers['set-cookie'])).toMatch(
    /^tombola\.session_token=[^;]+; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(await sessions.callerOf(`theme=dark; ${cookieOf(answer)}`)).toEqual({
    kind: 'user',
    id: ada,
    name: 'ada',
    role: 'editor',
    scopes: ['read', 'write', 'metrics'],
    userId: ada,
  });
});

test('behind https the cookie is sent over https only', async () => {
  const secure = await serve({ url: 'https://tombola.example' });
  const answer = await signIn('ada@example.org', password, { on: secure.app });
  expect(String(answer.headers['set-cookie'])).toMatch(
    /^__Secure-tombola\.session_token=[^;]+;.* HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(await secure.sessions.callerOf(cookieOf(answer))).toMatchObject({ id: ada });
});

test('without a URL of its own the server takes the one that it is asked at', async () => {
  const bare = await serve({ url: undefined });
  const headers = { host: 'box:4466', origin: 'http://box:4466', cookie: 'theme=dark' };
  const answer = await signIn('ada@example.org', password, { on: bare.app, headers });
  expect(answer.statusCode).toBe(200);
  const elsewhere = await signIn('ada@example.org', password, {
    on: bare.app,
    headers: { ...headers, origin: 'http://evil' },
  });
  expect(elsewhere.statusCode).toBe(403);
});

test('unknown addresses, wrong passwords and accounts without one are not told apart, by answer or by work', async () => {
  await createUser(store.db, localCaller, { email: 'sso@example.org', name: 'Sso' });
  const derive = jest.mocked(crypto.scrypt);
  const answers = [];
  for (const email of ['ada@example.org', 'nobody@example.org', 'sso@example.org']) {
    derive.mockClear();
    const { statusCode, body, headers } = await signIn(email, 'four other words');
    answers.push({
      statusCode,
      body,
      headers: { ...headers, date: '' },
      costs: derive.mock.calls.map(([, , length, options]) => [length, options]),
    });
  }
  expect(answers[0]).toMatchObject({ statusCode: 401, costs: [[64, { N: 32768, r: 8, p: 3 }]] });
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

test('a login never takes over a session that was there before', async () => {
  const planted = await logIn();
  const victim = await newUser('bob', 'viewer');
  const answer = await signIn('bob@example.org', password, { headers: { cookie: planted, origin: url } });
  expect(cookieOf(answer)).not.toBe(planted);
  expect(await sessions.callerOf(cookieOf(answer))).toMatchObject({ id: victim });
  expect(await sessions.callerOf(planted)).toMatchObject({ id: ada });
  const invented = `tombola.session_token=${'a'.repeat(32)}`;
  const second = await signIn('bob@example.org', password, { headers: { cookie: invented, origin: url } });
  expect(cookieOf(second)).not.toContain('a'.repeat(32));
  expect(await sessions.callerOf(invented)).toBeUndefined();
});

test('who reads the table of sessions has no cookie: it needs the signature of this server', async () => {
  const cookie = await logIn();
  const [{ token } = { token: '' }] = await store.db.select().from(sessionTable);
  expect(cookie).toContain(token);
  expect(JSON.stringify(await store.db.select().from(sessionTable))).not.toContain(cookie.split('=')[1]);
  const sign = (key: string) => crypto.createHmac('sha256', key).update(token).digest('base64');
  const forged = (signature: string) => `tombola.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
  expect(await sessions.callerOf(forged(sign(secret)))).toMatchObject({ id: ada });
  expect(await sessions.callerOf(forged(sign('x'.repeat(64))))).toBeUndefined();
  expect(await sessions.callerOf(`tombola.session_token=${token}`)).toBeUndefined();
  const other = await serve({ secret: crypto.randomBytes(32).toString('hex') });
  expect(await other.sessions.callerOf(cookie)).toBeUndefined();
});

test('what the environment holds for others changes neither the key nor the origins', async () => {
  const cookie = await logIn();
  process.env['BETTER_AUTH_SECRETS'] = `1:${'e'.repeat(64)}`;
  process.env['BASE_URL'] = 'http://evil.example';
  process.env['BETTER_AUTH_TRUSTED_ORIGINS'] = 'http://evil.example';
  const fresh = await serve({ url: undefined });
  expect(await fresh.sessions.callerOf(cookie)).toMatchObject({ id: ada });
  const from = async (origin: string) =>
    (await signIn('ada@example.org', password, { on: fresh.app, headers: { origin } })).statusCode;
  expect([await from(url), await from('http://evil.example')]).toEqual([200, 403]);
  expect(lines).not.toContainEqual(expect.stringContaining('Base URL'));
});

test('signing out, a new password and the removal of the user end a session at once', async () => {
  const [first, second] = [await logIn(), await logIn()];
  expect((await post('sign-out', {}, { headers: { cookie: first, origin: url } })).statusCode).toBe(200);
  expect(await sessions.callerOf(first)).toBeUndefined();
  expect(await sessions.callerOf(second)).toMatchObject({ id: ada });
  await setPassword(store.db, localCaller, ada, 'five quite random words');
  expect(await sessions.callerOf(second)).toBeUndefined();
  expect((await signIn('ada@example.org', password)).statusCode).toBe(401);
  const third = cookieOf(await signIn('ada@example.org', 'five quite random words'));
  await setRole(store.db, localCaller, ada, 'viewer');
  expect(await sessions.callerOf(third)).toMatchObject({ role: 'viewer' });
  await removeUser(store.db, localCaller, ada);
  expect(await sessions.callerOf(third)).toBeUndefined();
});

test('a session ends when its time is over', async () => {
  const cookie = await logIn();
  await store.db.update(sessionTable).set({ expiresAt: new Date() });
  expect(await sessions.callerOf(cookie)).toBeUndefined();
});

test('sessions whose time is over are removed, others stay', async () => {
  const [first, second] = [await logIn(), await logIn()];
  const token = decodeURIComponent(first.split('=')[1]!).split('.')[0]!;
  await store.db
    .update(sessionTable)
    .set({ expiresAt: new Date(0) })
    .where(eq(sessionTable.token, token));
  expect(await removeExpired(store.db)).toBe(1);
  expect(await removeExpired(store.db)).toBe(0);
  expect(await sessions.callerOf(second)).toMatchObject({ id: ada });
});

test('an old session is made to last longer by asking for it, not by using it', async () => {
  const cookie = await logIn();
  const soon = new Date(Date.now() + 24 * 3600e3);
  await store.db.update(sessionTable).set({ expiresAt: soon });
  const end = async () => (await store.db.select().from(sessionTable))[0]!.expiresAt;
  await sessions.callerOf(cookie);
  expect(await end()).toEqual(soon);
  const answer = await app.inject({ url: '/auth/get-session', headers: { host: 'tombola.example', cookie } });
  expect(answer.json()).toMatchObject({ user: { id: ada } });
  expect((await end()).getTime()).toBeGreaterThan(soon.getTime());
  expect(cookieOf(answer)).toBe(cookie);
});

test('nothing else of better-auth is served, however its path is written', async () => {
  const payload = { email: 'eve@example.org', name: 'Eve', password, newPassword: password, currentPassword: password };
  const headers = { host: 'tombola.example', origin: url, cookie: await logIn() };
  const paths = [
    'sign-up/email',
    'update-user',
    'change-password',
    'set-password',
    'change-email',
    'delete-user',
    'request-password-reset',
    'reset-password',
    'link-social',
    'unlink-account',
    'get-access-token',
    'sign-in/email/',
    'x/../sign-up/email',
    '%73ign-up/email',
  ];
  for (const path of paths) {
    const answer = await app.inject({ method: 'POST', url: `/auth/${path}`, headers, payload });
    expect([path, answer.statusCode]).toEqual([path, 404]);
  }
  for (const path of ['list-sessions', 'list-accounts', 'ok', 'error', 'sign-in/email']) {
    const answer = await app.inject({ url: `/auth/${path}`, headers });
    expect([path, answer.statusCode]).toEqual([path, 404]);
  }
});

test('pages of other sites can neither log in nor out', async () => {
  const cookie = await logIn();
  const evil = { origin: 'http://evil.example' };
  expect((await signIn('ada@example.org', password, { headers: evil })).statusCode).toBe(403);
  expect((await post('sign-out', {}, { headers: { ...evil, cookie } })).statusCode).toBe(403);
  expect((await post('sign-out', {}, { headers: { cookie } })).statusCode).toBe(403);
  expect(await sessions.callerOf(cookie)).toMatchObject({ id: ada });
  const more = { callbackURL: 'http://evil.example/' };
  expect((await signIn('ada@example.org', password, { headers: { origin: url }, more })).statusCode).toBe(403);
  const friendly = await serve({ origins: ['http://portal.example'] });
  const headers = { origin: 'http://portal.example' };
  expect((await signIn('ada@example.org', password, { on: friendly.app, headers })).statusCode).toBe(200);
});

test.each<[string, string, number]>([
  ['application/json', '{', 400],
  ['application/json', '', 400],
  ['application/json', '[]', 400],
  ['application/json', '{"email":"ada@example.org"}', 400],
  ['application/json', '{"email":"ada@example.org","password":{"a":1}}', 400],
  ['application/json', '{"email":"nul\\u0000@example.org","password":"x"}', 400],
  ['application/json', JSON.stringify({ email: 'ada@example.org', password: 'x'.repeat(1000) }), 400],
  ['application/json', JSON.stringify({ email: 'ada@example.org', password: 'x'.repeat(20_000) }), 413],
  ['text/plain', '{"email":"ada@example.org","password":"four random words"}', 415],
])('a body %#, %s, is refused', async (type, payload, status) => {
  const headers = { host: 'tombola.example', 'content-type': type };
  const answer = await app.inject({ method: 'POST', url: '/auth/sign-in/email', headers, payload });
  expect(answer.statusCode).toBe(status);
});

test('whatever is sent, the answer is no failure of the server', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 50 });
  const header = text.map((each) => encodeURI(each.replace(/\p{Cs}/gu, '')));
  const value = fc.oneof(text, fc.jsonValue({ maxDepth: 3 }));
  const request = fc.record({
    route: fc.constantFrom(
      'POST sign-in/email',
      'POST sign-in/social',
      'GET callback/oidc',
      'POST callback/oidc',
      'GET get-session',
      'POST sign-out',
    ),
    cookie: fc.oneof(
      header,
      header.map((each) => `tombola.session_token=${each}`),
    ),
    query: header,
    type: fc.constantFrom(
      'application/json',
      'application/x-www-form-urlencoded',
      'application/problem+json',
      'text/plain',
    ),
    body: fc.oneof(
      text,
      value.map((each) => JSON.stringify(each)),
      fc
        .record(
          { email: value, password: text, provider: text, callbackURL: value, rememberMe: value },
          { requiredKeys: [] },
        )
        .map((each) => JSON.stringify(each)),
    ),
    origin: fc.constantFrom(url, 'null', 'http://evil.example'),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ route, cookie, query, type, body, origin }) => {
      const [method, path] = route.split(' ') as ['GET' | 'POST', string];
      const headers = { host: 'tombola.example', 'content-type': type, cookie, origin };
      const answer = await app.inject({
        method,
        url: `/auth/${path}?state=${query}`,
        headers,
        ...(method === 'POST' ? { payload: body } : {}),
      });
      expect(answer.statusCode).toBeLessThan(500);
    }),
    { numRuns: 300 },
  );
  expect(await store.db.select().from(sessionTable)).toEqual([]);
});

test('a login is in the audit log, with the address that the server saw', async () => {
  await signIn('ada@example.org', password, {
    headers: { 'x-forwarded-for': '6.6.6.6', 'x-tombola-address': '6.6.6.6' },
  });
  await signIn('ada@example.org', 'four other words');
  const { items } = await listAudit(store.db, { action: 'user.login' });
  expect(items).toMatchObject([
    { subject: ada, actor: { kind: 'user', name: 'ada' }, details: { address: '127.0.0.1' } },
  ]);
});

test('neither logs nor the audit log have a password, a cookie or an address', async () => {
  const cookie = await logIn();
  await signIn('ada@example.org', 'four other words');
  await signIn('nobody@example.org', 'four other words');
  await sessions.callerOf('tombola.session_token=forged.signature');
  const fails = () => {
    throw new Error(`params: ${password}`);
  };
  const broken = { ...store.db, select: fails } as never;
  const failing = await serve({ db: broken });
  expect((await signIn('ada@example.org', password, { on: failing.app })).statusCode).toBe(500);
  expect(lines).toEqual(expect.arrayContaining(['warn login: Invalid password', 'warn login: User not found']));
  const all = JSON.stringify([lines, await listAudit(store.db, {})]);
  for (const hidden of [password, 'other words', cookie.split('=')[1]!, 'nobody@example.org', 'forged']) {
    expect(all).not.toContain(hidden);
  }
});

test('better-auth calls nobody, whatever the environment asks it to', async () => {
  const calls = jest.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network'));
  Object.assign(process.env, {
    BETTER_AUTH_TELEMETRY: '1',
    BETTER_AUTH_TELEMETRY_ENDPOINT: 'http://telemetry.example',
  });
  try {
    const fresh = await serve();
    expect((await signIn('ada@example.org', password, { on: fresh.app })).statusCode).toBe(200);
    expect(calls).not.toHaveBeenCalled();
  } finally {
    delete process.env['BETTER_AUTH_TELEMETRY_ENDPOINT'];
    calls.mockRestore();
  }
});

function codesOf(error: unknown): unknown[] {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return [code, ...(cause === undefined ? [] : codesOf(cause))];
}

test('when the database is away, a login and a session fail as such', async () => {
  const away = openStore('postgres://tombola@127.0.0.1:9/tombola');
  const cookie = await logIn();
  const { sessions: failing } = await serve({ db: away.db });
  const outage: unknown = await failing.callerOf(cookie).catch((error: unknown) => error);
  expect(codesOf(outage)).toContain('ECONNREFUSED');
  const request = new Request(`${url}/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ada@example.org', password }),
  });
  const refused: unknown = await failing.handle(request).catch((error: unknown) => error);
  expect(codesOf(refused)).toContain('ECONNREFUSED');
  await away.close();
});

describe('who sent a request', () => {
  const ask = (loopback: boolean, headers: Record<string, string>) =>
    authenticator({ db: store.db, sessions, loopback })({ headers });

  test('without credentials it is the local administrator on loopback, and nobody elsewhere', async () => {
    expect(await ask(true, {})).toBe(localCaller);
    expect(await ask(false, {})).toBeUndefined();
  });

  test('a token counts before a session, and a session before the local administrator', async () => {
    const cookie = await logIn();
    const { id, token } = await createToken(store.db, localCaller, { name: 'x', scopes: ['read'] });
    expect(await ask(true, { authorization: `Bearer ${token}`, cookie })).toMatchObject({ kind: 'token', id });
    expect(await ask(true, { authorization: `bearer  ${token} ` })).toMatchObject({ kind: 'token', id });
    expect(await ask(true, { cookie })).toMatchObject({ kind: 'user', id: ada });
    expect(await ask(false, { cookie })).toMatchObject({ kind: 'user', id: ada });
  });

  test('a token that is not good never falls through, not to a session and not to the local administrator', async () => {
    const cookie = await logIn();
    const { id, token } = await createToken(store.db, localCaller, { name: 'x', scopes: ['read'] });
    await revokeToken(store.db, localCaller, id);
    for (const authorization of [
      `Bearer ${token}`,
      `Bearer ${token}x`,
      'Bearer x',
      'Bearer',
      'Basic YTpi',
      token,
      '',
    ]) {
      await expect(ask(true, { authorization, cookie })).rejects.toMatchObject({ code: 'unauthenticated' });
      await expect(ask(false, { authorization })).rejects.toMatchObject({ code: 'unauthenticated' });
    }
  });

  test('a session that has ended is none', async () => {
    const cookie = await logIn();
    await store.db.delete(sessionTable).where(eq(sessionTable.userId, ada));
    expect(await ask(true, { cookie })).toBe(localCaller);
    expect(await ask(false, { cookie })).toBeUndefined();
  });
});
