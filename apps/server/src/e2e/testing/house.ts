import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { createUser } from '../../access/users';
import { localCaller } from '../../access/roles';
import { readConfig } from '../../config/config';
import { createLogger } from '../../http/logger';
import { temporaryCluster } from '../../postgres/testing/temporary-cluster';
import { withDatabase } from '../../serve/beside';
import { startServer, type RunningServer } from '../../serve/server';
import { Wire } from './wire';

/** A server in this process, with a database of its own. */
export interface House {
  readonly server: RunningServer;
  readonly wire: Wire;
  /** The folder of its artifacts. */
  readonly files: string;
  /** What it logged as an error, and what Node warned of: nothing, if all goes well. */
  readonly complaints: readonly unknown[];
  close(): Promise<void>;
}

export interface HouseOptions {
  /** Whether callers need accounts. */
  readonly accounts?: boolean;
}

/** The account that a server with accounts has from the beginning. */
export const owner = { email: 'owner@example.org', name: 'Owner', password: 'four random words' } as const;

/** The longest body that it reads. */
export const BODY_LIMIT = 1_000_000;

/**
 * Starts a server on a free port: one that takes everybody for its owner, or one with accounts. Nothing happens in it by
 * itself for the next minutes: whatever is written, a request wrote.
 */
export async function openHouse({ accounts = false }: HouseOptions = {}): Promise<House> {
  const cluster = await temporaryCluster();
  const home = mkdtempSync(join(tmpdir(), 'tombola-house-'));
  const rate = 1_000_000;
  const config = readConfig(
    { DATABASE_URL: cluster.url },
    {
      home,
      port: 0,
      host: accounts ? '0.0.0.0' : '127.0.0.1',
      leaseSeconds: 600,
      bodyLimit: BODY_LIMIT,
      uploadLimit: BODY_LIMIT,
      ...{ anonymousRate: rate, loginRate: rate, tokenRate: rate, userRate: rate },
    },
  );
  const migrations = join(__dirname, '../../../migrations');
  if (accounts) {
    const makeOwner = createUserWith({ ...owner, role: 'admin' });
    await withDatabase(config, () => {}, makeOwner, { migrations });
  }
  const complaints: unknown[] = [];
  // better-auth calls it an error when somebody sends a wrong callback URL.
  const known = /"msg":"login: Invalid /;
  const write = (line: string) =>
    void (/^{"level":"(error|fatal)"/.test(line) && !known.test(line) && complaints.push(JSON.parse(line)));
  const logger = createLogger({ level: 'info', destination: { write } });
  const server = await startServer({ config, logger, migrations, version: '0.0.0-test' });
  const onWarning = (warning: Error) => complaints.push(warning);
  realProcess.on('warning', onWarning);
  const wire = new Wire(Number(new URL(server.url).port));
  const close = async () => {
    realProcess.off('warning', onWarning);
    wire.close();
    await server.stop();
    await cluster.stop();
    rmSync(home, { recursive: true, force: true });
  };
  return { server, wire, files: config.artifacts, complaints, close };
}

/** Tests have a copy of it, which hears no warnings. */
const realProcess = runInThisContext('process') as NodeJS.Process;

function createUserWith(user: Parameters<typeof createUser>[2]) {
  return ({ db }: Parameters<Parameters<typeof withDatabase>[2]>[0]) => createUser(db, localCaller, user);
}
