import { setTimeout as pause } from 'node:timers/promises';
import type { RandomStream } from '@tombola/shared';
import type { Programs } from '../programs/programs';

/** How often each kind of fault was made. */
export interface Faults {
  workerKills: number;
  workerStops: number;
  serverKills: number;
  serverRestarts: number;
  databaseKills: number;
}

/** Makes faults at random until the signal fires; whatever it kills it starts again after a moment. */
export async function rage(
  programs: Programs,
  random: RandomStream,
  everySeconds: number,
  signal: AbortSignal,
): Promise<Faults> {
  const faults: Faults = { workerKills: 0, workerStops: 0, serverKills: 0, serverRestarts: 0, databaseKills: 0 };
  const wait = (seconds: number) => pause(seconds * 1000, undefined, { signal }).catch(() => undefined);
  while (!signal.aborted) {
    await wait(everySeconds * (0.5 + random.uniform()));
    if (signal.aborted) break;
    const dice = random.uniform();
    if (dice < 0.6) {
      const index = Math.floor(random.uniform() * programs.workers.length);
      const kill = dice < 0.45;
      await programs.killWorker(index, kill ? 'SIGKILL' : 'SIGTERM');
      faults[kill ? 'workerKills' : 'workerStops'] += 1;
      await wait(random.uniform() * 2);
      programs.startWorker(index);
    } else if (dice < 0.8) {
      const kill = dice < 0.7;
      await programs.killServer(kill ? 'SIGKILL' : 'SIGTERM');
      faults[kill ? 'serverKills' : 'serverRestarts'] += 1;
      await wait(random.uniform() * 2);
      programs.startServer();
    } else if (await programs.killDatabase()) {
      faults.databaseKills += 1;
    }
  }
  return faults;
}
