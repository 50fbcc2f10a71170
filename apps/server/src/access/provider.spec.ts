import { sql } from 'drizzle-orm';
import fastify, { type FastifyInstance } from 'fastify';
import type { Store } from '../store/connect';
import { accounts, sessions as sessionTable } from '../store/schema';
import { mountAuth } from './mount';
import { localCaller } from './roles';
import { openSessions, type Sessions } from './sessions';
import { openTestStore } from './testing/database';
import { startProvider, type TestProvider } from './testing/provider';
import { createUser, listUsers } from './users';

const url = 'http://tombola.example';
const headers = { host: 'tombola.example', origin: url };
const lines: string[] = [];
let store: Store;
let provider: TestProvider;
let sessions: Sessions;
let app: FastifyInstance;

beforeAll(async () => {
  [store, provider] = await Promise.all([openTestStore(), startProvider()]);
  const { issuer, clientId, clientSecret } = provider;
  sessions = openSessions({
    db: store.db,
    secret: 's3cret-'.repeat(9),
    url,
    provider: { issuer: `${issuer}/`, clientId, clientSecret },
    log: (level, message) => lines.push(`${level} ${message}`),
  });
  app = fastify();
  await mountAuth(app, sessions);
});
afterAll(async () => {
  await provider?.close();
  await store?.close();
});
beforeEach(async () => {
  await store.db.execute(sql`truncate users, verifications cascade`);
  await createUser(store.db, localCaller, { email: 'ada@example.org', name: 'Ada', role: 'editor' });
  provider.person = { sub: '1', email: 'Ada@example.org', email_verified: true, name: 'Countess' };
  provider.wrong = {};
  lines.length = 0;
});

function cookiesOf(answer: { headers: Record<string, unknown> }): string {
  const set = [answer.headers['set-cookie'] ?? []].flat() as string[];
  return set.map((each) => each.split(';')[0]).join('; ');
}

async function begin() {
  const payload = { provider: 'oidc', callbackURL: '/studies' };
  const answer = await app.inject({ method: 'POST', url: '/auth/sign-in/social', headers, payload });
  expect(answer.statusCode).toBe(200);
  return { ...provider.authorize(answer.json<{ url: string }>().url), cookie: cookiesOf(answer) };
}

async function comeBack({ code, state, cookie }: { code: string; state: string; cookie: string }) {
  const query = new URLSearchParams({ code, state }).toString();
  const answer = await app.inject({ url: `/auth/callback/oidc?${query}`, headers: { host: headers.host, cookie } });
  const session = cookiesOf(answer);
  return { to: answer.headers.location, status: answer.statusCode, caller: await sessions.callerOf(session), session };
}

test('who has an account here logs in through the provider', async () => {
  const started = await begin();
  expect(started.redirectUri).toBe(`${url}/auth/callback/oidc`);
  expect(await comeBack(started)).toMatchObject({
    status: 302,
    to: '/studies',
    caller: { name: 'Ada', role: 'editor' },
  });
  expect(await comeBack(await begin())).toMatchObject({ caller: { name: 'Ada' } });
  expect(await store.db.select().from(accounts)).toMatchObject([{ providerId: 'oidc', accountId: '1' }]);
});

test('what the provider says of roles and names changes nothing here', async () => {
  provider.wrong = { role: 'admin', name: 'Eve', id: 'usr_0000000000000000' };
  expect(await comeBack(await begin())).toMatchObject({ caller: { name: 'Ada', role: 'editor' } });
  expect(await comeBack(await begin())).toMatchObject({ caller: { name: 'Ada', role: 'editor' } });
  expect(await listUsers(store.db)).toMatchObject([{ name: 'Ada', role: 'editor', email: 'ada@example.org' }]);
});

test('nothing that the provider gave out is kept, and no secret is logged', async () => {
  await comeBack(await begin());
  await comeBack({ ...(await begin()), code: 'forged' });
  const rows = [
    await store.db.select().from(accounts),
    await store.db.execute(sql`select * from verifications`),
    lines,
  ];
  expect(JSON.stringify(rows)).not.toMatch(/hunter2|eyJ/);
});

test.each([
  ['who has no account here', { email: 'eve@example.org' }, {}],
  ['whose address the provider has not verified', { email_verified: false }, {}],
  ['whose ID token is for another client', {}, { aud: 'other' }],
  ['whose ID token is of another issuer', {}, { iss: 'http://evil.example' }],
  ['whose ID token has expired', {}, { exp: 1 }],
  ['whose ID token belongs to another login', {}, { nonce: 'other' }],
])('%s gets no session and no account', async (_who, person, wrong) => {
  provider.person = { ...provider.person, ...person };
  provider.wrong = wrong;
  const { to, caller } = await comeBack(await begin());
  expect(to).toMatch(/^\/\?error=/);
  expect(caller).toBeUndefined();
  expect(await store.db.select().from(sessionTable)).toEqual([]);
  expect(await store.db.select().from(accounts)).toEqual([]);
  expect(await listUsers(store.db)).toHaveLength(1);
});

test('an answer counts once, in the browser that asked', async () => {
  const [mine, theirs] = [await begin(), await begin()];
  for (const wrong of [
    { ...mine, cookie: '' },
    { ...mine, cookie: theirs.cookie },
    { ...mine, state: 'forged' },
  ]) {
    expect((await comeBack(wrong)).caller).toBeUndefined();
  }
  const good = await begin();
  expect((await comeBack(good)).caller).toMatchObject({ name: 'Ada' });
  expect((await comeBack(good)).caller).toBeUndefined();
});

test('the way back leads to no other site', async () => {
  const payload = { provider: 'oidc', callbackURL: 'http://evil.example/' };
  const answer = await app.inject({ method: 'POST', url: '/auth/sign-in/social', headers, payload });
  expect(answer.statusCode).toBe(403);
});
