import { readFileSync } from 'node:fs';
import { InputError } from '@tombola/shared';

/** A server that a command is for. */
export interface ServerAddress {
  readonly url: string;
  readonly token?: string;
  /** Whether the command line names it; `TOMBOLA_SERVER` is for the commands that can do something with it. */
  readonly named: boolean;
}

export interface ServerFlags {
  readonly server?: string;
  readonly tokenFile?: string;
}

/**
 * The server that flags and environment name. A token is never on the command line, where everybody of the machine sees
 * it: it is in `TOMBOLA_TOKEN` or in a file.
 *
 * @throws {InputError} for a URL that is none, and a file that cannot be read.
 */
export function serverAddress({ server, tokenFile }: ServerFlags, env: NodeJS.ProcessEnv): ServerAddress | undefined {
  const given = server ?? (env['TOMBOLA_SERVER']?.trim() || undefined);
  if (given === undefined) {
    if (tokenFile === undefined) return undefined;
    throw new InputError({
      what: '--token-file is for a server',
      value: tokenFile,
      expected: '--server URL beside it',
    });
  }
  const token = tokenFile === undefined ? env['TOMBOLA_TOKEN']?.trim() || undefined : tokenIn(tokenFile);
  return {
    url: checked(given, server === undefined ? 'TOMBOLA_SERVER' : '--server'),
    ...(token === undefined ? {} : { token }),
    named: server !== undefined,
  };
}

function checked(given: string, name: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isPlain = url !== undefined && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '';
  if (isPlain && url.username === '' && url.password === '') return given;
  throw new InputError({
    what: `${name} is no URL of a server`,
    // It may hold a password.
    value: url !== undefined && url.password !== '' ? '***' : given,
    expected: 'http://HOST:PORT or https://HOST, without user and password',
    mend: 'A token goes into TOMBOLA_TOKEN or --token-file.',
  });
}

function tokenIn(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new InputError(
      {
        what: 'the token cannot be read',
        value: path,
        expected: 'a file with the token',
        mend: (error as Error).message,
      },
      { cause: error },
    );
  }
  if (/^\S+$/.test(text)) return text;
  throw new InputError({ what: 'there is no token in this file', value: path, expected: 'one line with a token' });
}
