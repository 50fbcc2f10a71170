import { z } from 'zod';

/** What a person may do: viewers look, editors change studies and models, admins also users, tokens and settings. */
export const roleSchema = z.enum(['viewer', 'editor', 'admin']);

/** What a token may do. `metrics` is /metrics alone; `worker` is reserved. */
export const scopeSchema = z.enum(['read', 'write', 'admin', 'metrics', 'worker']);

const moment = z.iso.datetime();
/** A line of text that a database and a log can hold: no control characters, no halves of surrogate pairs. */
const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'one line without control characters');

const id = z.string().regex(/^[0-9A-Za-z]{1,64}$/, 'letters and digits');
const email = z.string().trim().toLowerCase().max(254).pipe(z.email());
/** Longer than any passphrase, shorter than what is work to hash. */
const password = z.string().min(10, 'at least 10 characters').max(256);

export const meSchema = z.object({
  kind: z.enum(['local', 'user', 'token']).describe('local: the administrator of a server on loopback.'),
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  scopes: z.array(scopeSchema),
});

export const userSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  createdAt: moment,
});

export const createUserSchema = z.strictObject({
  email,
  name: line(100),
  role: roleSchema.default('viewer'),
  password: password.optional().describe('Left out: the user can log in through another provider only.'),
});

export const setRoleSchema = z.strictObject({ id, role: roleSchema });
export const setPasswordSchema = z.strictObject({ id, password });
export const userIdSchema = z.strictObject({ id });
export const changePasswordSchema = z.strictObject({ current: z.string().max(256), password });

export const tokenSchema = z.object({
  id: z.string().describe('The public part of the token.'),
  name: z.string(),
  scopes: z.array(scopeSchema),
  userId: z.string().nullable().describe('Whose it is; null when the local administrator made it.'),
  createdAt: moment,
  expiresAt: moment.nullable(),
  lastUsedAt: moment.nullable().describe('To the minute.'),
  revokedAt: moment.nullable(),
});

export const createTokenSchema = z.strictObject({
  name: line(100),
  scopes: z.array(scopeSchema).min(1).max(scopeSchema.options.length),
  days: z.int().min(1).max(3650).nullable().default(90).describe('How long it is good for; null: until revoked.'),
});

/** The only answer that has the token itself. */
export const createdTokenSchema = tokenSchema.extend({ token: z.string().describe('Shown this once.') });

export const tokenIdSchema = z.strictObject({ id });

export const auditEntrySchema = z.object({
  id: z.int(),
  at: moment,
  actor: z.object({ kind: meSchema.shape.kind, id: z.string(), name: z.string() }),
  action: z.string().describe('RESOURCE.VERB, such as study.cancel.'),
  subject: z.string(),
  details: z.record(z.string(), z.unknown()),
});

export const listAuditSchema = z.strictObject({
  action: line(100).optional().describe('Only this action; `user.` means all of users.'),
  subject: line(200).optional(),
  actor: line(64).optional().describe('Id of a user or token, or `local`.'),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'the nextCursor of an earlier answer')
    .optional(),
  limit: z.int().min(1).max(200).default(50),
});

export const auditPageSchema = z.object({
  items: z.array(auditEntrySchema).describe('Newest first.'),
  nextCursor: z.string().nullable(),
});

export type Role = z.output<typeof roleSchema>;
export type Scope = z.output<typeof scopeSchema>;
export type Me = z.output<typeof meSchema>;
export type User = z.output<typeof userSchema>;
export type NewUser = z.input<typeof createUserSchema>;
export type Token = z.output<typeof tokenSchema>;
export type NewToken = z.input<typeof createTokenSchema>;
export type CreatedToken = z.output<typeof createdTokenSchema>;
export type AuditEntry = z.output<typeof auditEntrySchema>;
export type AuditFilter = z.input<typeof listAuditSchema>;
export type AuditPage = z.output<typeof auditPageSchema>;
