import fc from 'fast-check';
import { createLogger, describeError, withoutSecrets } from './logger';

function logged(log: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown> {
  let line = '';
  log(createLogger({ level: 'trace', destination: { write: (text) => void (line += text) } }));
  return JSON.parse(line) as Record<string, unknown>;
}

test('an entry is one line of JSON with its level and time', () => {
  expect(logged((log) => log.info({ trial: 'a-s0' }, 'hello'))).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    pid: process.pid,
    trial: 'a-s0',
    msg: 'hello',
  });
});

test('members with the names of secrets are hidden, two levels deep', () => {
  const secrets = { authorization: 'x', cookie: 'x', 'set-cookie': ['x'], token: 'x', password: 'x', databaseUrl: 'x' };
  const hidden = Object.fromEntries(Object.keys(secrets).map((name) => [name, '***']));
  expect(
    logged((log) => log.info({ ...secrets, headers: secrets, request: { headers: secrets, id: 1 } })),
  ).toMatchObject({
    ...hidden,
    headers: hidden,
    request: { headers: hidden, id: 1 },
  });
});

test('passwords in URLs are hidden wherever they stand, whatever they are', () => {
  const word = fc.stringMatching(/^[\w.~!$&'()*+,;=%-]{6,30}$/);
  fc.assert(
    fc.property(word, (password) => {
      fc.pre(!'connect to postgres://lab:***@db:5432/tombola failed'.includes(password));
      const text = `connect to postgres://lab:${password}@db:5432/tombola failed`;
      expect(withoutSecrets(text)).toBe('connect to postgres://lab:***@db:5432/tombola failed');
      const entry = logged((log) => log.error({ err: new Error(text), deep: { in: [text] } }, text));
      expect(JSON.stringify(entry)).not.toContain(`:${password}@`);
    }),
  );
});

test('tokens of headers and of queries are hidden, and other text is not', () => {
  expect(withoutSecrets('Authorization: Bearer tbl_0123456789abcdef, GET /x?a=1&access_token=abc&b=2')).toBe(
    'Authorization: Bearer ***, GET /x?a=1&access_token=***&b=2',
  );
  const harmless = 'http://127.0.0.1:4466/api/v1/trials?seed=1 user@example.org a:b@c bearer of news';
  expect(withoutSecrets(harmless)).toBe(harmless);
});

test('of an error only its message, code, stack and causes are logged', () => {
  const cause = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (email)=(ann@example.org)' });
  const error = new Error('outer', { cause });
  expect(describeError(error)).toEqual({
    type: 'Error',
    message: 'outer',
    stack: expect.stringMatching(/^Error: outer\n {4}at /) as string,
    cause: { type: 'Error', message: 'duplicate key', code: '23505', stack: expect.any(String) as string },
  });
});

test('the values of a failed query are left out of its message and its stack', () => {
  const error = Object.assign(new Error('Failed query: insert into users values ($1)\nparams: hunter2'), {
    query: 'insert into users values ($1)',
    params: ['hunter2'],
  });
  const text = JSON.stringify(describeError(error));
  expect(text).toContain('insert into users');
  expect(text).not.toContain('hunter2');
});

test('errors that cause each other end somewhere, and what is no error says nothing', () => {
  const error: Error = new Error('a');
  error.cause = error;
  expect(JSON.stringify(describeError(error)).match(/"type"/g)).toHaveLength(6);
  expect(describeError({ password: 'hunter2' })).toBe('thrown: object');
});
