import type { Role } from '@tombola/shared';
import fc from 'fast-check';
import { localCaller, type Caller } from '../access/roles';
import { userCaller } from '../access/sessions';
import { callerOfToken } from '../access/tokens';
import { createUser } from '../access/users';
import { auditRouter, meRouter, tokensRouter, usersRouter } from './access';
import { openFixture, type Fixture } from './testing/fixture';
import { router } from './trpc';

const app = router({ me: meRouter, users: usersRouter, tokens: tokensRouter, audit: auditRouter });
let fixture: Fixture;
const as = (caller: Caller | undefined) => fixture.as(app, caller);
const people = {} as Record<Role, Caller>;
const password = 'four random words';

beforeAll(async () => (fixture = await openFixture()));
afterAll(() => fixture?.close());
beforeEach(async () => {
  await fixture.clear();
  for (const role of ['viewer', 'editor', 'admin'] as const) {
    const { id } = await createUser(fixture.store.db, localCaller, { email: `${role}@example.org`, name: role, role });
    people[role] = (await userCaller(fixture.store.db, id))!;
  }
});

test('everybody is told who he is and what he may', async () => {
  expect(await as(localCaller).me.get()).toMatchObject({ kind: 'local', role: 'admin' });
  const me = await as(people.viewer).me.get();
  expect(me).toEqual({
    kind: 'user',
    id: people.viewer.id,
    name: 'viewer',
    role: 'viewer',
    scopes: ['read', 'metrics'],
  });
  await expect(as(undefined).me.get()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
});

test('users are made, changed and removed by administrators', async () => {
  const admin = as(people.admin);
  const user = await admin.users.create({ email: 'Bob@example.org', name: 'Bob', password });
  expect(user).toMatchObject({ email: 'bob@example.org', role: 'viewer' });
  expect(await admin.users.setRole({ user: user.id, role: 'editor' })).toEqual({ ...user, role: 'editor' });
  await admin.users.setPassword({ user: user.id, password: 'five quite random words' });
  const bob = (await userCaller(fixture.store.db, user.id))!;
  await as(bob).me.password({ current: 'five quite random words', password });
  expect((await admin.users.list()).items).toHaveLength(4);
  await admin.users.remove({ user: user.id });
  const { items } = await admin.audit.list({ subject: user.id });
  expect(items.map(({ action, actor }) => [action, actor.name])).toEqual([
    ['user.remove', 'admin'],
    ['user.password', 'Bob'],
    ['user.password', 'admin'],
    ['user.role', 'admin'],
    ['user.create', 'admin'],
  ]);
  expect(JSON.stringify(items)).not.toContain('random words');
});

test('nobody else reaches users and the audit log, and nothing is written', async () => {
  const { id } = people.editor;
  const { token } = await as(people.admin).tokens.create({ name: 'w', scopes: ['write'] });
  const before = await as(people.admin).audit.list({});
  for (const caller of [undefined, people.viewer, people.editor, await callerOfToken(fixture.store.db, token)]) {
    const api = as(caller);
    const code = caller === undefined ? 'UNAUTHORIZED' : 'FORBIDDEN';
    for (const call of [
      () => api.users.list(),
      () => api.users.create({ email: 'eve@example.org', name: 'Eve', role: 'admin', password }),
      () => api.users.setRole({ user: id, role: 'admin' }),
      () => api.users.setPassword({ user: id, password }),
      () => api.users.remove({ user: id }),
      () => api.audit.list({}),
    ]) {
      await expect(call()).rejects.toMatchObject({ code });
    }
  }
  expect(await as(people.admin).audit.list({})).toEqual(before);
});

test('tokens are made, listed and ended by whoever has them', async () => {
  const api = as(people.editor);
  const { token, ...made } = await api.tokens.create({ name: 'ci', scopes: ['write'], days: 7 });
  expect(await callerOfToken(fixture.store.db, token)).toMatchObject({ id: made.id, role: 'editor' });
  expect((await api.tokens.list()).items).toMatchObject([{ id: made.id, name: 'ci', user: people.editor.id }]);
  await expect(as(people.viewer).tokens.revoke({ token: made.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(api.tokens.create({ name: 'x', scopes: ['admin'] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect((await api.tokens.revoke({ token: made.id })).revokedAt).not.toBeNull();
  await expect(callerOfToken(fixture.store.db, token)).rejects.toThrow('revoked');
});

test('what is not there, taken or impossible is told as such', async () => {
  const admin = as(people.admin);
  const nobody = 'usr_0000000000000000';
  await expect(admin.users.remove({ user: nobody })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(admin.users.remove({ user: people.admin.id })).rejects.toMatchObject({ code: 'CONFLICT' });
  const twice = { email: 'VIEWER@example.org', name: 'x' };
  await expect(admin.users.create(twice)).rejects.toMatchObject({ code: 'CONFLICT' });
  const weak = { email: 'bob@example.org', name: 'x', password: 'password123' };
  const refused: unknown = await admin.users.create(weak).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'BAD_REQUEST' });
  expect(JSON.stringify(refused)).not.toContain('password123');
  await expect(admin.audit.list({ cursor: 'stale' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  const wrong = { current: 'x', password };
  await expect(as(people.viewer).me.password(wrong)).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('whatever an administrator sends, it is answered or refused, and never fails', async () => {
  const procedures = Object.keys(app._def.procedures).filter((name) => name !== 'me.get');
  const ids = fc.constantFrom(
    'usr_0000000000000000',
    people.viewer.id,
    'tbl_0000000000000000',
    "' or 1=1 --",
    '../../etc/passwd',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    ids,
    fc.constant('x'.repeat(5000)),
    fc.constant('a@example.org'),
  );
  const value = fc.oneof(
    { weight: 2, arbitrary: text },
    fc.jsonValue({ maxDepth: 5 }),
    fc.constantFrom('viewer', ['read'], 1, null),
  );
  const members = [
    'user',
    'token',
    'email',
    'name',
    'role',
    'scopes',
    'days',
    'cursor',
    'limit',
    'action',
    'subject',
    'actor',
    'extra',
  ];
  const input = fc.oneof(value, fc.dictionary(fc.constantFrom(...members), value));
  const known = new Set(['BAD_REQUEST', 'NOT_FOUND', 'CONFLICT', 'FORBIDDEN']);
  const caller = as(people.admin) as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...procedures), input, async (procedure, sent) => {
      const [resource, name] = procedure.split('.') as [string, string];
      const outcome: unknown = await caller[resource]![name]!(sent).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(known).toContain((outcome as Error & { code?: string }).code);
    }),
    { numRuns: 500 },
  );
  expect(fixture.failures).toEqual([]);
  expect((await as(people.admin).users.list()).items.filter(({ role }) => role === 'admin')).toHaveLength(1);
});
