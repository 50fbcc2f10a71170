import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** libs/geometry and the seeded random streams of libs/shared, from their sources. */
export async function library() {
  const folder = mkdtempSync(join(tmpdir(), 'tombola-geometry-'));
  const outfile = join(folder, 'geometry.mjs');
  try {
    await build({
      stdin: {
        contents: "export * from './index'; export { randomStream } from '@tombola/shared';",
        resolveDir: fileURLToPath(new URL('../../src', import.meta.url)),
      },
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile,
      logLevel: 'warning',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
