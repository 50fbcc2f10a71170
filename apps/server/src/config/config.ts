import { join, resolve } from 'node:path';
import { InputError, type Retention } from '@tombola/shared';
import { isLoopback } from './loopback';
import type { Environment } from './secret-files';
import { settingsSchema, type Settings } from './settings';
import { variables, type SettingName } from './variables';
import type { Given } from './units';

/** Everything that the server was told, checked. Times are in the units of their names, sizes in bytes. */
export interface ServerConfig {
  /** An absolute path. */
  readonly home: string;
  /** Without it the database is the embedded one. It may hold a password: see {@link describeConfig}. */
  readonly databaseUrl?: string;
  /** An absolute path, or `s3://BUCKET/PREFIX`. */
  readonly artifacts: string;
  readonly host: string;
  readonly port: number;
  /** An origin: no path, no slash at its end. */
  readonly publicUrl?: string;
  readonly allowedOrigins: readonly string[];
  readonly trustProxy: boolean | readonly string[];
  /** An absolute path, or `off`; without it the portal is the one that was built with the program. */
  readonly portal?: string;
  readonly logLevel: Settings['logLevel'];
  readonly bodyLimit: number;
  readonly uploadLimit: number;
  readonly batchLimit: number;
  readonly streamLimit: number;
  /** Requests a minute. */
  readonly rateLimits: RateLimits;
  readonly retention: Retention;
  readonly heartbeatSeconds: number;
  readonly leaseSeconds: number;
  readonly graceSeconds: number;
  readonly checkpointSeconds: number;
  readonly stopSeconds: number;
  readonly oidc?: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string };
  readonly secretFile: string;
}

export interface RateLimits {
  readonly anonymous: number;
  readonly login: number;
  readonly token: number;
  readonly user: number;
}

/** Values of flags by the names of the settings. A flag counts more than its variable. */
export type Flags = { readonly [Name in SettingName]?: Given | undefined };

/**
 * Reads and checks what the server is told. Empty variables are as if they were not set. No file is read.
 *
 * @param env as {@link withSecretFiles} makes it
 * @throws {InputError} for the first wrong member, by the name of its variable or flag.
 */
export function readConfig(env: Environment, flags: Flags = {}): ServerConfig {
  const given: Record<string, unknown> = {};
  for (const { setting, variable } of variables)
    given[setting] = flags[setting] ?? (env[variable]?.trim() || undefined);
  const { data, error } = settingsSchema.safeParse(given);
  if (data === undefined) {
    const { path, message } = error.issues[0]!;
    throw wrong(path[0] as SettingName, flags, given, message);
  }
  if (data.leaseSeconds < 2 * data.heartbeatSeconds) {
    const expected = `at least twice the ${data.heartbeatSeconds} seconds between heartbeats`;
    throw wrong('leaseSeconds', flags, given, expected);
  }
  const { databaseUrl, publicUrl } = data;
  const home = resolve(data.home);
  const oidc = oidcOf(data, flags, given);
  return {
    home,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    artifacts: artifactsOf(data.artifacts, home),
    host: data.host,
    port: data.port,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    allowedOrigins: data.allowedOrigins,
    trustProxy: data.trustProxy,
    ...(data.portal === undefined ? {} : { portal: data.portal === 'off' ? 'off' : resolve(data.portal) }),
    logLevel: data.logLevel,
    bodyLimit: data.bodyLimit,
    uploadLimit: data.uploadLimit,
    batchLimit: data.batchLimit,
    streamLimit: data.streamLimit,
    rateLimits: { anonymous: data.anonymousRate, login: data.loginRate, token: data.tokenRate, user: data.userRate },
    retention: {
      metricEventDays: data.metricEventDays,
      eventDays: data.eventDays,
      logDays: data.logDays,
      orphanDays: data.orphanDays,
    },
    heartbeatSeconds: data.heartbeatSeconds,
    leaseSeconds: data.leaseSeconds,
    graceSeconds: data.graceSeconds,
    checkpointSeconds: data.checkpointSeconds,
    stopSeconds: data.stopSeconds,
    ...(oidc === undefined ? {} : { oidc }),
    secretFile: data.secretFile === undefined ? join(home, 'secret') : resolve(data.secretFile),
  };
}

/**
 * Whether callers must say who they are. Only a server that listens on loopback, and that no proxy stands before, may
 * take whoever reaches it for its owner.
 */
export function needsAccounts({
  host,
  publicUrl,
  trustProxy,
}: Pick<ServerConfig, 'host' | 'publicUrl' | 'trustProxy'>): boolean {
  if (!isLoopback(host) || trustProxy !== false) return true;
  return publicUrl !== undefined && !isLoopback(new URL(publicUrl).hostname);
}

/** The configuration as logs and `tombola doctor` may show it: without passwords and secrets. */
export function describeConfig(config: ServerConfig): Record<string, unknown> {
  const { databaseUrl, oidc, ...rest } = config;
  return {
    ...rest,
    database: databaseUrl === undefined ? 'embedded' : redactUrl(databaseUrl),
    ...(oidc === undefined ? {} : { oidc: { ...oidc, clientSecret: '***' } }),
  };
}

/** A URL without its password and without parameters that may be one. Text that is no URL is hidden whole. */
export function redactUrl(text: string): string {
  if (!URL.canParse(text)) return '***';
  const url = new URL(text);
  const parameters = [...new Set(url.searchParams.keys())].filter((name) => /pass|key|token|secret/i.test(name));
  for (const name of parameters) url.searchParams.set(name, '***');
  if (url.password !== '') url.password = '***';
  return url.href;
}

/** Variables that begin like ours and that nothing reads: misspelt ones, mostly. @param others names read elsewhere */
export function unknownVariables(env: Environment, others: readonly string[] = []): string[] {
  const known = new Set([...variables.flatMap(({ variable }) => [variable, `${variable}_FILE`]), ...others]);
  return Object.keys(env).filter((name) => name.startsWith('TOMBOLA_') && !known.has(name));
}

function artifactsOf(text: string | undefined, home: string): string {
  if (text === undefined) return join(home, 'artifacts');
  return text.startsWith('s3://') ? text : resolve(text);
}

function oidcOf(data: Settings, flags: Flags, given: Record<string, unknown>): ServerConfig['oidc'] {
  const { oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret: clientSecret, publicUrl } = data;
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  const together = 'issuer, client id and client secret together';
  if (issuer === undefined) throw wrong('oidcIssuer', flags, given, together);
  if (clientId === undefined) throw wrong('oidcClientId', flags, given, together);
  if (clientSecret === undefined) throw wrong('oidcClientSecret', flags, given, together);
  if (publicUrl === undefined) throw wrong('publicUrl', flags, given, 'the URL that the provider sends users back to');
  return { issuer, clientId, clientSecret };
}

/** What is wrong with a setting, by the name that the user knows it by. Values of secrets are left out. */
function wrong(setting: SettingName, flags: Flags, given: Record<string, unknown>, expected: string): InputError {
  const found = variables.find((each) => each.setting === setting)!;
  const { variable, flag, secret } = found;
  const name = flags[setting] === undefined ? variable : flag;
  const value = given[setting];
  const text = found.default === undefined ? '' : ` Left out, it is ${JSON.stringify(found.default)}.`;
  return new InputError({
    what: `${name} is ${value === undefined ? 'missing' : 'wrong'}`,
    ...(value === undefined || secret ? {} : { value }),
    expected,
    mend: `${found.description}${text}`,
  });
}
