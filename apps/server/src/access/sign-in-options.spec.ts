import { signInOptionsOut } from '@tombola/shared';
import { readConfig, type Flags } from '../config/config';
import { ask, serve, stopServers } from '../http/testing/server';
import { AccessError } from './errors';
import { mountAuth } from './mount';
import type { Sessions } from './sessions';
import { signInOptions, signInOptionsRoute } from './sign-in-options';

afterEach(stopServers);

const provider = { oidcIssuer: 'https://login.example.org/realms/x', oidcClientId: 'id', oidcClientSecret: 'secret' };
const of = (flags: Flags) => signInOptions(readConfig({}, flags));

test('on loopback nobody has to log in', () => {
  expect(of({})).toEqual({ accounts: false, password: false, oidc: null });
  expect(of({ ...provider, publicUrl: 'http://localhost:4466' })).toEqual({
    accounts: false,
    password: false,
    oidc: null,
  });
});

test('elsewhere there are passwords, and another login where one is configured, by its name and nothing else', () => {
  const publicUrl = 'https://tombola.example.org';
  expect(of({ publicUrl })).toEqual({ accounts: true, password: true, oidc: null });
  const both = of({ ...provider, publicUrl });
  expect(both).toEqual({ accounts: true, password: true, oidc: { name: 'login.example.org' } });
  expect(signInOptionsOut.parse(both)).toEqual(both);
});

test('who has no credentials, or wrong ones, may ask as often as he likes; logging in is still limited', async () => {
  const sessions: Sessions = {
    handle: () => Promise.resolve(new Response(null, { status: 404 })),
    callerOf: () => Promise.resolve(undefined),
  };
  const answer = of({ host: '0.0.0.0' });
  const server = await serve(
    async (app) => {
      signInOptionsRoute(app, answer);
      await mountAuth(app, sessions);
    },
    {
      flags: { loginRate: 1, anonymousRate: 1 },
      identify: () => Promise.reject(new AccessError('unauthenticated', { what: 'wrong', expected: 'right' })),
    },
  );
  for (let i = 0; i < 5; i++) {
    const { status, json } = await ask(server, '/auth/options', { headers: { authorization: 'Bearer wrong' } });
    expect([status, json()]).toEqual([200, answer]);
  }
  const login = async () => (await ask(server, '/auth/sign-in/email', { method: 'POST' })).status;
  expect([await login(), await login()]).toEqual([404, 429]);
  // Only asking is open.
  expect((await ask(server, '/auth/options', { method: 'POST' })).status).toBe(429);
});
