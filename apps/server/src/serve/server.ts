import { createServer, type AddressInfo } from 'node:net';
import { InputError } from '@tombola/shared';
import type { Logger } from 'pino';
import { authenticator } from '../access/authenticate';
import { requireAccounts } from '../access/require-accounts';
import { readSecret } from '../access/secret';
import { openSessions } from '../access/sessions';
import { toHttpError } from '../api/to-http';
import { describeConfig, needsAccounts, unknownVariables, type ServerConfig } from '../config/config';
import { createHttp } from '../http/http';
import { openPortal, type OpenPortal } from '../portal/open-portal';
import { Closers } from './closers';
import { openDatabase } from './database';
import { takeHome } from './home';
import { registerRoutes } from './routes';
import { openServices, type OpenServices } from './services';

export interface ServerOptions {
  readonly config: ServerConfig;
  readonly logger: Logger;
  /** The folder of the database's migrations. */
  readonly migrations: string;
  /** The folder of the portal that was built with the program; without it only a configured one is served. */
  readonly portal?: string;
  readonly version: string;
}

/** A server that answers. */
export interface RunningServer {
  readonly url: string;
  /** Where people open the portal; `undefined` when it is not served. */
  readonly portalUrl?: string;
  readonly databaseUrl: string;
  readonly services: OpenServices;
  /** Ends streams, lets requests under way end, closes everything, and stops the embedded database last. */
  stop(): Promise<void>;
  /** Waits no longer for requests under way. */
  force(): void;
}

/** Variables that other commands read. */
const read = ['TOMBOLA_RESULTS', 'TOMBOLA_DATA', 'TOMBOLA_SERVER', 'TOMBOLA_TOKEN'];

/**
 * Starts the server: portal, home, database, services, HTTP, in this order; what was opened is closed again when a later step
 * fails. It never trains.
 *
 * @throws {InputError} when it cannot start as it is configured.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, logger, migrations, version } = options;
  const closers = new Closers(logger);
  try {
    for (const variable of unknownVariables(process.env, read)) {
      logger.warn({ variable }, 'nothing reads this variable: is it misspelt?');
    }
    await checkAddress(config);
    const portal = await openPortal(config.portal, options.portal);
    const home = await takeHome(config.home);
    closers.add('home', () => home.release());
    const database = await openDatabase(config, (line) => logger.info(line), { tend: true });
    closers.add('database', () => database.stop(), 60_000);
    const services = await openServices({ config, databaseUrl: database.url, migrations, version, logger });
    closers.add('services', () => services.close(), 30_000);
    await requireAccounts(config, services.store.db);
    const app = await openHttp(options, services, portal);
    closers.add('http', () => app.shutdown.stop(), config.stopSeconds * 1000 + 5_000);
    await app.listen({ host: config.host, port: config.port });
    const url = config.publicUrl ?? addressOf(config.host, app.server.address() as AddressInfo);
    await home.announce(url);
    const portalUrl = typeof portal === 'string' ? undefined : `${url}/`;
    logger.info({ url, portal: portalUrl ?? portal, config: describeConfig(config) }, 'the server answers');
    if (portal === 'unbuilt') logger.warn('the portal has not been built: `npm run build` does it');
    return {
      url,
      ...(portalUrl === undefined ? {} : { portalUrl }),
      databaseUrl: database.url,
      services,
      stop: () => closers.closeAll(),
      force: () => app.shutdown.force(),
    };
  } catch (error) {
    await closers.closeAll();
    throw error;
  }
}

async function openHttp({ config, logger, migrations }: ServerOptions, services: OpenServices, portal: OpenPortal) {
  const { db } = services.store;
  const loopback = !needsAccounts(config);
  const sessions = openSessions({
    db,
    secret: readSecret(config.secretFile),
    url: config.publicUrl,
    origins: config.allowedOrigins,
    provider: config.oidc,
    log: (level, message) => logger[level](message),
  });
  return createHttp({
    config,
    logger,
    translate: toHttpError,
    identify: authenticator({ db, sessions, loopback }),
    routes: (app) => registerRoutes(app, { services, sessions, migrations, portal }),
  });
}

/** Finds out before anything is made whether the address can be had. @throws {InputError} */
async function checkAddress({ host, port }: ServerConfig): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen({ host, port }, resolve);
    });
  } catch (error) {
    throw new InputError(
      {
        what: `the server cannot listen there: ${(error as Error).message}`,
        value: `${host}:${port}`,
        expected: 'an address of this machine and a port that nobody uses',
        mend: 'Name another: --port N (0 takes a free one), --host ADDRESS.',
      },
      { cause: error },
    );
  } finally {
    probe.close();
  }
}

/** An address as people type it. */
function addressOf(host: string, { port, family }: AddressInfo): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${family === 'IPv6' && name.includes(':') ? `[${name}]` : name}:${port}`;
}
