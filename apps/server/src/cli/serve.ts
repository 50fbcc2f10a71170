import { once } from 'node:events';
import { Command } from 'commander';
import packageJson from '../../package.json';
import type { Flags } from '../config/config';
import type { Context } from './context';
import type { Output } from './output';
import { configFrom, migrationsOf, portalOf, withSettings } from './settings';
import type { Group } from './shell';

/** `tombola serve`: the compute server, without workers. */
export const serveCommand: Group = (shell) =>
  withSettings(
    new Command('serve').description(
      'run the compute server and its portal until it is stopped; workers are `tombola worker`',
    ),
  ).action(shell.action(serve));

async function serve(context: Context, flags: Flags): Promise<Output> {
  const { createLogger } = await import('../http/logger');
  const { startServer } = await import('../serve/server');
  const config = await configFrom(flags);
  const logger = createLogger({ level: config.logLevel });
  const server = await startServer({
    config,
    logger,
    migrations: migrationsOf(context),
    portal: portalOf(context),
    version: packageJson.version,
  });
  if (!context.signal.aborted) await once(context.signal, 'abort');
  logger.info('stopping');
  await server.stop();
  return { value: { url: server.url, stopped: true }, text: () => '' };
}
