import { eventStreamSchema, parse, type Scope } from '@tombola/shared';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { mountAuth } from '../access/mount';
import { demand } from '../access/roles';
import type { Sessions } from '../access/sessions';
import { signInOptions, signInOptionsRoute } from '../access/sign-in-options';
import { artifactLookup, storeUpload } from '../api/artifacts';
import type { Context, Services } from '../api/context';
import { openApiDocument } from '../api/openapi';
import { registerRest } from '../api/rest';
import { appRouter } from '../api/router';

import { artifactContentRoute } from '../http/artifact-content';
import { artifactUploadRoute } from '../http/artifact-upload';
import { healthRoutes } from '../http/health';
import { prometheusRoute } from '../http/prometheus';
import { eventStreamRoute } from '../http/sse';
import type { OpenPortal } from '../portal/open-portal';
import { portalRoutes } from '../portal/routes';
import { pendingMigrations } from '../store/migrate';
import { gaugesOf } from './gauges';
import { mountTrpc } from './trpc';

const PREFIX = '/api/v1';

export interface RouteOptions {
  readonly services: Services;
  readonly sessions: Sessions;
  readonly migrations: string;
  readonly portal: OpenPortal;
}

/** Everything that the server answers. */
export async function registerRoutes(app: FastifyInstance, options: RouteOptions): Promise<void> {
  const { services, sessions, migrations, portal } = options;
  const { config, store, artifacts, version } = services;
  const createContext = (request: FastifyRequest): Context => ({
    ...services,
    caller: request.caller,
    requestId: request.id,
    log: request.log as Logger,
  });
  const guard = (scope: Scope) => (request: FastifyRequest) => void demand(request.caller, scope);

  healthRoutes(app, {
    version,
    checks: {
      database: () => store.pool.query('select 1'),
      migrations: async () => {
        const count = await pendingMigrations(store, migrations);
        if (count > 0) throw new Error(`${count} migrations have not been applied`);
      },
      artifacts: () => artifacts.check(),
    },
  });
  prometheusRoute(app, { guard: guard('metrics'), gauges: gaugesOf(services) });
  signInOptionsRoute(app, signInOptions(config));
  await mountAuth(app, sessions);
  await mountTrpc(app, createContext, config.batchLimit);

  registerRest(app, PREFIX, appRouter, createContext);
  const document = openApiDocument(appRouter, version, config.publicUrl ?? '');
  app.get(`${PREFIX}/openapi.json`, () => document);
  artifactContentRoute(app, {
    guard: guard('read'),
    find: (id) => artifactLookup(store, id),
    open: (sha256, range) => artifacts.open(sha256, range),
  });
  await artifactUploadRoute(app, {
    guard: guard('write'),
    uploadLimit: config.uploadLimit,
    store: (upload, request) => storeUpload(services, request.caller, upload),
  });
  eventStreamRoute(app, {
    guard: guard('read'),
    follow: (request, { after, signal }) => followed(services, request, after, signal),
  });
  portalRoutes(app, portal);
}

/** The events that a stream asks for, as server-sent ones. */
async function* followed(
  { events }: Services,
  request: FastifyRequest,
  after: number | undefined,
  signal: AbortSignal,
) {
  const { study, trial } = parse(
    eventStreamSchema.pick({ study: true, trial: true }).strip(),
    request.query,
    'the query',
  );
  const filter = { ...(study === undefined ? {} : { study }), ...(trial === undefined ? {} : { trial }) };
  for await (const event of events.follow(filter, { ...(after === undefined ? {} : { after }), signal }))
    yield { id: event.id, event: event.type, data: event };
}
