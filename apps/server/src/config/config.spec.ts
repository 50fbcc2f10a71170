import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { InputError } from '@tombola/shared';
import fc from 'fast-check';
import { describeConfig, needsAccounts, readConfig, redactUrl, unknownVariables, type Flags } from './config';
import { isLoopback } from './loopback';
import { withSecretFiles, type Environment } from './secret-files';
import { variables } from './variables';

function problemOf(env: Environment, flags?: Flags) {
  try {
    readConfig(env, flags);
  } catch (error) {
    if (error instanceof InputError) return error.problem;
    throw error;
  }
  throw new Error('it was read');
}

test('without anything said, the server is a private one in ./.tombola', () => {
  const config = readConfig({});
  expect(config).toMatchObject({ home: resolve('.tombola'), host: '127.0.0.1', port: 4466, bodyLimit: 1e6 });
  expect(config.artifacts).toBe(resolve('.tombola/artifacts'));
  expect(config.secretFile).toBe(resolve('.tombola/secret'));
  expect(config).not.toHaveProperty('databaseUrl');
  expect(config).not.toHaveProperty('oidc');
  expect(needsAccounts(config)).toBe(false);
});

test('a flag counts more than its variable, and an empty variable is none', () => {
  expect(readConfig({ TOMBOLA_PORT: '5000' }, { port: 6000 }).port).toBe(6000);
  expect(readConfig({ TOMBOLA_PORT: '5000' }, { port: undefined }).port).toBe(5000);
  expect(readConfig({ TOMBOLA_PORT: ' ' }).port).toBe(4466);
});

test.each([
  [{ TOMBOLA_BODY_LIMIT: '2MB' }, { bodyLimit: 2_000_000 }],
  [{ TOMBOLA_UPLOAD_LIMIT: '1.5 GiB' }, { uploadLimit: 1.5 * 2 ** 30 }],
  [{ TOMBOLA_BODY_LIMIT: '4096' }, { bodyLimit: 4096 }],
  [
    { TOMBOLA_ALLOWED_ORIGINS: 'http://a.org/, https://b.org:444' },
    { allowedOrigins: ['http://a.org', 'https://b.org:444'] },
  ],
  [{ TOMBOLA_PUBLIC_URL: 'https://Tombola.Example.org:443/' }, { publicUrl: 'https://tombola.example.org' }],
  [{ TOMBOLA_TRUST_PROXY: 'true' }, { trustProxy: true }],
  [{ TOMBOLA_TRUST_PROXY: '10.0.0.0/8,loopback' }, { trustProxy: ['10.0.0.0/8', 'loopback'] }],
  [{ TOMBOLA_ARTIFACTS: 's3://bucket/a/b' }, { artifacts: 's3://bucket/a/b' }],
  [{ TOMBOLA_ARTIFACTS: 'files' }, { artifacts: resolve('files') }],
  [{ TOMBOLA_RATE_LOGIN: '3' }, { rateLimits: { anonymous: 120, login: 3, token: 3000, user: 1800 } }],
  [{ TOMBOLA_HEARTBEAT_SECONDS: '0.5' }, { heartbeatSeconds: 0.5 }],
])('%j is %j', (env, expected) => {
  expect(readConfig(env)).toMatchObject(expected);
});

test.each([
  ['TOMBOLA_PORT', '65536'],
  ['TOMBOLA_PORT', '4466.5'],
  ['TOMBOLA_PORT', '0x10'],
  ['DATABASE_URL', 'mysql://root@localhost/x'],
  ['TOMBOLA_PUBLIC_URL', 'https://example.org/tombola'],
  ['TOMBOLA_PUBLIC_URL', 'ftp://example.org'],
  ['TOMBOLA_PUBLIC_URL', 'https://user:word@example.org'],
  ['TOMBOLA_ALLOWED_ORIGINS', '*'],
  ['TOMBOLA_ALLOWED_ORIGINS', 'https://a.org,null'],
  ['TOMBOLA_TRUST_PROXY', 'everybody'],
  ['TOMBOLA_TRUST_PROXY', '2'],
  ['TOMBOLA_TRUST_PROXY', '10.0.0.0/33'],
  ['TOMBOLA_LOG_LEVEL', 'loud'],
  ['TOMBOLA_BODY_LIMIT', '10 parsecs'],
  ['TOMBOLA_BODY_LIMIT', '1'],
  ['TOMBOLA_ARTIFACTS', 'https://example.org/files'],
  ['TOMBOLA_KEEP_EVENTS_DAYS', '-1'],
  ['TOMBOLA_LEASE_SECONDS', '3'],
])('%s=%s is refused by its name', (name, value) => {
  const problem = problemOf({ [name]: value });
  expect(problem.what).toBe(`${name} is wrong`);
  expect(problem.expected).not.toBe('');
});

test('a wrong flag is called as it was given', () => {
  expect(problemOf({}, { publicUrl: 'nowhere' })).toMatchObject({
    what: '--public-url is wrong',
    value: 'nowhere',
    expected: 'an origin such as https://tombola.example.org',
  });
});

test('only the first wrong member is told, in the order of the documentation', () => {
  expect(problemOf({ TOMBOLA_PORT: 'x', TOMBOLA_HOME: '\u0007' }).what).toBe('TOMBOLA_HOME is wrong');
});

test('a wrong secret is refused without being repeated', () => {
  const problem = problemOf({ DATABASE_URL: 'hunter2' });
  expect(problem.what).toBe('DATABASE_URL is wrong');
  expect(JSON.stringify(problem)).not.toContain('hunter2');
});

test('OpenID Connect needs its three values and the URL that users come back to', () => {
  const env = {
    TOMBOLA_OIDC_ISSUER: 'https://login.example.org/realms/lab',
    TOMBOLA_OIDC_CLIENT_ID: 'tombola',
    TOMBOLA_OIDC_CLIENT_SECRET: 'hunter2',
    TOMBOLA_PUBLIC_URL: 'https://tombola.example.org',
  };
  expect(readConfig(env).oidc).toEqual({
    issuer: 'https://login.example.org/realms/lab',
    clientId: 'tombola',
    clientSecret: 'hunter2',
  });
  for (const name of Object.keys(env)) {
    expect(problemOf({ ...env, [name]: '' }).what).toBe(`${name} is missing`);
  }
});

test('a description holds no password, whatever the passwords are', () => {
  const word = fc.string({ minLength: 6, maxLength: 30 }).filter((text) => /^\S+$/.test(text) && !'***'.includes(text));
  fc.assert(
    fc.property(word, word, (password, secret) => {
      const encoded = encodeURIComponent(password);
      const config = readConfig({
        DATABASE_URL: `postgres://lab:${encoded}@db.example.org:5433/tombola?sslpassword=${encoded}`,
        TOMBOLA_OIDC_ISSUER: 'https://login.example.org',
        TOMBOLA_OIDC_CLIENT_ID: 'id',
        TOMBOLA_OIDC_CLIENT_SECRET: secret,
        TOMBOLA_PUBLIC_URL: 'https://t.example.org',
      });
      const described = describeConfig(config);
      expect(described['database']).toBe('postgres://lab:***@db.example.org:5433/tombola?sslpassword=***');
      expect(described['oidc']).toMatchObject({ clientSecret: '***' });
      expect(described).not.toHaveProperty('databaseUrl');
    }),
    { numRuns: 50 },
  );
});

test('whatever the variables hold, they are read or refused as input', () => {
  const env = fc.record(
    Object.fromEntries(variables.map(({ variable }) => [variable, fc.string({ unit: 'binary', maxLength: 40 })])),
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(env, (given) => {
      try {
        expect(readConfig(given)).toHaveProperty('home');
      } catch (error) {
        if (!(error instanceof InputError)) throw new Error('neither read nor refused', { cause: error });
      }
    }),
    { numRuns: 300 },
  );
});

test('text that is no URL is hidden whole', () => {
  expect(redactUrl('host=db password=hunter2')).toBe('***');
});

test('accounts are needed as soon as others can reach the server', () => {
  const need = (env: Environment) => needsAccounts(readConfig(env));
  expect(need({ TOMBOLA_HOST: '0.0.0.0' })).toBe(true);
  expect(need({ TOMBOLA_HOST: '::' })).toBe(true);
  expect(need({ TOMBOLA_PUBLIC_URL: 'https://tombola.example.org' })).toBe(true);
  expect(need({ TOMBOLA_TRUST_PROXY: '10.0.0.1' })).toBe(true);
  expect(need({ TOMBOLA_HOST: 'localhost', TOMBOLA_PUBLIC_URL: 'http://localhost:8080' })).toBe(false);
});

test('loopback is 127.0.0.0/8, ::1 and localhost, and no name that only looks so', () => {
  for (const host of ['127.0.0.1', '127.8.9.10', '::1', '[::1]', 'localhost', 'LOCALHOST', '::ffff:127.0.0.1']) {
    expect([host, isLoopback(host)]).toEqual([host, true]);
  }
  for (const host of [
    '0.0.0.0',
    '::',
    '',
    '128.0.0.1',
    '127.0.0.1.example.org',
    'localhost.example.org',
    '127.1',
    '10.0.0.1',
  ]) {
    expect([host, isLoopback(host)]).toEqual([host, false]);
  }
});

test('variables that nothing reads are found', () => {
  expect(
    unknownVariables({ TOMBOLA_PROT: '1', TOMBOLA_PORT: '1', TOMBOLA_DATA: 'x', PATH: '' }, ['TOMBOLA_DATA']),
  ).toEqual(['TOMBOLA_PROT']);
});

test('every variable has a name, a flag and a description, each once', () => {
  for (const key of ['variable', 'flag', 'description'] as const) {
    expect(new Set(variables.map((each) => each[key])).size).toBe(variables.length);
  }
  expect(variables.find(({ setting }) => setting === 'publicUrl')?.flag).toBe('--public-url');
});

describe('secrets in files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tombola-config-'));
  const path = join(folder, 'url');
  writeFileSync(path, 'postgres://lab:hunter2@db/tombola\n');
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a secret is read from the file that is named, without its line end', () => {
    expect(withSecretFiles({ DATABASE_URL_FILE: path })['DATABASE_URL']).toBe('postgres://lab:hunter2@db/tombola');
  });

  test('the variable itself counts more', () => {
    expect(withSecretFiles({ DATABASE_URL_FILE: path, DATABASE_URL: 'x' })['DATABASE_URL']).toBe('x');
  });

  test('a file that is not there is an error, and what is no secret is not read from files', () => {
    expect(() => withSecretFiles({ DATABASE_URL_FILE: join(folder, 'none') })).toThrow(InputError);
    expect(withSecretFiles({ TOMBOLA_PORT_FILE: path })).not.toHaveProperty('TOMBOLA_PORT');
  });
});
