import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Binaries } from './binaries';
import { programEnvironment } from './environment';
import { readLockFile } from './lock-file';
import { LogFile } from './log-file';
import type { Place } from './place';
import { settingWords } from './settings';

export interface LaunchOptions {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly port: number;
  readonly settings?: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

/** A server that listens, or the end of the log of one that ended. */
export type Launched = { readonly pid: number } | { readonly problem: string };

/** After a crash the server reads its log again, which may take minutes; but not for ever. */
export const longestRecovery = 30 * 60_000;

/**
 * Starts PostgreSQL and waits until it listens. It is the leader of a session of its own, so that Ctrl-C in the terminal
 * does not reach it and it lives until `stop`, or on, when this process dies; it writes its log to a file.
 */
export async function launch({ place, binaries, port, settings, log }: LaunchOptions): Promise<Launched> {
  const { folder, data, user } = place;
  const logFile = await LogFile.open(folder);
  const output = await open(logFile.path, 'a', 0o600);
  const child = spawn(binaries.postgres, ['-D', data, ...settingWords(port, settings)], {
    ...(user && { uid: user.uid, gid: user.gid }),
    cwd: data,
    env: programEnvironment(),
    detached: true,
    windowsHide: true,
    stdio: ['ignore', output.fd, output.fd],
  });
  let problem: string | undefined;
  const ended = new Promise<void>((resolve) => {
    child.once('error', (error) => resolve(void (problem = error.message)));
    child.once('exit', (code, signal) => {
      const silent = `it ended with ${signal ?? `exit code ${code}`} and wrote no log`;
      void logFile.tail().then((text) => resolve(void (problem = text || silent)));
    });
  });
  await output.close();
  child.unref();
  const started = Date.now();
  let said = 0;
  for (;;) {
    const lock = await readLockFile(data);
    if (problem !== undefined) return { problem };
    // Only then is the server behind the port this one, and our password meant for it.
    if (lock !== undefined && lock.pid === child.pid && lock.status === 'ready') return { pid: lock.pid };
    const seconds = Math.floor((Date.now() - started) / 1000);
    if (seconds >= said + 10) log(`PostgreSQL has been starting for ${(said = seconds)} s (recovery after a crash?)`);
    if (Date.now() - started > longestRecovery) {
      child.kill('SIGQUIT');
      await ended;
      return { problem: problem! };
    }
    await Promise.race([ended, pause(25)]);
  }
}
