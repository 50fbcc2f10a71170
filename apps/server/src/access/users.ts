import { parse, userCreateSchema, type Role, type User, type UserCreate } from '@tombola/shared';
import { and, eq, sql } from 'drizzle-orm';
import { ConflictError, NotFoundError } from '../api/problems';
import type { Queryable } from '../store/connect';
import { randomLetters } from '../store/ids';
import { accounts, sessions, tokens, users } from '../store/schema';
import { record } from './audit';
import { AccessError } from './errors';
import { checkPassword, hashPassword, verifyPassword } from './passwords';

import type { Caller } from './roles';

/** Everybody, in the order of their e-mail addresses. */
export async function listUsers(db: Queryable): Promise<User[]> {
  return (await db.select().from(users).orderBy(users.email)).map(userOf);
}

/**
 * A new account; without a password it can be entered through another provider only.
 * Errors: InputError for a weak password, ConflictError for an address that has an account.
 */
export async function createUser(db: Queryable, caller: Caller, input: UserCreate): Promise<User> {
  const { password, ...rest } = input;
  const { email, name, role } = parse(userCreateSchema.omit({ password: true }), rest, 'the user');
  if (password !== undefined) checkPassword(password, email);
  const hash = password === undefined ? undefined : await hashPassword(password);
  return db.transaction(async (tx) => {
    const row = { id: `usr_${randomLetters(16)}`, email, name, role, emailVerified: true };
    const [user] = await tx.insert(users).values(row).onConflictDoNothing({ target: users.email }).returning();
    if (user === undefined) {
      throw new ConflictError({
        what: 'the e-mail address has an account',
        value: email,
        expected: 'an address without one',
        mend: 'Set its role or password instead.',
      });
    }
    if (hash !== undefined) await storePassword(tx, user.id, hash);
    await record(tx, caller, 'user.create', user.id, { email, name, role });
    return userOf(user);
  });
}

/** What the user may from now on, in his running sessions and tokens too. Errors: ConflictError for the last admin. */
export async function setRole(db: Queryable, caller: Caller, id: string, role: Role): Promise<User> {
  return db.transaction(async (tx) => {
    if (role !== 'admin') await keepAnAdmin(tx, id);
    const before = await lockUser(tx, id);
    const [user] = await tx.update(users).set({ role, updatedAt: new Date() }).where(eq(users.id, id)).returning();
    await record(tx, caller, 'user.role', id, { email: before.email, from: before.role, to: role });
    return userOf(user!);
  });
}

/** A new password; all sessions of the user end. Tokens stay. Errors: InputError for a weak one. */
export async function setPassword(db: Queryable, caller: Caller, id: string, password: string): Promise<void> {
  const { email } = await findUser(db, id);
  checkPassword(password, email);
  const hash = await hashPassword(password);
  await db.transaction(async (tx) => {
    await lockUser(tx, id);
    await storePassword(tx, id, hash);
    const ended = await tx.delete(sessions).where(eq(sessions.userId, id)).returning({ id: sessions.id });
    await record(tx, caller, 'user.password', id, { email, sessionsEnded: ended.length });
  });
}

/** A person's own new password; all his sessions end. Errors: AccessError when the current one is wrong. */
export async function changePassword(db: Queryable, caller: Caller, current: string, password: string) {
  const id = caller.kind === 'user' ? caller.userId : undefined;
  const hash = id === undefined ? undefined : await passwordOf(db, id);
  if (id === undefined || hash === undefined || !(await verifyPassword(hash, current))) {
    throw new AccessError('forbidden', {
      what: 'the password was not changed',
      expected: 'a person with a session, and his current password',
    });
  }
  await setPassword(db, caller, id, password);
}

/** Ends an account with its sessions and tokens. What it did stays in the audit log. Errors: ConflictError for the last admin. */
export async function removeUser(db: Queryable, caller: Caller, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    await keepAnAdmin(tx, id);
    const { email, role } = await lockUser(tx, id);
    const ended = await tx.delete(tokens).where(eq(tokens.userId, id)).returning({ id: tokens.id });
    await tx.delete(users).where(eq(users.id, id));
    await record(tx, caller, 'user.remove', id, { email, role, tokensEnded: ended.map((token) => token.id) });
  });
}

/**
 * Refuses when `leaving` is the only admin. All admins' rows are locked, in one order, until the transaction ends: of
 * two admins that go at the same time the second finds himself alone.
 */
async function keepAnAdmin(tx: Queryable, leaving: string): Promise<void> {
  const admins = await tx
    .select({ id: users.id })
    .from(users)
    .where(eq(users.role, 'admin'))
    .orderBy(users.id)
    .for('no key update');
  if (admins.length !== 1 || admins[0]!.id !== leaving) return;
  throw new ConflictError({
    what: 'this is the last administrator',
    value: leaving,
    expected: 'another account of role admin that stays',
    mend: 'Make another user an admin first.',
  });
}

async function lockUser(tx: Queryable, id: string) {
  const [user] = await tx.select().from(users).where(eq(users.id, id)).for('no key update');
  return user ?? unknownUser(id);
}

async function findUser(db: Queryable, id: string) {
  const [user] = await db.select().from(users).where(eq(users.id, id));
  return user ?? unknownUser(id);
}

function unknownUser(id: string): never {
  throw new NotFoundError('user', id);
}

async function passwordOf(db: Queryable, userId: string): Promise<string | undefined> {
  const ofUser = and(eq(accounts.userId, userId), eq(accounts.providerId, 'credential'));
  const [account] = await db.select({ password: accounts.password }).from(accounts).where(ofUser);
  return account?.password ?? undefined;
}

/** As better-auth looks for it: the account `credential` under the user's own id. */
async function storePassword(tx: Queryable, userId: string, password: string): Promise<void> {
  await tx
    .insert(accounts)
    .values({ id: `acc_${randomLetters(16)}`, providerId: 'credential', accountId: userId, userId, password })
    .onConflictDoUpdate({
      target: [accounts.providerId, accounts.accountId],
      set: { password, updatedAt: sql`now()` },
    });
}

function userOf({ id, email, name, role, createdAt }: typeof users.$inferSelect): User {
  return { id, email, name, role, createdAt: createdAt.toISOString() };
}
