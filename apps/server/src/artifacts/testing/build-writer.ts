import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** Makes testing/writer.ts a script for Node in the folder, with all that it needs. */
export function buildWriter(folder: string): string {
  const outfile = join(folder, 'writer.cjs');
  buildSync({
    entryPoints: [join(__dirname, 'writer.ts')],
    outfile,
    tsconfig: join(__dirname, '../../../../../tsconfig.base.json'),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    logLevel: 'error',
  });
  return outfile;
}
