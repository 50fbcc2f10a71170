import { z } from 'zod';
import { databaseUrl, decimal, integer, issuer, line, location, oneOf, origin, origins, proxies, size } from './units';

/** How an environment variable is called and what it is for; `secret` ones are never printed. */
const about = (name: string, description: string, secret = false) => ({ variable: name, description, secret });

const perMinute = integer(1, 1_000_000);
const days = (least: number) => decimal(least, 3650, 'days');
const seconds = (least: number, most: number) => decimal(least, most, 'seconds');

/**
 * Everything that the server and its workers read from the environment, with its default. A member that is added here is
 * a variable, a flag of the same name and a line of `tombola serve --help` and deploy/README.md.
 */
export const settingsSchema = z.object({
  home: line('a folder').default('.tombola').meta(about('TOMBOLA_HOME', 'Folder of everything that is kept.')),
  databaseUrl: databaseUrl
    .optional()
    .meta(about('DATABASE_URL', 'A PostgreSQL of your own; without it one is run in the home folder.', true)),
  artifacts: location
    .optional()
    .meta(about('TOMBOLA_ARTIFACTS', 'Where files lie: a folder or s3://BUCKET/PREFIX; HOME/artifacts without it.')),
  host: line('an address or a name of this machine')
    .default('127.0.0.1')
    .meta(about('TOMBOLA_HOST', 'Address to listen on; any but a loopback address needs accounts.')),
  port: integer(0, 65535).default(4466).meta(about('TOMBOLA_PORT', 'Port to listen on; 0 takes a free one.')),
  publicUrl: origin
    .optional()
    .meta(about('TOMBOLA_PUBLIC_URL', 'What browsers call the server, behind a proxy or with a name.')),
  allowedOrigins: origins
    .default([])
    .meta(about('TOMBOLA_ALLOWED_ORIGINS', 'Other web pages that may use the API, with commas between them.')),
  trustProxy: proxies
    .default(false)
    .meta(about('TOMBOLA_TRUST_PROXY', 'Whose X-Forwarded headers count: false, or addresses and networks.')),
  logLevel: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .meta(about('TOMBOLA_LOG_LEVEL', 'Least level that is logged.')),
  bodyLimit: size(1024).default(1e6).meta(about('TOMBOLA_BODY_LIMIT', 'Longest request body but an upload.')),
  uploadLimit: size(1024).default(512e6).meta(about('TOMBOLA_UPLOAD_LIMIT', 'Longest upload.')),
  batchLimit: integer(1, 1000).default(20).meta(about('TOMBOLA_BATCH_LIMIT', 'Most tRPC calls in one request.')),
  streamLimit: integer(1, 10_000)
    .default(20)
    .meta(about('TOMBOLA_STREAM_LIMIT', 'Most live streams of one caller at a time.')),
  anonymousRate: perMinute
    .default(120)
    .meta(about('TOMBOLA_RATE_ANONYMOUS', 'Requests a minute of an address that nobody logged in from.')),
  loginRate: perMinute.default(10).meta(about('TOMBOLA_RATE_LOGIN', 'Attempts to log in a minute and address.')),
  tokenRate: perMinute.default(3000).meta(about('TOMBOLA_RATE_TOKEN', 'Requests a minute and API token.')),
  userRate: perMinute.default(1800).meta(about('TOMBOLA_RATE_USER', 'Requests a minute and user.')),
  metricEventDays: days(0.01)
    .default(2)
    .meta(about('TOMBOLA_KEEP_METRIC_EVENTS_DAYS', 'Days that live points stay in the event log.')),
  eventDays: days(0.01).default(90).meta(about('TOMBOLA_KEEP_EVENTS_DAYS', 'Days that other events stay.')),
  logDays: days(0.01).default(30).meta(about('TOMBOLA_KEEP_LOGS_DAYS', 'Days that logs of attempts stay.')),
  orphanDays: days(0)
    .default(30)
    .meta(about('TOMBOLA_KEEP_ORPHANS_DAYS', 'Days that trials stay which no study needs any more.')),
  heartbeatSeconds: seconds(0.05, 60).default(2).meta(about('TOMBOLA_HEARTBEAT_SECONDS', 'Between signs of life.')),
  leaseSeconds: seconds(0.2, 600)
    .default(10)
    .meta(about('TOMBOLA_LEASE_SECONDS', 'A worker silent for so long is lost.')),
  graceSeconds: seconds(0, 600)
    .default(15)
    .meta(about('TOMBOLA_GRACE_SECONDS', 'After a start of the database no worker is lost for so long.')),
  checkpointSeconds: seconds(0.05, 3600)
    .default(30)
    .meta(about('TOMBOLA_CHECKPOINT_SECONDS', 'Most between two checkpoints of a training.')),
  stopSeconds: seconds(0, 3600)
    .default(30)
    .meta(about('TOMBOLA_STOP_SECONDS', 'What is running when the server is stopped has so long to end.')),
  oidcIssuer: issuer
    .optional()
    .meta(about('TOMBOLA_OIDC_ISSUER', 'OpenID Connect provider that users may log in with.')),
  oidcClientId: line('the client id').optional().meta(about('TOMBOLA_OIDC_CLIENT_ID', 'What it calls this server.')),
  oidcClientSecret: line('the client secret')
    .optional()
    .meta(about('TOMBOLA_OIDC_CLIENT_SECRET', 'The secret shared with it.', true)),
  secretFile: line('a file')
    .optional()
    .meta(about('TOMBOLA_SECRET_FILE', 'Key that sessions are signed with, made when it is not there; HOME/secret.')),
});

export type Settings = z.output<typeof settingsSchema>;
export type SettingName = keyof Settings;

/** One environment variable of the server. */
export interface Variable {
  readonly setting: SettingName;
  readonly variable: string;
  /** `--public-url` */
  readonly flag: string;
  readonly description: string;
  readonly secret: boolean;
  /** What holds when nobody says anything; a default that depends on others is `undefined`. */
  readonly default: unknown;
}

/** The variables in the order in which they are documented. */
export const variables: readonly Variable[] = Object.entries(settingsSchema.shape).map(([setting, schema]) => {
  const { variable, description, secret } = schema.meta() as ReturnType<typeof about>;
  const read = schema.safeParse(undefined);
  return {
    setting: setting as SettingName,
    variable,
    flag: `--${setting.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    description,
    secret,
    default: read.success ? read.data : undefined,
  };
});
