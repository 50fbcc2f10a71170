import type { FastifyRequest } from 'fastify';
import { isLoopback } from '../config/loopback';
import { needsAccounts, type ServerConfig } from '../config/config';
import { HttpError } from './http-error';

export type OriginConfig = Pick<ServerConfig, 'host' | 'publicUrl' | 'allowedOrigins' | 'trustProxy'>;

/** Decides which web pages may talk to this server. */
export interface OriginCheck {
  /** Whether an `Origin` is the server's own or one that the configuration allows. */
  allows(origin: string, request: FastifyRequest): boolean;
  /**
   * @throws {HttpError} FORBIDDEN for what a web page elsewhere sent, or a proxy that nobody told of. @throws {HttpError}
   *   BAD_REQUEST for a Host that is none.
   */
  check(request: FastifyRequest): void;
}

/**
 * Guards a server that trusts whoever reaches it, and the cookies of one that does not.
 *
 * On loopback the Host must be a name of this machine, with whatever port (a tunnel may have another): a page whose name
 * was pointed at 127.0.0.1 sends its own. Pages of other origins may neither change nor read; only links into the
 * server work from anywhere.
 */
export function createOriginCheck(config: OriginConfig): OriginCheck {
  const publicHost = config.publicUrl === undefined ? undefined : new URL(config.publicUrl).host;
  const local = isLoopback(config.host);
  const trusting = !needsAccounts(config);

  const allows = (origin: string, { protocol, host }: FastifyRequest): boolean =>
    origin === config.publicUrl || config.allowedOrigins.includes(origin) || origin === originOf(protocol, host);

  const check = (request: FastifyRequest): void => {
    const { host = '' } = request.headers;
    if (local && host.toLowerCase() !== publicHost && !isLoopback(nameOf(host))) throw wrongHost(host);
    const outsider = trusting ? forwardedFor(request) : undefined;
    if (outsider !== undefined) throw unknownProxy(outsider);
    // Whoever only looks whether the server is alive may say nothing.
    const named = request.routeOptions.config.open === true ? [] : [host, request.host];
    const nameless = named.find((each) => !isAuthority(each));
    if (nameless !== undefined) throw noHost(nameless);
    const page = foreignPage(request);
    if (page !== undefined) throw foreign(page);
  };

  function foreignPage(request: FastifyRequest): string | undefined {
    const { origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers;
    if (request.method === 'OPTIONS') return undefined;
    if (origin !== undefined) return allows(origin, request) ? undefined : origin;
    const isLink = mode === 'navigate' && (request.method === 'GET' || request.method === 'HEAD');
    return site === 'cross-site' && !isLink ? 'another site' : undefined;
  }
  return { allows, check };
}

/** Whether a text can stand between the slashes of a URL and lead somewhere: URLs are made with it. */
function isAuthority(host: string): boolean {
  return /^(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i.test(host) && URL.canParse(`http://${host}`);
}

/** A Host header without its port. */
function nameOf(host: string): string {
  return host.replace(/:\d*$/, '');
}

function originOf(protocol: string, host: string): string | undefined {
  const url = `${protocol}://${host}`;
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

/** Whom a proxy says to ask for, when that is not this machine itself. */
function forwardedFor({ headers }: FastifyRequest): string | undefined {
  const given = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip'].flatMap((name) =>
    String(headers[name] ?? '').split(','),
  );
  const names = given.map((text) => text.trim()).filter((text) => text !== '');
  return headers.forwarded ?? names.find((name) => !isLoopback(name) && !isLoopback(nameOf(name)));
}

function wrongHost(host: string): HttpError {
  return new HttpError('FORBIDDEN', {
    what: 'this server is not called so',
    value: host,
    expected: 'localhost, 127.0.0.1 or [::1] in the Host header',
    mend: 'Behind a proxy, or with a name of its own, it has to be told: TOMBOLA_PUBLIC_URL.',
  });
}

function noHost(value: string): HttpError {
  const problem = {
    what: 'the Host header names no host',
    value,
    expected: 'a name or an address, and perhaps a port',
  };
  return new HttpError('BAD_REQUEST', problem);
}

function unknownProxy(value: string): HttpError {
  return new HttpError('FORBIDDEN', {
    what: 'a proxy asks for somebody else, and this server takes everybody for its owner',
    value,
    expected: 'requests of this machine only',
    mend: 'Tell the server of the proxy with TOMBOLA_PUBLIC_URL and TOMBOLA_TRUST_PROXY; users then need accounts.',
  });
}

function foreign(value: string): HttpError {
  return new HttpError('FORBIDDEN', {
    what: 'the request comes from a web page elsewhere',
    value,
    expected: 'a page of this server, or one of TOMBOLA_ALLOWED_ORIGINS',
  });
}
