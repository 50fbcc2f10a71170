import type { AddressInfo } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { authenticator } from '../access/authenticate';
import { mountAuth } from '../access/mount';
import { requireAccounts } from '../access/require-accounts';
import { readSecret } from '../access/secret';
import { openSessions } from '../access/sessions';
import type { Context } from '../api/context';
import { openApiDocument } from '../api/openapi';
import { registerRest } from '../api/rest';
import { appRouter } from '../api/router';
import { toHttpError } from '../api/to-http';
import { describeConfig, needsAccounts, type ServerConfig } from '../config/config';
import { createHttp } from '../http/http';
import { openDatabase } from './database';
import { takeHome } from './home';
import { openServices, type OpenServices } from './services';
import { mountTrpc } from './trpc';

export interface ServerOptions {
  readonly config: ServerConfig;
  readonly logger: Logger;
  /** The folder of the database's migrations. */
  readonly migrations: string;
  readonly version: string;
}

/** A server that answers. */
export interface RunningServer {
  readonly url: string;
  readonly databaseUrl: string;
  readonly services: OpenServices;
  /** Ends streams, lets requests under way end, closes everything, and stops the embedded database last. */
  stop(): Promise<void>;
  /** Waits no longer for requests under way. */
  force(): void;
}

const PREFIX = '/api/v1';

/**
 * Starts the server: home, database, services, HTTP, in this order; what was opened is closed again when a later step
 * fails. It never trains.
 *
 * @throws {InputError} when it cannot start as it is configured.
 */
export async function startServer({ config, logger, migrations, version }: ServerOptions): Promise<RunningServer> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const each of closers.splice(0).reverse()) {
      await each().catch((error: unknown) => logger.warn({ err: error }, 'could not be closed'));
    }
  };
  try {
    const home = await takeHome(config.home);
    closers.push(() => home.release());
    const database = await openDatabase(config, (line) => logger.info(line), { tend: true });
    closers.push(() => database.stop());
    const services = await openServices({ config, databaseUrl: database.url, migrations, version, logger });
    closers.push(() => services.close());
    await requireAccounts(config, services.store.db);
    const app = await openHttp(config, logger, services);
    closers.push(() => app.shutdown.stop());
    await app.listen({ host: config.host, port: config.port });
    const url = config.publicUrl ?? addressOf(config.host, app.server.address() as AddressInfo);
    await home.announce(url);
    logger.info({ url, config: describeConfig(config) }, 'the server answers');
    return { url, databaseUrl: database.url, services, stop: close, force: () => app.shutdown.force() };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openHttp(config: ServerConfig, logger: Logger, services: OpenServices) {
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
  const createContext = (request: FastifyRequest): Context => ({
    ...services,
    caller: request.caller,
    requestId: request.id,
    log: request.log as Logger,
  });
  const document = openApiDocument(appRouter, services.version, config.publicUrl ?? '');
  return createHttp({
    config,
    logger,
    translate: toHttpError,
    identify: authenticator({ db, sessions, loopback }),
    routes: async (app) => {
      await mountAuth(app, sessions);
      await mountTrpc(app, createContext, config.batchLimit);
      registerRest(app, PREFIX, appRouter, createContext);
      app.get(`${PREFIX}/openapi.json`, () => document);
    },
  });
}

/** An address as people type it. */
function addressOf(host: string, { port, family }: AddressInfo): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${family === 'IPv6' && name.includes(':') ? `[${name}]` : name}:${port}`;
}
