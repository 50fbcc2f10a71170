import type { Role, Scope } from '@tombola/shared';
import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { moment } from './columns';

/** People who may log in. Names of columns are better-auth's, `role` excepted. */
export const users = pgTable(
  'users',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** In small letters. */
    email: text().notNull().unique(),
    emailVerified: boolean().notNull().default(false),
    image: text(),
    role: text().$type<Role>().notNull().default('viewer'),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (table) => [check('users_role', sql`${table.role} in ('viewer', 'editor', 'admin')`)],
);

/** Logins. The cookie is the token with a signature: this table alone lets nobody in. */
export const sessions = pgTable(
  'sessions',
  {
    id: text().primaryKey(),
    token: text().notNull().unique(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    expiresAt: moment().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (table) => [index('sessions_user').on(table.userId)],
);

/** Ways in: `credential` has the password's hash, another provider what it calls the user. */
export const accounts = pgTable(
  'accounts',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    password: text(),
    /** The other provider's tokens are never kept: a login needs them once. */
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: moment(),
    refreshTokenExpiresAt: moment(),
    scope: text(),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (table) => [
    index('accounts_user').on(table.userId),
    uniqueIndex('accounts_provider').on(table.providerId, table.accountId),
  ],
);

/** Short-lived states of a login elsewhere. */
export const verifications = pgTable(
  'verifications',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: moment().notNull(),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (table) => [index('verifications_identifier').on(table.identifier)],
);

/** API tokens. */
export const tokens = pgTable(
  'tokens',
  {
    /** The public part of the token. */
    id: text().primaryKey(),
    name: text().notNull(),
    /** SHA-256 of the secret part in hexadecimal digits. */
    hash: text().notNull(),
    scopes: text().array().$type<Scope[]>().notNull(),
    /** Whose it is; none when the local administrator made it. */
    userId: text().references(() => users.id, { onDelete: 'cascade' }),
    /** What its maker was; a later demotion of the user counts too. */
    role: text().$type<Role>().notNull(),
    createdAt: moment().notNull().defaultNow(),
    expiresAt: moment(),
    /** To the minute. */
    lastUsedAt: moment(),
    revokedAt: moment(),
  },
  (table) => [
    index('tokens_user').on(table.userId),
    check('tokens_role', sql`${table.role} in ('viewer', 'editor', 'admin')`),
  ],
);

/** Who changed what. Rows are added, never changed; names stay when users go. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: moment().notNull().defaultNow(),
    actorKind: text().$type<'local' | 'user' | 'token'>().notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    /** RESOURCE.VERB: `study.cancel`. */
    action: text().notNull(),
    /** The id of what it was done to. */
    subject: text().notNull(),
    details: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [index('audit_log_at').on(table.at), index('audit_log_subject').on(table.subject, table.id)],
);
