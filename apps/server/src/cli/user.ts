import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import type { Role, User } from '@tombola/shared';
import { Argument, Command, Option } from 'commander';
import type { Flags } from '../config/config';
import type { Store } from '../store/connect';
import { oneOf } from './arguments';
import { columns } from './columns';
import type { Context } from './context';
import type { Output } from './output';
import { configFrom, migrationsOf, withSettings } from './settings';
import type { Group } from './shell';

const roles = ['viewer', 'editor', 'admin'] as const satisfies readonly Role[];

/** `tombola user`: accounts, for whoever has the machine of the server. */
export const userCommand: Group = (shell) => {
  const user = new Command('user').description('accounts of a server that others can reach');
  const settings = ['home', 'databaseUrl'] as const;
  const role = new Option('--role <role>', roles.join(', ')).argParser(oneOf(roles)).default('viewer');
  withSettings(
    user
      .command('create')
      .description('make an account; the password is read from standard input or --password-file')
      .argument('<email>')
      .requiredOption('--name <name>', 'what people call the user')
      .addOption(role)
      .option('--password-file <file>', 'a file with the password; - is standard input', '-')
      .option('--no-password', 'no password: the user logs in through the OpenID Connect provider'),
    settings,
  ).action(shell.action(create));
  withSettings(user.command('list').description('every account'), settings).action(shell.action(list));
  withSettings(
    user
      .command('role')
      .description('change what a user may do')
      .argument('<email>')
      .addArgument(new Argument('<role>', roles.join(', ')).argParser(oneOf(roles))),
    settings,
  ).action(shell.action(changeRole));
  withSettings(user.command('remove').description('remove an account').argument('<email>'), settings).action(
    shell.action(remove),
  );
  return user;
};

interface CreateFlags extends Flags {
  readonly name: string;
  readonly role: Role;
  readonly passwordFile: string;
  readonly password: boolean;
}

async function create(context: Context, flags: CreateFlags, email: string): Promise<Output> {
  const { createUser } = await import('../access/users');
  const { localCaller } = await import('../access/roles');
  const { name, role, passwordFile, password: wanted, ...settings } = flags;
  const password = wanted ? await readPassword(passwordFile) : undefined;
  const user = await work(context, settings, ({ db }) =>
    createUser(db, localCaller, { email, name, role, ...(password === undefined ? {} : { password }) }),
  );
  return { value: user, text: () => `${user.email} is ${user.role}.` };
}

async function list(context: Context, flags: Flags): Promise<Output> {
  const { listUsers } = await import('../access/users');
  const users = await work(context, flags, ({ db }) => listUsers(db));
  return {
    value: users,
    text: () =>
      columns(
        ['e-mail', 'name', 'role', 'since'],
        users.map(({ email, name, role, createdAt }) => [email, name, role, createdAt]),
      ),
  };
}

async function changeRole(context: Context, flags: Flags, email: string, role: Role): Promise<Output> {
  const { setRole } = await import('../access/users');
  const { localCaller } = await import('../access/roles');
  const user = await work(context, flags, async (store) =>
    setRole(store.db, localCaller, (await userOf(store, email)).id, role),
  );
  return { value: user, text: () => `${user.email} is ${user.role}.` };
}

async function remove(context: Context, flags: Flags, email: string): Promise<Output> {
  const { removeUser } = await import('../access/users');
  const { localCaller } = await import('../access/roles');
  await work(context, flags, async (store) => removeUser(store.db, localCaller, (await userOf(store, email)).id));
  return { value: { removed: email }, text: () => `${email} has no account any more.` };
}

async function userOf({ db }: Store, email: string): Promise<User> {
  const { InputError } = await import('@tombola/shared');
  const { listUsers } = await import('../access/users');
  const users = await listUsers(db);
  const user = users.find((each) => each.email === email.toLowerCase());
  if (user !== undefined) return user;
  throw new InputError({
    what: 'nobody has this e-mail address',
    value: email,
    expected: users.map((each) => each.email).join(', ') || 'an account: there is none',
  });
}

/** The first line, without its end. */
async function readPassword(file: string): Promise<string> {
  // Not by the name /dev/stdin, which cannot be opened where standard input is a socket: what Node's programs give.
  const text = file === '-' ? await readAll(process.stdin) : await readFile(file, 'utf8');
  return text.split(/\r?\n/)[0]!;
}

async function work<T>(context: Context, flags: Flags, task: (store: Store) => Promise<T>): Promise<T> {
  const { withDatabase } = await import('../serve/beside');
  return withDatabase(await configFrom(flags), () => {}, task, { migrations: migrationsOf(context) });
}
