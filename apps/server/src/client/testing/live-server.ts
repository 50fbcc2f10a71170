import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { launchTiny } from '../../api/testing/launch';
import { addWorker, claim, finish, trainAll } from '../../api/testing/train';
import { readConfig } from '../../config/config';
import { change } from '../../ledger/change';
import { appendMetrics } from '../../ledger/metrics';
import { freePort } from '../../bench/programs/programs';
import type { Cluster } from '../../postgres/cluster';
import { temporaryCluster } from '../../postgres/testing/temporary-cluster';
import { startServer, type RunningServer } from '../../serve/server';

/** A server on a socket, with a worker on paper. It can be stopped and started again at the same address. */
export class LiveServer {
  private running: RunningServer | undefined;
  private worker = '';

  private constructor(
    private readonly cluster: Cluster,
    private readonly home: string,
    readonly port: number,
  ) {}

  static async open(): Promise<LiveServer> {
    const home = mkdtempSync(join(tmpdir(), 'tombola-client-'));
    const server = new LiveServer(await temporaryCluster(), home, await freePort());
    await server.start();
    server.worker = await addWorker(server.services);
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get services() {
    return this.running!.services;
  }

  async start(): Promise<void> {
    // The worker on paper has no heart: it must not be lost.
    const environment = { DATABASE_URL: this.cluster.url, TOMBOLA_HOME: this.home, TOMBOLA_LEASE_SECONDS: '600' };
    this.running = await startServer({
      config: readConfig({ ...environment, TOMBOLA_PORT: String(this.port), TOMBOLA_STOP_SECONDS: '1' }),
      logger: pino({ level: 'silent' }),
      migrations: join(__dirname, '../../../migrations'),
      version: '0.0.0-test',
    });
  }

  async stop(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.cluster.stop();
    rmSync(this.home, { recursive: true, force: true });
  }

  /** Launches a study of eight levels. @param steps something that no other study has, so that nothing is shared */
  launch(steps: number, seeds: readonly number[] = [0]): Promise<string> {
    return launchTiny(this.services, { seeds, change: { steps } });
  }

  /** Trains the next level of the queue on paper, with points of measurements. */
  async train(points = 3): Promise<void> {
    const held = await claim(this.services, this.worker);
    for (let i = 1; i <= points; i++) {
      const point = { step: i, values: { trainLoss: 1 / i } };
      await change(this.services.store.db, (current) => appendMetrics(current, held.hold, [point]));
    }
    await finish(this.services, held);
  }

  trainAll(): Promise<number> {
    return trainAll(this.services, this.worker);
  }
}

/** A way to a server that can be cut. */
export class Cable {
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static open(port: number): Promise<Cable> {
    return new Promise((resolve) => {
      const server = createServer((socket) => {
        const onward = connect(port, '127.0.0.1');
        for (const [one, other] of [
          [socket, onward],
          [onward, socket],
        ] as const) {
          cable.sockets.add(one);
          one.on('error', () => {});
          one.on('close', () => {
            cable.sockets.delete(one);
            other.destroy();
          });
          one.pipe(other);
        }
      });
      let cable: Cable;
      server.listen(0, '127.0.0.1', () => {
        cable = new Cable(server, `http://127.0.0.1:${(server.address() as { port: number }).port}`);
        resolve(cable);
      });
    });
  }

  /** Breaks what is connected; one may connect again. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  close(): void {
    this.cut();
    this.server.close();
  }
}
