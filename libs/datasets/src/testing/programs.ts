import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(__dirname, '../../../..');

export interface Programs {
  /** A reading thread. */
  readonly thread: string;
  /** Builds another: a TypeScript text that imports from `.`, this library. */
  readonly build: (contents: string) => string;
  readonly remove: () => void;
}

/**
 * Programs made of this library's source: threads and processes load files, not what a test runner makes of them. They
 * lie where packages are found.
 */
export function buildPrograms(): Programs {
  const folder = mkdtempSync(join(root, 'node_modules/.tombola-test-'));
  let count = 0;
  const build = (contents: string) => {
    const outfile = join(folder, `${count++}.cjs`);
    buildSync({
      stdin: { contents, resolveDir: join(__dirname, '..'), loader: 'ts' },
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node20.19',
      packages: 'external',
      alias: { '@tombola/shared': join(root, 'libs/shared/src/index.ts') },
      logLevel: 'error',
    });
    return outfile;
  };
  const thread = build(`import { serveImages } from '.'; serveImages();`);
  return { thread, build, remove: () => rmSync(folder, { recursive: true }) };
}
