import { openArtifactStore } from '../open';

/** Puts what comes on stdin; or blob after blob, as fast as it can, when the second argument is `many`. */
async function write([where, mode]: string[]): Promise<void> {
  const store = await openArtifactStore(where!, { minFreeBytes: 0, spool: process.env['SPOOL'] });
  process.stdout.write('.');
  for (let i = 0; mode === 'many'; i++) {
    await Promise.all([1, 2, 3].map((size) => store.put(Buffer.alloc(size * 300_000, `${process.pid} ${i}`))));
    process.stdout.write('.');
  }
  await store.put(process.stdin);
}

void write(process.argv.slice(2));
