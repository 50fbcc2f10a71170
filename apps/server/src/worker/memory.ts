import { readFile } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';

export interface Memory {
  readonly used: number;
  readonly free: number;
  readonly total: number;
}

/** Bytes that this process and its children use, and those of the machine. Off Linux the children are left out. */
export async function memoryOf(children: readonly number[]): Promise<Memory> {
  const shares = await Promise.all(children.map(residentOf));
  const used = shares.reduce((sum, share) => sum + share, process.memoryUsage.rss());
  return { used, free: freemem(), total: totalmem() };
}

async function residentOf(pid: number): Promise<number> {
  if (process.platform !== 'linux') return 0;
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const [, kilobytes = '0'] = /^VmRSS:\s*(\d+) kB$/m.exec(status) ?? [];
  return Number(kilobytes) * 1024;
}
