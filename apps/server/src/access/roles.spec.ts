import { roleSchema, scopeSchema, type Role, type Scope } from '@tombola/shared';
import fc from 'fast-check';
import { AccessError } from './errors';
import { allows, demand, grant, lesserRole, localCaller, scopesOf, type Caller } from './roles';

const roles = roleSchema.options;
const scopes = scopeSchema.options;
const anyRole = fc.constantFrom(...roles);
const anyScopes = fc.subarray([...scopes]);

function user(role: Role): Caller {
  return { kind: 'user', id: 'usr_1', name: 'Ada', role, scopes: scopesOf(role), userId: 'usr_1' };
}

test('every role may what the lesser ones may, and the administrator everything', () => {
  expect(roles.map((role) => scopesOf(role))).toEqual([
    ['read', 'metrics'],
    ['read', 'write', 'metrics'],
    ['read', 'write', 'admin', 'metrics', 'worker'],
  ]);
  expect(scopes.filter((scope) => !allows(localCaller, scope))).toEqual([]);
});

test.each<[Scope, Scope[]]>([
  ['read', ['read']],
  ['write', ['read', 'write']],
  ['admin', ['read', 'write', 'admin', 'metrics']],
  ['metrics', ['metrics']],
  ['worker', ['worker']],
])('the scope %s of an administrator gives %j', (scope, expected) => {
  expect(grant([scope], 'admin').scopes).toEqual(expected);
});

test('a token never may more than its owner, and its role no more than its scopes', () => {
  fc.assert(
    fc.property(anyScopes, anyRole, (asked, owner) => {
      const granted = grant(asked, owner);
      expect(scopesOf(owner)).toEqual(expect.arrayContaining([...granted.scopes]));
      expect(lesserRole(granted.role, owner)).toBe(granted.role);
      for (const scope of ['write', 'admin'] as const) {
        if (scopesOf(granted.role).includes(scope)) expect(granted.scopes).toContain(scope);
      }
    }),
  );
});

test('more scopes or a higher owner never take anything away', () => {
  fc.assert(
    fc.property(anyScopes, anyScopes, anyRole, anyRole, (some, others, a, b) => {
      const less = grant(some, lesserRole(a, b)).scopes;
      expect(grant([...some, ...others], a).scopes).toEqual(expect.arrayContaining([...less]));
    }),
  );
});

test('who may not is told what would be needed, who is unknown to log in', () => {
  expect(demand(user('editor'), 'write').name).toBe('Ada');
  const refused = (caller: Caller | undefined, need: Scope) => {
    try {
      demand(caller, need);
    } catch (error) {
      if (error instanceof AccessError) return [error.code, error.problem.expected];
    }
    throw new Error('it was not refused');
  };
  expect(refused(user('viewer'), 'write')).toEqual(['forbidden', 'the role editor or admin']);
  expect(refused({ ...user('admin'), kind: 'token', ...grant(['write'], 'admin') }, 'admin')).toEqual([
    'forbidden',
    'a token with the scope `admin`',
  ]);
  expect(refused(undefined, 'read')).toEqual(['unauthenticated', 'a session or a token']);
});
