import type { SignInOptions } from '@tombola/shared';
import type { FastifyInstance } from 'fastify';
import { needsAccounts, type ServerConfig } from '../config/config';

/** The ways to log in at a server. On loopback, where nobody has to, there are none. */
export function signInOptions(config: Pick<ServerConfig, 'host' | 'publicUrl' | 'trustProxy' | 'oidc'>): SignInOptions {
  const accounts = needsAccounts(config);
  const oidc = accounts && config.oidc !== undefined ? { name: new URL(config.oidc.issuer).hostname } : null;
  return { accounts, password: accounts, oidc };
}

/** Serves them to everybody: a page asks before anybody has logged in, and asking is no attempt. */
export function signInOptionsRoute(app: FastifyInstance, options: SignInOptions): void {
  app.get('/auth/options', { config: { open: true }, exposeHeadRoute: false }, () => options);
}
