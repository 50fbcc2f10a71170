import { z } from 'zod';
import { drawnIdSchema, momentSchema, pageInput, pageOf } from './common';

/** What a person may do: viewers look, editors change studies and models, admins also users, tokens and settings. */
export const roleSchema = z.enum(['viewer', 'editor', 'admin']);
export type Role = z.output<typeof roleSchema>;

/** What a token may do. `metrics` is /metrics alone; `worker` is reserved. */
export const scopeSchema = z.enum(['read', 'write', 'admin', 'metrics', 'worker']);
export type Scope = z.output<typeof scopeSchema>;

/** A line that a database and a log can hold: no control characters, no halves of surrogate pairs. */
const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'one line without control characters');

/** In small letters; two accounts never differ in case only. */
const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email());
/** The longest is longer than any passphrase and shorter than what is work to hash. */
const passwordSchema = z.string().min(10, 'at least 10 characters').max(256, 'at most 256 characters');

export const callerKindSchema = z.enum(['local', 'user', 'token']);
export const meOut = z.object({
  kind: callerKindSchema.describe('local: the administrator of a server on loopback.'),
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  scopes: z.array(scopeSchema),
});
export type Me = z.output<typeof meOut>;

/** What a page has to know before anybody has logged in; `GET /auth/options` answers it to everybody. */
export const signInOptionsOut = z.object({
  accounts: z.boolean().describe('Whether one has to log in; not on loopback.'),
  password: z.boolean().describe('With e-mail address and password: POST /auth/sign-in/email.'),
  oidc: z
    .object({ name: z.string().describe('The host of the other login.') })
    .nullable()
    .describe('At another login: POST /auth/sign-in/social with the provider `oidc`.'),
});
export type SignInOptions = z.output<typeof signInOptionsOut>;

export const userOut = z.object({
  id: drawnIdSchema,
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  createdAt: momentSchema,
});
export type User = z.output<typeof userOut>;

export const userRefSchema = z.strictObject({ user: drawnIdSchema });
export const userCreateSchema = z.strictObject({
  email: emailSchema,
  name: line(100),
  role: roleSchema.default('viewer'),
  password: passwordSchema.optional().describe('Left out: the user logs in through another provider only.'),
});
export type UserCreate = z.input<typeof userCreateSchema>;
export const userRoleSchema = userRefSchema.extend({ role: roleSchema });
export const userPasswordSchema = userRefSchema.extend({ password: passwordSchema });
export const ownPasswordSchema = z.strictObject({ current: z.string().max(256), password: passwordSchema });
export const userListOut = z.object({ items: z.array(userOut) });

export const tokenOut = z.object({
  id: drawnIdSchema.describe('The public part of the token.'),
  name: z.string(),
  scopes: z.array(scopeSchema),
  user: drawnIdSchema.nullable().describe('Whose it is; null when the local administrator made it.'),
  createdAt: momentSchema,
  expiresAt: momentSchema.nullable(),
  lastUsedAt: momentSchema.nullable().describe('To the minute.'),
  revokedAt: momentSchema.nullable(),
});
export type Token = z.output<typeof tokenOut>;

export const tokenRefSchema = z.strictObject({ token: drawnIdSchema.describe('Its id, not the token itself.') });
export const tokenCreateSchema = z.strictObject({
  name: line(100),
  scopes: z.array(scopeSchema).min(1).max(scopeSchema.options.length),
  days: z.int().min(1).max(3650).nullable().default(90).describe('How long it is good for; null: until revoked.'),
});
export type TokenCreate = z.input<typeof tokenCreateSchema>;
/** The only answer that has the token itself. */
export const tokenCreatedOut = tokenOut.extend({ token: z.string().describe('Shown this once.') });
export type TokenCreated = z.output<typeof tokenCreatedOut>;
export const tokenListOut = z.object({ items: z.array(tokenOut) });

export const auditEntryOut = z.object({
  id: z.int(),
  at: momentSchema,
  actor: z.object({ kind: callerKindSchema, id: z.string(), name: z.string() }),
  action: z.string().describe('RESOURCE.VERB, such as study.cancel.'),
  subject: z.string().describe('The id of what it was done to.'),
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.output<typeof auditEntryOut>;

export const auditListSchema = z.strictObject({
  action: line(100).optional().describe('Only this action.'),
  subject: line(200).optional(),
  actor: line(100).optional().describe('Id of a user or token, or `local`.'),
  ...pageInput,
});
export type AuditList = z.input<typeof auditListSchema>;
export const auditPageOut = pageOf(auditEntryOut);
export type AuditPage = z.output<typeof auditPageOut>;
