import { z } from 'zod';
import { databaseUrl, decimal, integer, issuer, line, location, oneOf, origin, origins, proxies, size } from './units';
import { about, type SettingName } from './variables';

const perMinute = integer(1, 1_000_000);
const days = (least: number) => decimal(least, 3650, 'days');
const seconds = (least: number, most: number) => decimal(least, most, 'seconds');

/**
 * Everything that the server and its workers read from the environment, with its default. A member that is added here is
 * a line of variables.ts, a flag of the same name and a line of `tombola serve --help` and deploy/README.md.
 */
export const settingsSchema = z.object({
  home: line('a folder').default(about.home.default),
  databaseUrl: databaseUrl.optional(),
  artifacts: location.optional(),
  host: line('an address or a name of this machine').default(about.host.default),
  port: integer(0, 65535).default(about.port.default),
  publicUrl: origin.optional(),
  allowedOrigins: origins.default([...about.allowedOrigins.default]),
  trustProxy: proxies.default(about.trustProxy.default),
  portal: line('a folder, or off').optional(),
  logLevel: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default(about.logLevel.default),
  bodyLimit: size(1024).default(about.bodyLimit.default),
  uploadLimit: size(1024).default(about.uploadLimit.default),
  batchLimit: integer(1, 1000).default(about.batchLimit.default),
  streamLimit: integer(1, 10_000).default(about.streamLimit.default),
  anonymousRate: perMinute.default(about.anonymousRate.default),
  loginRate: perMinute.default(about.loginRate.default),
  tokenRate: perMinute.default(about.tokenRate.default),
  userRate: perMinute.default(about.userRate.default),
  metricEventDays: days(0.01).default(about.metricEventDays.default),
  eventDays: days(0.01).default(about.eventDays.default),
  logDays: days(0.01).default(about.logDays.default),
  orphanDays: days(0).default(about.orphanDays.default),
  heartbeatSeconds: seconds(0.05, 60).default(about.heartbeatSeconds.default),
  leaseSeconds: seconds(0.2, 600).default(about.leaseSeconds.default),
  graceSeconds: seconds(0, 600).default(about.graceSeconds.default),
  checkpointSeconds: seconds(0.05, 3600).default(about.checkpointSeconds.default),
  stopSeconds: seconds(0, 3600).default(about.stopSeconds.default),
  oidcIssuer: issuer.optional(),
  oidcClientId: line('the client id').optional(),
  oidcClientSecret: line('the client secret').optional(),
  secretFile: line('a file').optional(),
} satisfies Record<SettingName, z.ZodType>);

export type Settings = z.output<typeof settingsSchema>;
