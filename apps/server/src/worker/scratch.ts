import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Where a worker works: nothing in it is needed by anybody else, or after its end. */
export interface Scratch {
  /** The results folder of a slot. */
  slot(number: number): string;
  remove(): Promise<void>;
}

/** Workers of this very process: one process id, several owners in tests. */
const own = new Set<string>();

interface Owner {
  readonly pid: number;
  readonly host: string;
}

/**
 * Makes the scratch folder of a worker, named by its id in the folder `work` of the home, and removes those of workers that
 * were killed.
 *
 * @param isGone whether a worker of another machine that shares the home will not come back
 */
export async function openScratch(
  home: string,
  worker: string,
  isGone: (worker: string) => Promise<boolean>,
): Promise<Scratch> {
  const work = join(home, 'work');
  const root = join(work, worker);
  own.add(worker);
  await mkdir(root, { recursive: true });
  await writeFile(join(root, 'owner.json'), JSON.stringify({ pid: process.pid, host: hostname() } satisfies Owner));
  for (const other of await readdir(work)) {
    if (own.has(other) || !(await isStale(join(work, other), () => isGone(other)))) continue;
    await rm(join(work, other), { recursive: true, force: true }).catch(() => undefined);
  }
  return {
    slot: (number) => join(root, `slot-${number}`),
    remove: async () => {
      await rm(root, { recursive: true, force: true, maxRetries: 3 });
      own.delete(worker);
    },
  };
}

async function isStale(folder: string, isGone: () => Promise<boolean>): Promise<boolean> {
  let owner: Owner;
  try {
    owner = JSON.parse(await readFile(join(folder, 'owner.json'), 'utf8')) as Owner;
  } catch {
    // Not ours, or begun this moment.
    return false;
  }
  if (owner.host !== hostname()) return isGone();
  // In containers every first process has the same id: what has this one's is not this one's.
  return owner.pid === process.pid || !isAlive(owner.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
