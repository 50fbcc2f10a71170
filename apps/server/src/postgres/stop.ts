import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Binaries } from './binaries';
import { isAlive, servesFrom } from './lock-file';

/**
 * Stops the server of a data folder, whoever started it: clients are sent away, everything is written, the files are as
 * after a shutdown. When that takes longer than `patience` ms it is told to end at once, which costs the next start a
 * recovery and no data. Returns when the process is gone; at once when it was.
 */
export async function stopServer(pid: number, data: string, { pgCtl }: Binaries, patience = 30_000): Promise<void> {
  if (process.platform === 'win32') {
    if (!isAlive(pid)) return;
    // Windows has no signals: `process.kill` would end the server without a shutdown.
    await promisify(execFile)(pgCtl, ['stop', '-D', data, '-m', 'fast', '-w', '-t', String(patience / 1000)]);
    return;
  }
  for (const [signal, time] of [
    ['SIGINT', patience],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 10_000],
  ] as const) {
    if (!(await servesFrom(pid, data))) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw error;
    }
    const end = Date.now() + time;
    while (Date.now() < end) {
      if (!(await servesFrom(pid, data))) return;
      await pause(20);
    }
  }
  throw new Error(`PostgreSQL (process ${pid}, data in ${data}) does not end.`);
}
