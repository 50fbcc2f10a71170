import { roleSchema, type Role } from '@tombola/shared';
import { betterAuth } from 'better-auth/minimal';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { accounts, sessions, users, verifications } from '../store/schema';
import { record } from './audit';
import { hashPassword, verifyPassword } from './passwords';
import { redactText } from './redact';
import { addressHeader, cookiePrefix, userCaller, type Provider, type SessionOptions } from './sessions';

const day = 24 * 3600;

/** Variables of the environment that count before its options, or where an option is left out. */
const variables = [
  'BETTER_AUTH_TELEMETRY',
  'BETTER_AUTH_SECRETS',
  'BETTER_AUTH_TRUSTED_ORIGINS',
  'BETTER_AUTH_URL',
  'NEXT_PUBLIC_BETTER_AUTH_URL',
  'PUBLIC_BETTER_AUTH_URL',
  'NUXT_PUBLIC_BETTER_AUTH_URL',
  'NUXT_PUBLIC_AUTH_URL',
  'BASE_URL',
];

/** A user as sessions know him. */
export interface SessionUser {
  id: string;
  name: string;
  role: Role;
}

/** What is used of better-auth. */
export interface Auth {
  handler(request: Request): Promise<Response>;
  api: {
    getSession(of: { headers: Headers; query: { disableRefresh: boolean } }): Promise<{ user: SessionUser } | null>;
  };
}

/**
 * better-auth with nothing left to its defaults or to its environment variables that matters here: it sends no
 * telemetry, logs no values, and makes no accounts.
 */
export function openAuth({ db, secret, url, origins, provider, log }: SessionOptions): Auth {
  for (const name of variables) delete process.env[name];
  return betterAuth({
    appName: 'Tombola',
    basePath: '/auth',
    ...(url === undefined ? {} : { baseURL: url }),
    trustedOrigins: [...(origins ?? [])],
    secret,
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: { users, sessions, accounts, verifications },
      usePlural: true,
      transaction: true,
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 256,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    // Read with the session; no request can set it.
    user: { additionalFields: { role: { type: [...roleSchema.options], input: false } } },
    session: { expiresIn: 14 * day, updateAge: day, cookieCache: { enabled: false } },
    account: {
      updateAccountOnSignIn: false,
      accountLinking: { enabled: true, trustedProviders: [], allowDifferentEmails: false, updateUserInfoOnLink: false },
    },
    databaseHooks: {
      account: { create: { before: (account) => Promise.resolve({ data: withoutTokens(account) }) } },
      session: {
        create: {
          after: async ({ userId, ipAddress }) => {
            const caller = await userCaller(db, userId);
            if (caller !== undefined) await record(db, caller, 'user.login', userId, { address: ipAddress });
          },
        },
      },
    },
    plugins: provider === undefined ? [] : [genericOAuth({ config: [providerConfig(provider)] })],
    // The http layer limits rates; its limits hold for all paths alike.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix,
      useSecureCookies: url?.startsWith('https://') ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      // Off by default where NODE_ENV is `test`.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    // Errors reach the http layer, where better-auth would print them whole.
    onAPIError: { throw: true, errorURL: '/' },
    // Arguments are left out: errors of the database have the values of the statement in them.
    logger: {
      level: 'warn',
      log: (level, message) => {
        // The origin of each request serves as well: on loopback and behind no proxy there is no other.
        if (!/Base URL is not set/.test(message)) log(level, redactText(`login: ${message}`));
      },
    },
  });
}

function providerConfig({ issuer, clientId, clientSecret }: Provider) {
  return {
    providerId: 'oidc',
    discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    requireIdTokenVerification: true,
    disableSignUp: true,
    disableImplicitSignUp: true,
  };
}

/** A login needs the other provider's tokens once; what is not stored cannot leak. */
function withoutTokens<T extends object>(account: T): T {
  const nothing = { accessToken: null, refreshToken: null, idToken: null };
  return { ...account, ...nothing, accessTokenExpiresAt: null, refreshTokenExpiresAt: null };
}
