import { crc32 } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { base62 } from '../../access/base62';
import { drawToken } from '../../access/token-text';
import { createToken, revokeToken } from '../../access/tokens';
import { localCaller, type Caller } from '../../access/roles';
import { userCaller } from '../../access/sessions';
import type { Queryable } from '../../store/connect';
import { PASSWORD } from './furnish';
import type { House } from './house';

type Headers = Readonly<Record<string, string | readonly string[]>>;

/** Headers of callers, by what is the matter with them. */
export interface Credentials {
  /** Nobody: 401. */
  readonly bad: Readonly<Record<string, Headers>>;
  /** Somebody who may do nothing that is a procedure: 403. */
  readonly elsewhere: Readonly<Record<string, Headers>>;
  /** Somebody who may look and change nothing: 403 for changes. */
  readonly readers: Readonly<Record<string, Headers>>;
}

/** Makes them on a furnished server with accounts. */
export async function makeCredentials(house: House): Promise<Credentials> {
  const { db } = house.server.services.store;
  const token = (caller: Caller, ...scopes: ('read' | 'write' | 'metrics' | 'worker')[]) =>
    createToken(db, caller, { name: scopes.join(), scopes });
  const editor = await callerOf(db, 'editor@example.org');

  const good = (await token(localCaller, 'write')).token;
  const expired = await token(localCaller, 'write');
  const id = expired.id;
  await db.execute(sql`update tokens set expires_at = now() - interval '1 second' where id = ${id.slice(0, 20)}`);
  const revoked = await token(localCaller, 'write');
  await revokeToken(db, localCaller, revoked.id);
  const demoted = await token(editor, 'write');
  await db.execute(sql`update tokens set role = 'viewer' where id = ${demoted.id}`);

  const viewers = await logIn(house, 'viewer@example.org');
  const stale = await logIn(house, 'editor@example.org');
  const gone = await logIn(house, 'editor@example.org');
  const out = await house.wire.send({
    method: 'POST',
    path: '/auth/sign-out',
    headers: { cookie: gone, ...ownPage(house) },
    body: '{}',
  });
  if (out.status !== 200) throw new Error(`nobody left: ${out.status} ${out.text}`);
  const ended = sql`update sessions set expires_at = now() - interval '1 second' where token = ${tokenIn(stale)}`;
  await db.execute(ended);

  return {
    bad: {
      none: {},
      'an empty header': { authorization: '' },
      'another scheme': { authorization: `Basic ${Buffer.from(`a:${good}`).toString('base64')}` },
      'no token': { authorization: 'Bearer' },
      'no token of ours': { authorization: `Bearer ${'x'.repeat(5000)}` },
      'two tokens': { authorization: `Bearer ${good} ${good}` },
      'a misspelt token': { authorization: `Bearer ${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}` },
      'an unknown token': { authorization: `Bearer ${drawToken().text}` },
      'a token with another’s secret': { authorization: `Bearer ${withSecretOf(good, drawToken().text)}` },
      'an expired token': { authorization: `Bearer ${expired.token}` },
      'a revoked token': { authorization: `Bearer ${revoked.token}` },
      'an expired token beside a session': { authorization: `Bearer ${expired.token}`, cookie: viewers },
      'a token as a cookie': { cookie: `tombola.session_token=${good}` },
      'a session’s token without its signature': { cookie: `tombola.session_token=${tokenIn(viewers)}` },
      'a cookie with another signature': { cookie: viewers.replace(/\.[^.]*$/, (end) => `.A${end.slice(2)}`) },
      'a cookie of another session under this signature': { cookie: viewers.replace(tokenIn(viewers), tokenIn(stale)) },
      'a session that has ended': { cookie: stale },
      'a session that was left': { cookie: gone },
      'a cookie of garbage': { cookie: 'tombola.session_token=%00%ff%; __Secure-tombola.session_token=; =;;' },
    },
    elsewhere: {
      'a token for metrics': { authorization: `Bearer ${(await token(localCaller, 'metrics')).token}` },
      'a token for workers': { authorization: `Bearer ${(await token(localCaller, 'worker')).token}` },
    },
    readers: {
      'a token that reads': { authorization: `Bearer ${(await token(localCaller, 'read')).token}` },
      'a token that was made to write by who now only reads': { authorization: `Bearer ${demoted.token}` },
      'a viewer’s session': { cookie: viewers },
    },
  };
}

/** Headers of a page of the server itself. */
export function ownPage({ wire: { port } }: House): Headers {
  return { origin: `http://127.0.0.1:${port}`, 'content-type': 'application/json' };
}

/** A session. @returns its Cookie header */
async function logIn(house: House, email: string): Promise<string> {
  const body = JSON.stringify({ email, password: PASSWORD });
  const message = { method: 'POST', path: '/auth/sign-in/email', headers: ownPage(house), body };
  const { status, headers, text } = await house.wire.send(message);
  const cookie = headers['set-cookie']?.find((each) => each.startsWith('tombola.session_token='))?.split(';')[0];
  if (status !== 200 || cookie === undefined) throw new Error(`nobody logged in: ${status} ${text}`);
  return cookie;
}

/** What the database knows of a session's cookie, which has a signature besides. */
function tokenIn(cookie: string): string {
  return /=([^.]+)\./.exec(cookie)![1]!;
}

/** The public part of one token with the secret of another, and a check that fits. */
function withSecretOf(token: string, other: string): string {
  const [id, secret] = [token.slice(0, 20), other.slice(21, 64)];
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(`${id}_${secret}`));
  return `${id}_${secret}${base62(check)}`;
}

async function callerOf(db: Queryable, email: string): Promise<Caller> {
  const { rows } = await db.execute<{ id: string }>(sql`select id from users where email = ${email}`);
  return (await userCaller(db, rows[0]!.id))!;
}
