import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AccessError } from '../access/errors';
import { localCaller } from '../access/roles';
import { ask, caller, serve, stopServers, type TestServer } from './testing/server';

afterEach(stopServers);

const flags = { host: '0.0.0.0', anonymousRate: 3, loginRate: 2, tokenRate: 5, userRate: 4, trustProxy: 'loopback' };

/** Callers by the Authorization header: `user ann`, `token t1`, `local me`; none is nobody. */
const identify = ({ headers: { authorization } }: FastifyRequest) => {
  const [kind, id] = authorization?.split(' ') ?? [];
  if (kind === 'local') return Promise.resolve(localCaller);
  if (kind === 'user' || kind === 'token') return Promise.resolve(caller(kind, id!));
  if (kind === undefined) return Promise.resolve(undefined);
  return Promise.reject(new AccessError('unauthenticated', { what: 'wrong', expected: 'another' }));
};

const routes = (app: FastifyInstance) => {
  app.get('/look', () => ({}));
  app.get('/open', { config: { open: true } }, () => ({}));
  app.route({ method: ['GET', 'POST'], url: '/auth/*', handler: () => ({}) });
};

async function statuses(
  server: TestServer,
  times: number,
  path: string,
  headers: Record<string, string>,
  method = 'GET',
) {
  const all: number[] = [];
  for (let i = 0; i < times; i++) all.push((await ask(server, path, { method, headers })).status);
  return all;
}

const who = (authorization: string) => ({ authorization });
const from = (address: string) => ({ 'x-forwarded-for': address });

test('users, tokens and addresses are counted each for itself, up to their own limits', async () => {
  const server = await serve(routes, { flags, identify });
  expect(await statuses(server, 5, '/look', who('user ann'))).toEqual([200, 200, 200, 200, 429]);
  expect(await statuses(server, 6, '/look', who('token t1'))).toEqual([200, 200, 200, 200, 200, 429]);
  expect(await statuses(server, 4, '/look', {})).toEqual([200, 200, 200, 429]);
  expect(await statuses(server, 1, '/look', who('user bob'))).toEqual([200]);
  expect(await statuses(server, 1, '/look', who('token ann'))).toEqual([200]);
  expect(await statuses(server, 1, '/look', from('10.0.0.9'))).toEqual([200]);
});

test('a refusal says when to come back', async () => {
  const server = await serve(routes, { flags, identify });
  await statuses(server, 3, '/look', {});
  const { status, headers, json } = await ask(server, '/look');
  expect(status).toBe(429);
  expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  expect(headers).toMatchObject({ 'ratelimit-limit': '3', 'ratelimit-remaining': '0' });
  expect(json()).toMatchObject({ error: { code: 'TOO_MANY_REQUESTS', expected: 'at most 3 a minute' } });
});

test('attempts to log in are counted by address, whoever the caller is and however the path is spelt', async () => {
  const server = await serve(routes, { flags, identify });
  const attempt = async (path: string, headers: Record<string, string>) =>
    (await ask(server, path, { method: 'POST', headers })).status;
  expect(await attempt('/auth/sign-in/email', who('user ann'))).toBe(200);
  expect(await attempt('/auth/%73ign-in/email', who('local me'))).toBe(200);
  expect(await attempt('/auth/sign-in/oauth2', {})).toBe(429);
  expect(await attempt('/auth/sign-in/email', from('10.0.0.9'))).toBe(200);
  expect((await ask(server, '/auth/get-session')).status).toBe(200);
});

test('the addresses of one IPv6 network count as one', async () => {
  const server = await serve(routes, { flags, identify });
  const all: number[] = [];
  for (let i = 0; i < 4; i++) all.push(...(await statuses(server, 1, '/look', from(`2001:db8::${i}`))));
  expect(all).toEqual([200, 200, 200, 429]);
  expect(await statuses(server, 1, '/look', from('2001:db8:0:1::1'))).toEqual([200]);
});

test('an address that is not of the trusted proxy cannot be made up', async () => {
  const server = await serve(routes, { flags: { ...flags, trustProxy: '10.9.9.9' }, identify });
  const all: number[] = [];
  for (let i = 0; i < 4; i++) all.push(...(await statuses(server, 1, '/look', from(`10.0.0.${i}`))));
  expect(all).toEqual([200, 200, 200, 429]);
});

test('wrong credentials and unknown paths count too', async () => {
  const server = await serve(routes, { flags, identify });
  expect(await statuses(server, 4, '/look', who('wrong'))).toEqual([401, 401, 401, 429]);
  const other = await serve(routes, { flags, identify });
  expect(await statuses(other, 4, '/nowhere', {})).toEqual([404, 404, 404, 429]);
});

test('the local administrator and open routes are not limited', async () => {
  const server = await serve(routes, { flags, identify });
  expect(new Set(await statuses(server, 10, '/look', who('local me')))).toEqual(new Set([200]));
  expect(new Set(await statuses(server, 10, '/open', {}))).toEqual(new Set([200]));
});
