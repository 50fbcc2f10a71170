/** Bundles and runs a benchmark of this folder: `node libs/engine/bench/run.mjs NAME`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');
const [name] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'tombola-bench-'));
const outfile = join(folder, `${name}.mjs`);
try {
  const runtime = pathToFileURL(join(root, 'node_modules/onnxruntime-node/dist/index.js')).href;
  await build({
    entryPoints: [join(here, `${name}.ts`)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    // The ES modules of TensorFlow.js, so that there is one of them.
    mainFields: ['module', 'main'],
    tsconfig: join(root, 'tsconfig.base.json'),
    plugins: [
      {
        name: 'native',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^onnxruntime-node$/ }, () => ({ path: runtime, external: true })),
      },
    ],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
    outfile,
  });
  await import(pathToFileURL(outfile).href);
} finally {
  await rm(folder, { recursive: true });
}
