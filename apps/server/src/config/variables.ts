/** What people are told of a setting. */
interface About {
  readonly variable: string;
  readonly description: string;
  /** Never printed, and no flag: a command line is there for everybody to see. */
  readonly secret?: boolean;
  /** What holds when nobody says anything; without one the setting is optional. */
  readonly default?: unknown;
}

/** Every setting by name: plain data, so that a command knows its flags before anything else is loaded. */
export const about = {
  home: { variable: 'TOMBOLA_HOME', description: 'Folder of everything that is kept.', default: '.tombola' },
  databaseUrl: {
    variable: 'DATABASE_URL',
    description: 'A PostgreSQL of your own; without it one is run in the home folder.',
    secret: true,
  },
  artifacts: {
    variable: 'TOMBOLA_ARTIFACTS',
    description: 'Where files lie: a folder or s3://BUCKET/PREFIX; HOME/artifacts without it.',
  },
  host: {
    variable: 'TOMBOLA_HOST',
    description: 'Address to listen on; any but a loopback address needs accounts.',
    default: '127.0.0.1',
  },
  port: { variable: 'TOMBOLA_PORT', description: 'Port to listen on; 0 takes a free one.', default: 4466 },
  publicUrl: {
    variable: 'TOMBOLA_PUBLIC_URL',
    description: 'What browsers call the server, behind a proxy or with a name.',
  },
  allowedOrigins: {
    variable: 'TOMBOLA_ALLOWED_ORIGINS',
    description: 'Other web pages that may use the API, with commas between them.',
    default: [],
  },
  trustProxy: {
    variable: 'TOMBOLA_TRUST_PROXY',
    description: 'Whose X-Forwarded headers count: false, or addresses and networks.',
    default: false,
  },
  portal: {
    variable: 'TOMBOLA_PORTAL',
    description: 'Folder of a built portal; off serves the API only. Without it, the one built here.',
  },
  logLevel: { variable: 'TOMBOLA_LOG_LEVEL', description: 'Least level that is logged.', default: 'info' },
  bodyLimit: { variable: 'TOMBOLA_BODY_LIMIT', description: 'Longest request body but an upload.', default: 1e6 },
  uploadLimit: { variable: 'TOMBOLA_UPLOAD_LIMIT', description: 'Longest upload.', default: 512e6 },
  batchLimit: { variable: 'TOMBOLA_BATCH_LIMIT', description: 'Most tRPC calls in one request.', default: 20 },
  streamLimit: {
    variable: 'TOMBOLA_STREAM_LIMIT',
    description: 'Most live streams of one caller at a time.',
    default: 20,
  },
  anonymousRate: {
    variable: 'TOMBOLA_RATE_ANONYMOUS',
    description: 'Requests a minute of an address that nobody logged in from.',
    default: 120,
  },
  loginRate: { variable: 'TOMBOLA_RATE_LOGIN', description: 'Attempts to log in a minute and address.', default: 10 },
  tokenRate: { variable: 'TOMBOLA_RATE_TOKEN', description: 'Requests a minute and API token.', default: 3000 },
  userRate: { variable: 'TOMBOLA_RATE_USER', description: 'Requests a minute and user.', default: 1800 },
  metricEventDays: {
    variable: 'TOMBOLA_KEEP_METRIC_EVENTS_DAYS',
    description: 'Days that live points stay in the event log.',
    default: 2,
  },
  eventDays: { variable: 'TOMBOLA_KEEP_EVENTS_DAYS', description: 'Days that other events stay.', default: 90 },
  logDays: { variable: 'TOMBOLA_KEEP_LOGS_DAYS', description: 'Days that logs of attempts stay.', default: 30 },
  orphanDays: {
    variable: 'TOMBOLA_KEEP_ORPHANS_DAYS',
    description: 'Days that trials stay which no study needs any more.',
    default: 30,
  },
  heartbeatSeconds: { variable: 'TOMBOLA_HEARTBEAT_SECONDS', description: 'Between signs of life.', default: 2 },
  leaseSeconds: { variable: 'TOMBOLA_LEASE_SECONDS', description: 'A worker silent for so long is lost.', default: 10 },
  graceSeconds: {
    variable: 'TOMBOLA_GRACE_SECONDS',
    description: 'After a start of the database no worker is lost for so long.',
    default: 15,
  },
  checkpointSeconds: {
    variable: 'TOMBOLA_CHECKPOINT_SECONDS',
    description: 'Most between two checkpoints of a training.',
    default: 30,
  },
  stopSeconds: {
    variable: 'TOMBOLA_STOP_SECONDS',
    description: 'What is running when the server is stopped has so long to end.',
    default: 30,
  },
  oidcIssuer: { variable: 'TOMBOLA_OIDC_ISSUER', description: 'OpenID Connect provider that users may log in with.' },
  oidcClientId: { variable: 'TOMBOLA_OIDC_CLIENT_ID', description: 'What it calls this server.' },
  oidcClientSecret: { variable: 'TOMBOLA_OIDC_CLIENT_SECRET', description: 'The secret shared with it.', secret: true },
  secretFile: {
    variable: 'TOMBOLA_SECRET_FILE',
    description: 'Key that sessions are signed with, made when it is not there; HOME/secret.',
  },
} as const satisfies Record<string, About>;

export type SettingName = keyof typeof about;

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
export const variables: readonly Variable[] = Object.entries<About>(about).map(([setting, told]) => ({
  setting: setting as SettingName,
  variable: told.variable,
  flag: `--${setting.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  description: told.description,
  secret: told.secret === true,
  default: told.default,
}));
