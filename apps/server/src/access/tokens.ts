import { parse, tokenCreateSchema, type Token, type TokenCreate, type TokenCreated } from '@tombola/shared';
import { and, desc, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { NotFoundError } from '../api/problems';
import type { Queryable } from '../store/connect';
import { tokens, users } from '../store/schema';
import { record } from './audit';
import { AccessError } from './errors';
import { allows, grant, lesserRole, type Caller } from './roles';
import { drawToken, matches, readToken } from './token-text';

const day = 24 * 3600 * 1000;

/**
 * A new token; only this answer has it. It may at most what its maker may, now and whenever it is used.
 * Errors: AccessError when more is asked for, or when a token without the scope `admin` asks.
 */
export async function createToken(db: Queryable, caller: Caller, input: TokenCreate): Promise<TokenCreated> {
  const { name, scopes: asked, days } = parse(tokenCreateSchema, input, 'the token');
  const scopes = [...new Set(asked)];
  if (caller.kind === 'token' && !allows(caller, 'admin')) {
    throw new AccessError('forbidden', {
      what: 'this token may not make tokens',
      value: caller.scopes,
      expected: 'a token with the scope `admin`, or a person',
    });
  }
  const beyond = scopes.filter((scope) => !allows(caller, scope));
  if (beyond.length > 0) {
    throw new AccessError('forbidden', {
      what: 'a token never may more than its maker',
      value: beyond,
      expected: `scopes among ${caller.scopes.join(', ')}`,
    });
  }
  const { id, hash, text } = drawToken();
  const expiresAt = days === null ? null : new Date(Date.now() + days * day);
  return db.transaction(async (tx) => {
    const row = { id, name, hash, scopes, userId: caller.userId ?? null, role: caller.role, expiresAt };
    const [token] = await tx.insert(tokens).values(row).returning();
    await record(tx, caller, 'token.create', id, { name, scopes, expiresAt });
    return { ...tokenOf(token!), token: text };
  });
}

/** The caller's tokens, newest first, revoked ones included; with the scope `admin` those of everybody. */
export async function listTokens(db: Queryable, caller: Caller): Promise<Token[]> {
  const rows = await db
    .select()
    .from(tokens)
    .where(allows(caller, 'admin') ? undefined : ownedBy(caller))
    .orderBy(desc(tokens.createdAt), tokens.id);
  return rows.map(tokenOf);
}

/**
 * Ends a token at once; one that was revoked before stays as it was. People end their own, tokens themselves, and
 * whoever has the scope `admin` any.
 * Errors: NotFoundError when the caller has no such token.
 */
export async function revokeToken(db: Queryable, caller: Caller, id: string): Promise<Token> {
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select()
      .from(tokens)
      .where(and(eq(tokens.id, id), endableBy(caller)))
      .for('update');
    if (found === undefined) throw new NotFoundError('token', id);
    if (found.revokedAt !== null) return tokenOf(found);
    const [revoked] = await tx.update(tokens).set({ revokedAt: new Date() }).where(eq(tokens.id, id)).returning();
    await record(tx, caller, 'token.revoke', id, { name: found.name });
    return tokenOf(revoked!);
  });
}

/**
 * Who sent this token. What the token may follows from its scopes and from what its owner is by now.
 * Errors: AccessError `unauthenticated`, which says why only to who has the right secret.
 */
export async function callerOfToken(db: Queryable, text: string): Promise<Caller> {
  const { id, secret } = readToken(text);
  const [row] = await db
    .select({ token: tokens, ownersRole: users.role })
    .from(tokens)
    .leftJoin(users, eq(users.id, tokens.userId))
    .where(eq(tokens.id, id));
  if (!matches(secret, row?.token.hash) || row === undefined) throw refusal('the token is not known');
  const { token, ownersRole } = row;
  if (token.revokedAt !== null) throw refusal('the token was revoked');
  if (token.expiresAt !== null && token.expiresAt.getTime() <= Date.now()) throw refusal('the token has expired');
  await noteUse(db, token);
  const granted = grant(token.scopes, lesserRole(token.role, ownersRole ?? token.role));
  return { kind: 'token', id, name: token.name, ...granted, userId: token.userId ?? undefined };
}

/** Once a minute. A database that only reads (a full disk) still lets programs read. */
async function noteUse(db: Queryable, { id, lastUsedAt }: { id: string; lastUsedAt: Date | null }): Promise<void> {
  if (lastUsedAt !== null && Date.now() - lastUsedAt.getTime() < 60_000) return;
  const due = or(isNull(tokens.lastUsedAt), lt(tokens.lastUsedAt, sql`now() - interval '1 minute'`));
  await db
    .update(tokens)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(tokens.id, id), due))
    .catch(() => undefined);
}

function refusal(what: string): AccessError {
  return new AccessError('unauthenticated', {
    what,
    expected: 'a token that is good',
    mend: 'Create one with `tombola token create`.',
  });
}

function ownedBy({ kind, id, userId }: Caller) {
  if (kind === 'token') return userId === undefined ? eq(tokens.id, id) : eq(tokens.userId, userId);
  return userId === undefined ? isNull(tokens.userId) : eq(tokens.userId, userId);
}

function endableBy(caller: Caller) {
  if (allows(caller, 'admin')) return undefined;
  return caller.kind === 'token' ? eq(tokens.id, caller.id) : ownedBy(caller);
}

function tokenOf(row: typeof tokens.$inferSelect): Token {
  const { id, name, scopes, userId: user } = row;
  const moments = {
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
  return { id, name, scopes, user, ...moments };
}
