import { eq } from 'drizzle-orm';
import type { Database, Queryable } from '../store/connect';
import { users } from '../store/schema';
import { scopesOf, type Caller } from './roles';
import type { Auth, SessionUser } from './better-auth';

/** A login elsewhere (OpenID Connect). Accounts are still made here; the e-mail addresses must agree. */
export interface Provider {
  /** Where `.well-known/openid-configuration` lies. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface SessionOptions {
  readonly db: Database;
  /** Signs the cookies: `readSecret(home)`. */
  readonly secret: string;
  /** The origin at which browsers see the server (`https://...` makes cookies secure); from the request if left out. */
  readonly url?: string | undefined;
  /** Other origins whose pages may log in. */
  readonly origins?: readonly string[] | undefined;
  readonly provider?: Provider | undefined;
  /** What goes wrong, never with a secret in it. */
  readonly log: (level: 'debug' | 'info' | 'warn' | 'error', message: string) => void;
}

/** Logins by password or through another provider, kept in signed cookies. */
export interface Sessions {
  /** Answers a request under /auth; its `x-tombola-address` is where it came from. */
  handle(request: Request): Promise<Response>;
  /** Who has the session of this Cookie header; nobody when it has none that is good. */
  callerOf(cookie: string | undefined): Promise<Caller | undefined>;
}

export const addressHeader = 'x-tombola-address';
/** better-auth puts `__Secure-` before it when cookies are secure. */
export const cookiePrefix = 'tombola';
const sessionCookie = new RegExp(`(?:^|;\\s*)(?:__Secure-)?${cookiePrefix}\\.session_token=`);

/** The paths that are served, and no other of better-auth's: all that change accounts go through users.ts. */
const routes = new Set([
  'POST /auth/sign-in/email',
  'POST /auth/sign-in/social',
  'GET /auth/callback/oidc',
  'POST /auth/callback/oidc',
  'GET /auth/get-session',
  'POST /auth/sign-out',
]);

/** Sessions over a database. better-auth is loaded when the first request needs it: on loopback that is never. */
export function openSessions(options: SessionOptions): Sessions {
  let opened: Promise<Auth> | undefined;
  const auth = () => {
    opened ??= import('./better-auth').then(({ openAuth }) => openAuth(options));
    opened.catch(() => (opened = undefined));
    return opened;
  };
  return {
    async handle(request) {
      const path = `${request.method} ${new URL(request.url).pathname}`;
      const elsewhere = /\/auth\/(sign-in\/social|callback\/)/.test(path);
      if (!routes.has(path) || (elsewhere && options.provider === undefined))
        return Response.json({ message: 'Not found' }, { status: 404 });
      // better-auth fails at such a body as if it were its own mistake.
      if (!(await isReadable(request))) return Response.json({ message: 'The body is not JSON' }, { status: 400 });
      return (await auth()).handler(request);
    },
    async callerOf(cookie) {
      if (cookie === undefined || !sessionCookie.test(cookie)) return undefined;
      // Reading does not lengthen a session: the answer could not renew the cookie. GET /auth/get-session does both.
      const query = { disableRefresh: true };
      const session = await (await auth()).api.getSession({ headers: new Headers({ cookie }), query });
      return session === null ? undefined : callerOfUser(session.user);
    },
  };
}

async function isReadable(request: Request): Promise<boolean> {
  if (!/^application\/([\w.]+\+)?json\b/i.test(request.headers.get('content-type') ?? '')) return true;
  try {
    JSON.parse(await request.clone().text());
    return true;
  } catch {
    return false;
  }
}

/** The caller that a user is. */
export async function userCaller(db: Queryable, id: string): Promise<Caller | undefined> {
  const [user] = await db
    .select({ id: users.id, name: users.name, role: users.role })
    .from(users)
    .where(eq(users.id, id));
  return user === undefined ? undefined : callerOfUser(user);
}

function callerOfUser({ id, name, role }: SessionUser): Caller {
  return { kind: 'user', id, name, role, scopes: scopesOf(role), userId: id };
}
