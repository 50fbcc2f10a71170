import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { guarded, type Guard } from './caller';
import { onFinished } from './request-log';
import { withTimeLimit } from './time-limit';

/** One value of a gauge. */
export interface Sample {
  readonly value: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A number that somebody else knows, asked for when Prometheus asks. */
export interface GaugeSource {
  /** In Prometheus's way, with the unit at its end: `tombola_artifact_bytes`. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  readonly read: () => readonly Sample[] | Promise<readonly Sample[]>;
}

export interface PrometheusOptions {
  readonly gauges?: readonly GaugeSource[];
  /** How long a gauge may take, in milliseconds. */
  readonly limitMs?: number;
  /** Throws when the caller may not read them. */
  readonly guard: Guard;
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10, 30];

/**
 * `/metrics` of this process. A gauge that fails is left out and counted: the rest is wanted most when the database is
 * away.
 */
export function prometheusRoute(
  app: FastifyInstance,
  { gauges = [], limitMs = 3000, guard }: PrometheusOptions,
): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  observeRequests(app, registry);
  const failures = new Counter({
    name: 'tombola_gauge_failures_total',
    help: 'Gauges that could not be read, by name.',
    labelNames: ['gauge'],
    registers: [registry],
  });
  for (const source of gauges) {
    const { name, help, labels = [] } = source;
    new Gauge({
      name,
      help,
      labelNames: [...labels],
      registers: [registry],
      async collect() {
        this.reset();
        try {
          for (const { labels = {}, value } of await withTimeLimit(limitMs, source.read)) this.set(labels, value);
        } catch (error) {
          // Without a label set a gauge would say 0, which nobody measured.
          this.reset();
          if (labels.length === 0) this.set(NaN);
          failures.inc({ gauge: name });
          app.log.warn({ err: error, gauge: name }, 'a gauge could not be read');
        }
      },
    });
  }
  app.get('/metrics', { config: { quiet: true }, ...guarded(guard) }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  return registry;
}

function observeRequests(app: FastifyInstance, registry: Registry): void {
  const durations = new Histogram({
    name: 'tombola_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer; live streams are left out.',
    labelNames: ['method', 'route', 'status'],
    buckets: seconds,
    registers: [registry],
  });
  onFinished(app, ({ request, reply, status, milliseconds }) => {
    const type = reply.getHeader('content-type');
    if (typeof type === 'string' && type.startsWith('text/event-stream')) return;
    const { method, url: route = 'none' } = { method: request.method, url: request.routeOptions.url };
    durations.observe({ method, route, status }, milliseconds / 1000);
  });
  new Gauge({
    name: 'tombola_http_requests_in_flight',
    help: 'Requests under way, live streams included.',
    registers: [registry],
    collect() {
      this.set(app.shutdown.requests);
    },
  });
  new Gauge({
    name: 'tombola_http_streams',
    help: 'Live streams that are open.',
    registers: [registry],
    collect() {
      this.set(app.streams.size);
    },
  });
}
