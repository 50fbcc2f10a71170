import type { Role, Scope } from '@tombola/shared';
import { AccessError } from './errors';

/** Who asks: the administrator of a server on loopback, a person with a session, or a program with a token. */
export interface Caller {
  readonly kind: 'local' | 'user' | 'token';
  /** `local`, the user's id, or the public part of the token. */
  readonly id: string;
  readonly name: string;
  /** A token's never exceeds its scopes: a caller of role `admin` has the scope `admin`. */
  readonly role: Role;
  readonly scopes: readonly Scope[];
  /** The account behind it: the user himself, or whose token it is. The local administrator has none. */
  readonly userId: string | undefined;
}

const ranks: Record<Role, number> = { viewer: 0, editor: 1, admin: 2 };

const roleScopes: Record<Role, readonly Scope[]> = {
  viewer: ['read', 'metrics'],
  editor: ['read', 'write', 'metrics'],
  admin: ['read', 'write', 'admin', 'metrics', 'worker'],
};

/** What comes with a scope. */
const implied: Record<Scope, readonly Scope[]> = {
  read: ['read'],
  write: ['read', 'write'],
  admin: ['read', 'write', 'admin', 'metrics'],
  metrics: ['metrics'],
  worker: ['worker'],
};

/** Whoever reaches a server on loopback has the machine, and with it the database. */
export const localCaller: Caller = {
  kind: 'local',
  id: 'local',
  name: 'local administrator',
  role: 'admin',
  scopes: roleScopes.admin,
  userId: undefined,
};

/** All that a role may. */
export function scopesOf(role: Role): readonly Scope[] {
  return roleScopes[role];
}

/** The lesser of two roles. */
export function lesserRole(a: Role, b: Role): Role {
  return ranks[a] <= ranks[b] ? a : b;
}

/** What a token with these scopes may when its owner has this role, and the role that this amounts to. */
export function grant(scopes: readonly Scope[], owner: Role): Pick<Caller, 'role' | 'scopes'> {
  const asked = new Set(scopes.flatMap((scope) => implied[scope]));
  const granted = roleScopes[owner].filter((scope) => asked.has(scope));
  const role = granted.includes('admin') ? 'admin' : granted.includes('write') ? 'editor' : 'viewer';
  return { role, scopes: granted };
}

/** Whether the caller may do what needs this scope. */
export function allows(caller: Caller, need: Scope): boolean {
  return caller.scopes.includes(need);
}

/** The caller, when he may do what needs this scope. Errors: AccessError. */
export function demand(caller: Caller | undefined, need: Scope): Caller {
  if (caller === undefined) {
    throw new AccessError('unauthenticated', {
      what: 'the request has no credentials',
      expected: 'a session or a token',
      mend: 'Log in, or send `Authorization: Bearer TOKEN` with a token of `tombola token create`.',
    });
  }
  if (allows(caller, need)) return caller;
  throw new AccessError('forbidden', {
    what: `${caller.kind === 'token' ? 'this token' : caller.name} may not do this`,
    value: caller.kind === 'token' ? caller.scopes : caller.role,
    expected: caller.kind === 'token' ? `a token with the scope \`${need}\`` : `the role ${leastRole(need)}`,
    mend: caller.kind === 'token' ? 'Create one with `tombola token create`.' : 'Ask an administrator.',
  });
}

function leastRole(need: Scope): string {
  const [least, ...higher] = (Object.keys(ranks) as Role[]).filter((role) => roleScopes[role].includes(need));
  return [least, ...higher].join(' or ');
}
