import { dirname, join } from 'node:path';
import { Option, type Command } from 'commander';
import type { Flags, ServerConfig } from '../config/config';
import { variables, type SettingName } from '../config/variables';
import type { Context } from './context';

/** Adds the flags of settings to a command: those named, or all. A flag counts more than its variable. */
export function withSettings(command: Command, names?: readonly SettingName[]): Command {
  for (const { setting, flag, variable, description, secret, default: value } of variables) {
    // A secret on a command line is there for everybody to see.
    if (secret || (names !== undefined && !names.includes(setting))) continue;
    const fallback =
      value === undefined || (Array.isArray(value) && value.length === 0) ? '' : `; default ${JSON.stringify(value)}`;
    command.addOption(new Option(`${flag} <value>`, `${description} ($${variable}${fallback})`));
  }
  return command;
}

/** What the server is told by its environment and a command's flags. @throws {InputError} */
export async function configFrom(flags: Flags): Promise<ServerConfig> {
  const [{ readConfig }, { withSecretFiles }] = await Promise.all([
    import('../config/config'),
    import('../config/secret-files'),
  ]);
  return readConfig(withSecretFiles(process.env), flags);
}

/** Where the portal lies that was built with the program. */
export function portalOf(context: Pick<Context, 'script'>): string {
  return join(dirname(context.script('main')), '../../web/out');
}

/** Where the database's migrations lie beside the built program. */
export function migrationsOf(context: Context): string {
  return join(dirname(context.script('main')), '../migrations');
}
