import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';

/** Names whose values are secrets, wherever they stand in what is logged. */
const secrets = ['authorization', 'cookie', 'set-cookie', 'token', 'password', 'secret', 'clientSecret', 'databaseUrl'];

export interface LogOptions {
  readonly level: string;
  /** stderr when left out: stdout is for what a command answers. */
  readonly destination?: DestinationStream;
}

/** One line of JSON an entry, without secrets. */
export function createLogger({ level, destination = pino.destination({ fd: 2, sync: true }) }: LogOptions): Logger {
  const paths = secrets.flatMap((name) => ['', '*', '*.*'].map((at) => `${at}["${name}"]`));
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths, censor: '***' },
      serializers: { err: describeError },
      hooks: { streamWrite: withoutSecrets },
    },
    destination,
  );
}

/** Text without the passwords of URLs and the tokens of Authorization headers that stand in it. */
export function withoutSecrets(text: string): string {
  return text
    .replace(/(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/?#@"\\]{0,200}):[^\s/?#"\\]{1,500}@/gi, '$1:***@')
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 ***')
    .replace(/([?&][\w-]{0,40}(?:password|token|secret)=)[^\s&"\\#]+/gi, '$1***');
}

/**
 * What is logged of an error: never its other members. Those of the database hold the values of rows, and so do the
 * messages of failed queries after their first line.
 */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : `thrown: ${typeof error}`;
  const failedQuery = 'query' in error && 'params' in error;
  const message = failedQuery ? (error.message.split('\nparams:')[0] ?? '') : error.message;
  const { code } = error as { code?: unknown };
  const frames = /\n {4}at .*$/s.exec(error.stack ?? '')?.[0] ?? '';
  return {
    type: error.name,
    message,
    ...(typeof code === 'string' ? { code } : {}),
    stack: `${error.name}: ${message}${frames}`,
    ...(error.cause === undefined || depth >= 5 ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}
