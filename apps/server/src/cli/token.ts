import type { Scope } from '@tombola/shared';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Flags } from '../config/config';
import type { Store } from '../store/connect';
import { positiveInteger } from './arguments';
import { columns } from './columns';
import type { Context } from './context';
import type { Output } from './output';
import { configFrom, migrationsOf, withSettings } from './settings';
import type { Group } from './shell';

const allScopes = ['read', 'write', 'admin', 'metrics', 'worker'] as const satisfies readonly Scope[];

/** `tombola token`: API tokens, for whoever has the machine of the server. */
export const tokenCommand: Group = (shell) => {
  const token = new Command('token').description('API tokens for programs');
  const settings = ['home', 'databaseUrl'] as const;
  withSettings(
    token
      .command('create')
      .description('make a token; it is printed this once')
      .argument('<name>', 'what it is for')
      .addOption(
        new Option('--scopes <list>', allScopes.join(', ')).argParser(scopes).default(['read', 'write'], 'read,write'),
      )
      .addOption(new Option('--days <n>', 'how long it is good for').argParser(positiveInteger).default(90)),
    settings,
  ).action(shell.action(create));
  withSettings(token.command('list').description('every token, never the tokens themselves'), settings).action(
    shell.action(list),
  );
  withSettings(token.command('revoke').description('end a token').argument('<id>'), settings).action(
    shell.action(revoke),
  );
  return token;
};

function scopes(text: string): Scope[] {
  const asked = text.split(',').map((each) => allScopes.find((scope) => scope === each.trim()));
  if (asked.every((scope) => scope !== undefined)) return asked;
  throw new InvalidArgumentError(`Expected some of ${allScopes.join(', ')}.`);
}

async function create(
  context: Context,
  flags: Flags & { scopes: Scope[]; days: number },
  name: string,
): Promise<Output> {
  const { createToken } = await import('../access/tokens');
  const { localCaller } = await import('../access/roles');
  const { scopes: wanted, days, ...settings } = flags;
  const value = await work(context, settings, ({ db }) => createToken(db, localCaller, { name, scopes: wanted, days }));
  return { value, text: () => value.token };
}

async function list(context: Context, flags: Flags): Promise<Output> {
  const { listTokens } = await import('../access/tokens');
  const { localCaller } = await import('../access/roles');
  const tokens = await work(context, flags, ({ db }) => listTokens(db, localCaller));
  return {
    value: tokens,
    text: () =>
      columns(
        ['id', 'name', 'scopes', 'expires', 'last used', 'revoked'],
        tokens.map((each) => [
          each.id,
          each.name,
          each.scopes.join(','),
          each.expiresAt ?? 'never',
          each.lastUsedAt ?? 'never',
          each.revokedAt ?? '',
        ]),
      ),
  };
}

async function revoke(context: Context, flags: Flags, id: string): Promise<Output> {
  const { revokeToken } = await import('../access/tokens');
  const { localCaller } = await import('../access/roles');
  const value = await work(context, flags, ({ db }) => revokeToken(db, localCaller, id));
  return { value, text: () => `${value.name} (${value.id}) is good for nothing any more.` };
}

async function work<T>(context: Context, flags: Flags, task: (store: Store) => Promise<T>): Promise<T> {
  const { withDatabase } = await import('../serve/beside');
  return withDatabase(await configFrom(flags), () => {}, task, { migrations: migrationsOf(context) });
}
