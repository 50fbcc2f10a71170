import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { HttpError } from './http-error';
import type { OpenStreams } from './open-streams';

declare module 'fastify' {
  interface FastifyInstance {
    readonly shutdown: Shutdown;
  }
}

/** A request that is on its way has so long to come. */
const IDLE_LOOK_MS = 2000;

/**
 * Stops a server in order: no new connections, streams are told to come back, requests under way may end, and what is not
 * done after the limit is cut off.
 */
export class Shutdown {
  private readonly controller = new AbortController();
  private readonly inFlight = new Set<Socket>();
  private stopped: Promise<void> | undefined;
  private cut: () => void = () => {};

  constructor(
    private readonly app: FastifyInstance,
    private readonly streams: OpenStreams,
    private readonly limitMs: number,
  ) {
    app.addHook('onRequest', (request, reply, done) => {
      const { socket } = request.raw;
      this.inFlight.add(socket);
      reply.raw.once('close', () => {
        this.inFlight.delete(socket);
        // Nobody would ask for anything else on it.
        if (this.stopping.aborted) socket.destroySoon();
      });
      if (this.stopping.aborted) throw stopping();
      done();
    });
    app.addHook('onSend', (_request, reply, _payload, done) => {
      if (this.stopping.aborted) void reply.header('connection', 'close');
      done();
    });
  }

  /** Aborted when the server begins to stop. */
  get stopping(): AbortSignal {
    return this.controller.signal;
  }

  /** Requests under way, streams included. */
  get requests(): number {
    return this.inFlight.size;
  }

  /** Stops the server; the second call waits for the first. It never rejects because of a caller. */
  stop(): Promise<void> {
    return (this.stopped ??= this.run());
  }

  /** Waits no longer for what is under way. */
  force(): void {
    this.cut();
  }

  private async run(): Promise<void> {
    this.cut = () => {
      for (const socket of this.inFlight) socket.destroy();
      this.app.server.closeAllConnections();
    };
    this.controller.abort();
    const closed = this.app.close();
    this.streams.endAll();
    const timer = setTimeout(() => this.cut(), this.limitMs);
    // Connections on which nothing is asked, or nothing was ever asked, are not waited for.
    const idle = setInterval(() => {
      if (this.inFlight.size === 0) this.app.server.closeAllConnections();
    }, IDLE_LOOK_MS);
    try {
      await closed;
    } finally {
      clearTimeout(timer);
      clearInterval(idle);
    }
  }
}

/** The first signal stops the server in order, the next ones at once. @returns a function that undoes it */
export function stopOnSignals(shutdown: Shutdown, emitter: EventEmitter = process): () => void {
  const onSignal = () => {
    if (shutdown.stopping.aborted) shutdown.force();
    else void shutdown.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM']) emitter.on(signal, onSignal);
  return () => {
    for (const signal of ['SIGINT', 'SIGTERM']) emitter.off(signal, onSignal);
  };
}

function stopping(): HttpError {
  const problem = { what: 'the server is stopping', mend: 'Try again in a few seconds.' };
  return new HttpError('SERVICE_UNAVAILABLE', problem, { 'retry-after': '5' });
}
