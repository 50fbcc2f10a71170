import { readFileSync } from 'node:fs';
import { InputError } from '@tombola/shared';
import { variables } from './variables';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment with secrets read from files: where `DATABASE_URL_FILE` names a file and `DATABASE_URL` is not set, its
 * text is the value. Containers and systemd hand secrets over as files, which no list of processes shows.
 *
 * @throws {InputError} when the file cannot be read.
 */
export function withSecretFiles(env: Environment): Environment {
  const filled: Record<string, string | undefined> = { ...env };
  for (const { variable } of variables.filter(({ secret }) => secret)) {
    const path = env[`${variable}_FILE`];
    if (!path || env[variable]) continue;
    try {
      filled[variable] = readFileSync(path, 'utf8').trim();
    } catch (cause) {
      throw new InputError(
        { what: `${variable}_FILE cannot be read`, value: path, expected: 'a file with the secret in it' },
        { cause },
      );
    }
  }
  return filled;
}
