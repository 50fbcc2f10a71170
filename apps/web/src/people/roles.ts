import type { Role, Scope } from '@tombola/shared';

/** What each role may. */
export const roleWords: Readonly<Record<Role, string>> = {
  viewer: 'sees studies, tickets, models and workers',
  editor: 'sees everything; launches, changes and deletes studies, models and notes',
  admin: 'does everything: users, everybody’s tokens, retention and the audit log, too',
};

export const roles = Object.keys(roleWords) as Role[];

/** What each scope is for. `worker` is reserved, and is not offered. */
export const scopeWords: Readonly<Record<Exclude<Scope, 'worker'>, string>> = {
  read: 'see everything',
  write: 'launch and change; it includes read',
  admin: 'administer; it includes all others',
  metrics: 'read /metrics, and nothing else: for Prometheus',
};

type Offered = keyof typeof scopeWords;

/** The scopes that whoever has `mine` can give a token, in their order. */
export function offeredScopes(mine: readonly Scope[]): Offered[] {
  return (Object.keys(scopeWords) as Offered[]).filter((scope) => mine.includes(scope));
}

/** What a new token has unless told: to read and, for those who may, to write. */
export function usualScopes(mine: readonly Scope[]): Offered[] {
  return offeredScopes(mine).filter((scope) => scope === 'read' || scope === 'write');
}
