import type { IncomingHttpHeaders } from 'node:http';
import type { Database } from '../store/connect';
import { AccessError } from './errors';
import { localCaller, type Caller } from './roles';
import type { Sessions } from './sessions';
import { callerOfToken } from './tokens';

export interface AuthenticateOptions {
  readonly db: Database;
  readonly sessions: Sessions;
  /** Whether whoever reaches the server is its owner: `!needsAccounts(config)`. */
  readonly loopback: boolean;
}

/** Says who sent a request; nobody, when it has no credentials. Errors: AccessError `unauthenticated`. */
export type Authenticate = (request: { headers: IncomingHttpHeaders }) => Promise<Caller | undefined>;

/**
 * A token, else a session, else on loopback the local administrator. A token that is not good is an error and never
 * falls through; a session that has ended is none, since browsers keep sending old cookies, and on loopback those of
 * servers on other ports too.
 */
export function authenticator({ db, sessions, loopback }: AuthenticateOptions): Authenticate {
  return async ({ headers }) => {
    if (headers.authorization !== undefined) return callerOfToken(db, bearer(headers.authorization));
    return (await sessions.callerOf(headers.cookie)) ?? (loopback ? localCaller : undefined);
  };
}

function bearer(authorization: string): string {
  const [, token] = /^Bearer +(\S+) *$/i.exec(authorization) ?? [];
  if (token !== undefined) return token;
  throw new AccessError('unauthenticated', {
    what: 'the Authorization header is not understood',
    expected: '`Authorization: Bearer tbl_...`',
  });
}
