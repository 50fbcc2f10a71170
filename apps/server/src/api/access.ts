import {
  auditListSchema,
  auditPageOut,
  doneSchema,
  meOut,
  ownPasswordSchema,
  tokenCreatedOut,
  tokenCreateSchema,
  tokenListOut,
  tokenOut,
  tokenRefSchema,
  userCreateSchema,
  userListOut,
  userOut,
  userPasswordSchema,
  userRefSchema,
  userRoleSchema,
} from '@tombola/shared';
import type { TRPCRouterRecord } from '@trpc/server';
import { z } from 'zod';
import { listAudit } from '../access/audit';
import { createToken, listTokens, revokeToken } from '../access/tokens';
import { changePassword, createUser, listUsers, removeUser, setPassword, setRole } from '../access/users';
import { administering, reading } from './trpc';

const tags = ['access'];

/** Whoever asks. */
export const meRouter = {
  get: reading
    .meta({ openapi: { method: 'GET', path: '/me', tags, summary: 'Who I am and what I may', protect: true } })
    .input(z.void())
    .output(meOut)
    .query(({ ctx: { caller } }) => ({ ...caller, scopes: [...caller.scopes] })),

  password: reading
    .meta({
      openapi: {
        method: 'POST',
        path: '/me/password',
        tags,
        summary: 'A new password of my own',
        description: 'All my sessions end, this one too. A token cannot do this.',
        protect: true,
      },
    })
    .input(ownPasswordSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input: { current, password } }) => {
      await changePassword(ctx.store.db, ctx.caller, current, password);
      return { ok: true };
    }),
} satisfies TRPCRouterRecord;

/** Accounts. */
export const usersRouter = {
  list: administering
    .meta({ openapi: { method: 'GET', path: '/users', tags, summary: 'All users', protect: true } })
    .input(z.void())
    .output(userListOut)
    .query(async ({ ctx }) => ({ items: await listUsers(ctx.store.db) })),

  create: administering
    .meta({ openapi: { method: 'POST', path: '/users', tags, summary: 'A new user', protect: true } })
    .input(userCreateSchema)
    .output(userOut)
    .mutation(({ ctx, input: { password, ...user } }) =>
      createUser(ctx.store.db, ctx.caller, { ...user, ...(password === undefined ? {} : { password }) }),
    ),

  setRole: administering
    .meta({
      openapi: {
        method: 'POST',
        path: '/users/{user}/role',
        tags,
        summary: 'What a user may',
        description: 'It holds at once, in running sessions and tokens too. The last administrator stays one.',
        protect: true,
      },
    })
    .input(userRoleSchema)
    .output(userOut)
    .mutation(({ ctx, input: { user, role } }) => setRole(ctx.store.db, ctx.caller, user, role)),

  setPassword: administering
    .meta({
      openapi: {
        method: 'POST',
        path: '/users/{user}/password',
        tags,
        summary: 'A new password for a user',
        description: 'All sessions of the user end; tokens stay.',
        protect: true,
      },
    })
    .input(userPasswordSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input: { user, password } }) => {
      await setPassword(ctx.store.db, ctx.caller, user, password);
      return { ok: true };
    }),

  remove: administering
    .meta({
      openapi: {
        method: 'DELETE',
        path: '/users/{user}',
        tags,
        summary: 'Removes a user with all sessions and tokens',
        protect: true,
      },
    })
    .input(userRefSchema)
    .output(doneSchema)
    .mutation(async ({ ctx, input: { user } }) => {
      await removeUser(ctx.store.db, ctx.caller, user);
      return { ok: true };
    }),
} satisfies TRPCRouterRecord;

/** API tokens: everybody's own, an administrator's all. Who may what is decided in access/tokens. */
export const tokensRouter = {
  list: reading
    .meta({
      openapi: { method: 'GET', path: '/tokens', tags, summary: 'My tokens; an administrator sees all', protect: true },
    })
    .input(z.void())
    .output(tokenListOut)
    .query(async ({ ctx }) => ({ items: await listTokens(ctx.store.db, ctx.caller) })),

  create: reading
    .meta({
      openapi: {
        method: 'POST',
        path: '/tokens',
        tags,
        summary: 'A new token, shown this once',
        description: 'It never may more than its maker. A token without the scope admin makes none.',
        protect: true,
      },
    })
    .input(tokenCreateSchema)
    .output(tokenCreatedOut)
    .mutation(({ ctx, input }) => createToken(ctx.store.db, ctx.caller, input)),

  revoke: reading
    .meta({
      openapi: { method: 'DELETE', path: '/tokens/{token}', tags, summary: 'Ends a token at once', protect: true },
    })
    .input(tokenRefSchema)
    .output(tokenOut)
    .mutation(({ ctx, input: { token } }) => revokeToken(ctx.store.db, ctx.caller, token)),
} satisfies TRPCRouterRecord;

/** Who changed what. */
export const auditRouter = {
  list: administering
    .meta({
      openapi: {
        method: 'GET',
        path: '/audit',
        tags,
        summary: 'Changes and who made them, newest first',
        protect: true,
      },
    })
    .input(auditListSchema)
    .output(auditPageOut)
    .query(({ ctx, input }) => listAudit(ctx.store.db, input)),
} satisfies TRPCRouterRecord;
