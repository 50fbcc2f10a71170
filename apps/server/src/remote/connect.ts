import { TombolaError } from '../client/error';
import { createClient, type Client } from '../client/client';
import { ServerProblem } from '../cli/problem';
import type { ServerAddress } from '../cli/server-address';
import type { ServerContext } from '../cli/shell';

/** A client of the server that a command is for. */
export function connect({ server: { url, token } }: ServerContext): Client {
  return createClient({ url, token });
}

/** Refusals that say what is wrong with what was asked; others are nobody's mistake, or cannot be mended by asking. */
const usage = new Set([400, 404, 405, 409, 412, 413, 415, 416, 422]);

/** An error of the client as the command tells it. */
export function told(error: unknown, server: ServerAddress): unknown {
  if (!(error instanceof TombolaError)) return error;
  const { code, status, message, problem } = error;
  const exitCode = usage.has(status) && code !== 'NO_ANSWER' ? 2 : 1;
  const mend = code === 'UNAUTHORIZED' ? tokenAdvice(server) : undefined;
  return new ServerProblem(
    mend === undefined ? message : `${message} ${mend}`,
    { problem: mend === undefined ? problem : { ...problem, mend }, exitCode },
    { cause: error },
  );
}

function tokenAdvice({ token }: ServerAddress): string {
  return token === undefined
    ? 'Give a token: in the variable TOMBOLA_TOKEN, or in a file with --token-file.'
    : 'Is the token of TOMBOLA_TOKEN or --token-file one of this server, and still good?';
}
