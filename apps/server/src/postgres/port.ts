import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/** The port of the last time where nobody else has taken it, else a free one. */
export async function choosePort(folder: string): Promise<number> {
  const kept = Number(await readFile(join(folder, 'port'), 'utf8').catch(() => ''));
  if (Number.isInteger(kept) && kept > 0 && kept < 65536) {
    const free = await listen(kept).catch(() => undefined);
    if (free !== undefined) return free;
  }
  return listen(0);
}

export async function keepPort(folder: string, port: number): Promise<void> {
  await writeFileAtomic(join(folder, 'port'), `${port}\n`);
}

/** Listens for a moment. @returns the port */
function listen(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const { port: bound } = server.address() as AddressInfo;
      server.close(() => resolve(bound));
    });
  });
}
