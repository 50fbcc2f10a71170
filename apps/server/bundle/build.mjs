import { mkdirSync, readdirSync, renameSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { formatMessages, build as esbuild } from 'esbuild';
import { distFolder, entries, rootFolder } from './sources.mjs';
import { directImports } from './direct-imports.mjs';
import { compilerOptions, resolution } from './resolution.mjs';

const DAY = 24 * 3600 * 1000;

/**
 * Bundles the command and the trial process to ES modules for Node. Every file is put in place whole, the entries last,
 * so that two commands may build at once; and the parts of earlier builds stay for a day, for processes that still run.
 */
export async function build() {
  const started = new Date();
  const { outputFiles, warnings } = await esbuild({
    entryPoints: entries,
    outdir: distFolder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    mainFields: ['module', 'main'],
    chunkNames: 'parts/[name]-[hash]',
    sourcemap: true,
    sourcesContent: false,
    write: false,
    logLevel: 'silent',
    absWorkingDir: rootFolder,
    tsconfig: join(rootFolder, 'tsconfig.base.json'),
    // Code that was written for CommonJS asks for Node's own modules with `require`.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    plugins: [directImports(compilerOptions.paths), resolution],
  });
  if (warnings.length > 0) {
    throw new Error((await formatMessages(warnings, { kind: 'warning' })).join('\n'));
  }
  const isEntry = ({ path }) => dirname(path) === distFolder.replace(/[\\/]$/, '');
  for (const file of outputFiles.toSorted((a, b) => isEntry(a) - isEntry(b))) {
    writeWhole(file.path, file.contents);
    // Dated from the start: a source that changed while it was read makes the bundle old.
    utimesSync(file.path, started, started);
  }
  removeOld(new Set(outputFiles.map(({ path }) => path)));
}

function writeWhole(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}`);
  writeFileSync(temporary, contents);
  renameSync(temporary, path);
}

function removeOld(current) {
  const folder = join(distFolder, 'parts');
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (current.has(path)) continue;
    try {
      if (Date.now() - statSync(path).mtimeMs > DAY) unlinkSync(path);
    } catch (error) {
      // Another build was quicker.
      if (error.code !== 'ENOENT') throw error;
    }
  }
}
