import { askOptions, signInByPassword, signInElsewhere, wordsOfCode } from './attempt';

const answering = (body: unknown, init: ResponseInit = {}) => jest.fn(() => Promise.resolve(Response.json(body, init)));
const away = () => Promise.reject(new TypeError('fetch failed'));

test('an address and a password that fit sign in; spaces around the address do not count', async () => {
  const ask = answering({ redirect: false });
  expect(await signInByPassword(' you@example.org ', 'four random words', ask)).toBeUndefined();
  const headers = { 'content-type': 'application/json' };
  const body = '{"email":"you@example.org","password":"four random words"}';
  expect(ask).toHaveBeenCalledWith('/auth/sign-in/email', { method: 'POST', headers, body });
});

test('what was mistyped is said, and not which of the two', async () => {
  const wrong = answering({ code: 'INVALID_EMAIL_OR_PASSWORD' }, { status: 401 });
  expect(await signInByPassword('a@b.example', 'x', wrong)).toEqual({
    words: 'This e-mail address and this password do not fit together.',
    mistyped: true,
  });
  const invalid = answering({ code: 'INVALID_EMAIL' }, { status: 400 });
  expect(await signInByPassword('nobody', 'x', invalid)).toEqual({
    words: 'This is no e-mail address.',
    mistyped: true,
  });
});

test('after too many attempts one waits as long as the server says', async () => {
  const body = { error: { code: 'TOO_MANY_REQUESTS', message: 'these are too many requests' } };
  const limited = answering(body, { status: 429, headers: { 'retry-after': '57' } });
  expect(await signInByPassword('a@b.example', 'x', limited)).toMatchObject({ waitSeconds: 57 });
  const silent = answering(body, { status: 429 });
  expect(await signInByPassword('a@b.example', 'x', silent)).toMatchObject({ waitSeconds: 60 });
});

test('a server that is away, refuses in its own words, or answers nonsense', async () => {
  const of = async (ask: typeof fetch) => (await signInByPassword('a@b.example', 'x', ask))?.words;
  expect(await of(away)).toMatch(/cannot be reached/);
  const refused = { error: { code: 'FORBIDDEN', message: 'this page may not: expected another. Set --public-url.' } };
  expect(await of(answering(refused, { status: 403 }))).toBe('This page may not: expected another. Set --public-url.');
  expect(await of(() => Promise.resolve(new Response('<html>', { status: 502 })))).toMatch(/answered 502/);
  expect(await of(() => Promise.resolve(new Response('null', { status: 500 })))).toMatch(/answered 500/);
});

test('the other login is gone to, and comes back to where one wanted to go', async () => {
  const ask = answering({ url: 'https://login.example.org/authorize?x=1', redirect: true });
  expect(await signInElsewhere('/studies?states=done', ask)).toBe('https://login.example.org/authorize?x=1');
  const body = {
    provider: 'oidc',
    callbackURL: '/sign-in?next=%2Fstudies%3Fstates%3Ddone&via=oidc',
    errorCallbackURL: '/sign-in?next=%2Fstudies%3Fstates%3Ddone',
  };
  expect(ask).toHaveBeenCalledWith('/auth/sign-in/social', expect.objectContaining({ body: JSON.stringify(body) }));
  expect(await signInElsewhere('/', away)).toMatchObject({
    words: expect.stringContaining('cannot be reached') as string,
  });
  expect(await signInElsewhere('/', answering({}))).toMatchObject({ words: expect.any(String) as string });
});

test('why the other login failed is said in words; what is no code is not repeated', () => {
  expect(wordsOfCode('signup_disabled')).toMatch(/no account/);
  expect(wordsOfCode('nonce_binding_missing')).toMatch(/\(nonce_binding_missing\)/);
  for (const text of ['constructor', '__proto__']) expect(wordsOfCode(text)).toMatch(/^The other login did not work/);
  expect(wordsOfCode('call +1 555 now')).toBe('The other login did not work. Try again.');
});

test('the ways to sign in are asked for, and what is no answer is an error', async () => {
  const options = { accounts: true, password: true, oidc: { name: 'login.example.org' } };
  expect(await askOptions(answering(options))).toEqual(options);
  await expect(askOptions(answering({}, { status: 404 }))).rejects.toThrow(/404/);
  await expect(askOptions(answering({ accounts: 'yes' }))).rejects.toThrow();
});
