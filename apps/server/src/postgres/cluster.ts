import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { InputError } from '@tombola/shared';
import { findBinaries, type Binaries } from './binaries';
import { databaseUrl, knock } from './connection';
import { explainFailure, notStarted } from './failure';
import { initialise } from './initdb';
import { launch, longestRecovery } from './launch';
import { disownLockFile, isAlive, readLockFile, servesFrom } from './lock-file';
import { keepPointer, openPlace, type Place } from './place';
import { choosePort, keepPort } from './port';
import { settingWords } from './settings';
import { stopServer } from './stop';

/** A running PostgreSQL server with its database. */
export interface Cluster {
  /** With the password in it: for clients and files of mode 0600, not for logs. */
  readonly url: string;
  readonly port: number;
  /** Whether it ran already: this process did not start it. */
  readonly adopted: boolean;
  /** The server's process. */
  readonly pid: number;
  /** Sends the clients away and stops the server, be it adopted or not; resolves when its process is gone. */
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** Where everything of the cluster lies, such as HOME/postgres. It is made when it is not there. */
  readonly folder: string;
  /** Receives lines for the server's log; none has a secret in it. */
  readonly log?: (line: string) => void;
  /** Settings of PostgreSQL, such as `shared_buffers`, that override ours. An adopted server keeps its own. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Children of a killed server, or a server that stops, may take this long to leave. */
const patience = 30_000;

/**
 * The embedded PostgreSQL of a folder: made when it is new, started when it does not run, adopted when it does (it lives
 * on when the process that started it dies). Several processes may call this at a time for one folder: PostgreSQL's own
 * lock file lets one server in, and the others adopt that one.
 *
 * @throws {InputError} when it cannot run there, with what the user can do about it.
 */
export async function startCluster({ folder, log = () => {}, settings }: ClusterOptions): Promise<Cluster> {
  settingWords(0, settings);
  try {
    const place = await openPlace(resolve(folder), log);
    const binaries = await findBinaries({ user: place.user, home: place.home, log });
    if (!place.exists) {
      log(`making the database in ${place.home}`);
      await initialise({ place, binaries, sync: settings?.['fsync'] !== 'off' });
    }
    await keepPointer(place);
    await checkVersion(place, binaries);
    return await startOrAdopt({ place, binaries, settings, log });
  } catch (error) {
    throw explainFailure(error, folder);
  }
}

async function checkVersion({ data, home }: Place, { major }: Binaries): Promise<void> {
  const text = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new InputError({
      what: `${data} is no data folder of PostgreSQL, or is damaged`,
      value: 'no file PG_VERSION',
      expected: 'a whole data folder, or none',
      mend: `Move ${home} away, and restore a backup with \`tombola db restore FILE\`.`,
    });
  }
  if (Number(text) !== major) {
    throw new InputError({
      what: `the database in ${data} was made by another version of PostgreSQL`,
      value: text.trim(),
      expected: `version ${major}, which this version of Tombola brings`,
      mend:
        `Make a backup with the Tombola that made it (\`tombola db backup\`), move ${home} away, ` +
        'and restore the backup with this one (`tombola db restore FILE`).',
    });
  }
}

interface Start {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly settings: Readonly<Record<string, string>> | undefined;
  readonly log: (line: string) => void;
}

async function startOrAdopt(start: Start): Promise<Cluster> {
  const { place, log } = start;
  const began = Date.now();
  let [waitedFor, lastSign] = ['', began];
  /** The server that this call started. */
  let own: number | undefined;
  for (let delay = 50; ; delay = Math.min(1.5 * delay, 1000)) {
    const turn = await attempt(start, own);
    if ('cluster' in turn) return turn.cluster;
    if ('launched' in turn) {
      own = turn.launched;
      continue;
    }
    if (turn.wait !== waitedFor) log(`waiting: ${(waitedFor = turn.wait)}`);
    if (turn.recovers && Date.now() - began < longestRecovery) lastSign = Date.now();
    if (Date.now() - lastSign > patience) throw notStarted(place, turn.wait);
    await pause(delay);
  }
}

type Turn =
  | { readonly cluster: Cluster }
  /** A server has been started; the next turn talks to it. */
  | { readonly launched: number }
  | { readonly wait: string; readonly recovers?: boolean };

/** Problems that pass: the old server's children leave, another starter has the lock, a port was taken just now. */
const passing = /lock file .* already exists|is still in use|Address already in use|could not bind/;

async function attempt({ place, binaries, settings, log }: Start, own: number | undefined): Promise<Turn> {
  const { data, folder, password } = place;
  const lock = await readLockFile(data);
  if (lock === undefined || !(await servesFrom(lock.pid, data))) {
    if (lock !== undefined && isAlive(lock.pid)) {
      log(`the id ${lock.pid} of a PostgreSQL that was killed belongs to another process now`);
      disownLockFile(data, lock.pid);
    }
    const port = await choosePort(folder);
    const launched = await launch({ place, binaries, port, log, ...(settings && { settings }) });
    if ('pid' in launched) return { launched: launched.pid };
    if (passing.test(launched.problem)) return { wait: launched.problem };
    throw notStarted(place, launched.problem);
  }
  const { pid, port, status } = lock;
  const server = `PostgreSQL (process ${pid})`;
  if (status === 'stopping') {
    log(`${server} is stopping`);
    // It may be waiting for its clients to go, which they need not.
    await stopServer(pid, data, binaries);
    return { wait: `${server} has stopped` };
  }
  if (status !== 'ready' || port === undefined) return { wait: `${server} is starting`, recovers: true };
  const answer = await knock({ port, password });
  if (!answer.open) {
    if (answer.foreign) throw refused(place, pid);
    return { wait: `${server} does not answer on port ${port}: ${answer.why}` };
  }
  const adopted = pid !== own;
  if (!adopted) await keepPort(folder, port);
  log(`${server} listens on port ${port}${adopted ? '; it ran already' : ''}`);
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= stopServer(pid, data, binaries));
  return { cluster: { url: databaseUrl({ port, password }), port, adopted, pid, stop } };
}

function refused({ folder }: Place, pid: number): InputError {
  return new InputError({
    what: `PostgreSQL (process ${pid}) refuses the password in ${join(folder, 'password')}`,
    expected: 'the password that the database was made with',
    mend: 'Bring the file back, or set it as the password of the role `tombola`.',
  });
}
