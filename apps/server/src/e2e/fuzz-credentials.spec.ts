import fc from 'fast-check';
import { makeCredentials, ownPage, type Credentials } from './testing/credentials';
import { openFuzzed, RUNS, tryAll, type Fuzzed } from './testing/fuzzed';
import { hostileTexts, hostileValue, toJson } from './testing/hostile';
import { discreet, judge } from './testing/judge';
import { allProcedures, type Procedure } from './testing/procedures';
import { requestOf, waysOf } from './testing/requests';
import { Ledger } from './testing/digest';
import { wellFormed } from './testing/well-formed';

let fuzzed: Fuzzed;
let credentials: Credentials;
let ledger: Ledger;
beforeAll(async () => {
  fuzzed = await openFuzzed({ accounts: true });
  credentials = await makeCredentials(fuzzed.house);
  ledger = await Ledger.open(fuzzed.house.server.services.store, fuzzed.house.files);
});
afterAll(() => fuzzed?.close());
afterEach(async () => {
  await ledger.checkAll();
  expect(fuzzed.house.complaints).toEqual([]);
});

const { seed = 0 } = fc.readConfigureGlobal();
const procedures = allProcedures();
/** Mutations for everybody: they change what is one's own, or nothing. */
const everybodys = new Set(['me.password', 'tokens.create', 'tokens.revoke', 'studies.estimate']);
const writing = procedures.filter(({ name, type }) => type === 'mutation' && !everybodys.has(name));

/** Calls all procedures as each of these, with inputs well-formed and not, and expects one code. */
async function refusedAll(called: readonly Procedure[], callers: Credentials['bad'], code: string): Promise<void> {
  const { house, known } = fuzzed;
  for (const [who, headers] of Object.entries(callers)) {
    for (const [i, procedure] of called.entries()) {
      const ways = waysOf(procedure);
      const way = ways[(i + seed) % ways.length]!;
      const inputs = fc.oneof({ weight: 3, arbitrary: wellFormed(procedure.input!, known) }, hostileText);
      const [input] = fc.sample(inputs, { numRuns: 1, seed: seed + i });
      const message = requestOf(procedure, way, input);
      const answer = await house.wire.send({ ...message, headers: { ...message.headers, ...headers } });
      const verdict = judge(procedure, way, answer);
      expect({ who, call: procedure.name, way, ...verdict }).toEqual({
        who,
        call: procedure.name,
        way,
        kind: 'refused',
        code,
      });
    }
    await ledger.check();
  }
}

const hostileText = fc.constantFrom<unknown>(...hostileTexts.slice(0, 10), null, [], 5);

test('without good credentials nothing is done', () => refusedAll(procedures, credentials.bad, 'UNAUTHORIZED'));

test('credentials for something else are for nothing here', () =>
  refusedAll(procedures, credentials.elsewhere, 'FORBIDDEN'));

test('who may only look changes nothing', () => refusedAll(writing, credentials.readers, 'FORBIDDEN'));

test('routes that are no procedures ask for credentials, too', async () => {
  const { house, known } = fuzzed;
  const content = `/api/v1/artifacts/${known.texts['artifact']![0]}/content`;
  const routes = [
    { method: 'GET', path: content, scope: 'read' },
    { method: 'HEAD', path: content, scope: 'read' },
    { method: 'GET', path: '/api/v1/events/stream', scope: 'read' },
    { method: 'GET', path: '/metrics', scope: 'metrics' },
    { method: 'POST', path: '/api/v1/artifacts?name=x', scope: 'write', body: 'x' },
    { method: 'PUT', path: '/api/v1/artifacts?name=x', scope: 'write', body: 'x' },
  ];
  for (const { scope, ...message } of routes) {
    const status = async (headers: object) => (await house.wire.send({ ...message, headers: { ...headers } })).status;
    for (const [who, headers] of Object.entries(credentials.bad))
      expect([message.path, who, await status(headers)]).toEqual([message.path, who, 401]);
    const lesser = scope === 'write' ? { ...credentials.elsewhere, ...credentials.readers } : credentials.elsewhere;
    for (const [who, headers] of Object.entries(lesser)) {
      if (scope === 'metrics' && who === 'a token for metrics') continue;
      expect([message.path, who, await status(headers)]).toEqual([message.path, who, 403]);
    }
  }
});

test('whatever the server is called, it is nobody’s fault but the caller’s', async () => {
  const { house } = fuzzed;
  const hosts = fc.constantFrom(...['a b', '/', '@', '[', 'x:99999', 'a@b', '%', 'a/b?c#d', '..', '', 'x'.repeat(300)]);
  const paths = fc.constantFrom('/auth/get-session', '/trpc/me.get', '/api/v1/me', '/api/v1/openapi.json', '/metrics');
  await tryAll(RUNS * 10, [hosts, paths, fc.constantFrom('1.0', '1.1')], async (host, path, version) => {
    const lines = [`GET ${path} HTTP/${version}`, ...(host === '' ? [] : [`host: ${host}`]), 'connection: close'];
    const text = await house.wire.talk(`${lines.join('\r\n')}\r\n\r\n`);
    expect(text).toMatch(/^HTTP\/1\.1 [24]\d\d /);
  });
});

test('whoever logs in with anything but his password is refused', async () => {
  const { house } = fuzzed;
  const paths = fc.constantFrom(
    ...['sign-in/email', 'sign-in/social', 'callback/oidc', 'sign-up/email', 'change-password', 'update-user', 'token'],
    ...[
      'callback/oidc?code=x&state=y',
      'sign-in/email?a=1',
      '../auth/sign-in/email',
      'sign-in%2femail',
      'admin/set-role',
    ],
    ...[
      'reset-password/x?callbackURL=https://evil.example',
      'list-sessions',
      'ok',
      'error',
      'delete-user',
      '__proto__',
    ],
  );
  const member = fc.oneof(hostileValue, fc.constantFrom('viewer@example.org', 'owner@example.org'));
  const members = {
    email: member,
    password: member,
    provider: member,
    callbackURL: member,
    rememberMe: member,
    role: member,
  };
  const body = fc.oneof(
    { weight: 4, arbitrary: fc.record(members, { requiredKeys: ['email', 'password'] }) },
    hostileValue,
  );
  await tryAll(RUNS * 30, [paths, body, fc.constantFrom('POST', 'POST', 'GET')], async (path, sent, method) => {
    const headers = ownPage(house);
    const message = { method, path: `/auth/${path}`, headers, ...(method === 'GET' ? {} : { body: toJson(sent) }) };
    const { status, text } = await house.wire.send(message);
    const what = () => `${method} /auth/${path}: ${status} ${text.slice(0, 500)}`;
    // Who still sends when the server hangs up may not see its answer.
    if (status !== 0 && (status < 300 || status > 499)) throw new Error(what());
    discreet(text, what);
    await ledger.check();
  });
});
