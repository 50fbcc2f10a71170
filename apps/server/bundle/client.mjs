import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { formatMessages, build as esbuild } from 'esbuild';
import { clientTypes } from './client-types.mjs';
import { directImports } from './direct-imports.mjs';
import { compilerOptions } from './resolution.mjs';
import { distFolder, newestSource, projectFolder, rootFolder } from './sources.mjs';

const clientFolder = join(distFolder, 'client');

/**
 * Builds what `@tombola/server` is to services outside: one ES module for Node and browsers, and its types. Both hold
 * what they need of other packages, so that a service has no dependency but this one file each: of the server's own
 * dependencies, a runtime and a database among them, it needs none.
 *
 * The types take a TypeScript program of the whole server: this is no part of the command's own rebuild.
 */
export async function buildClient() {
  const entry = join(projectFolder, 'src/index.ts');
  const { outputFiles, warnings, metafile } = await esbuild({
    entryPoints: [entry],
    outfile: join(clientFolder, 'index.js'),
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    mainFields: ['module', 'main'],
    conditions: ['import'],
    sourcemap: false,
    write: false,
    metafile: true,
    logLevel: 'silent',
    absWorkingDir: rootFolder,
    tsconfig: join(rootFolder, 'tsconfig.base.json'),
    plugins: [directImports(compilerOptions.paths)],
  });
  if (warnings.length > 0) throw new Error((await formatMessages(warnings, { kind: 'warning' })).join('\n'));
  const types = await clientTypes(entry);
  const contents = `// Includes ${packagesIn(metafile).join(', ')}: MIT licences.\n`;
  const fresh = `${clientFolder}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  for (const { path, text } of outputFiles) writeFileSync(join(fresh, basename(path)), contents + text);
  writeFileSync(join(fresh, 'index.d.ts'), types);
  rmSync(clientFolder, { recursive: true, force: true });
  renameSync(fresh, clientFolder);
}

/** Whether what is built is newer than every source. */
export function isClientFresh() {
  const built = statSync(join(clientFolder, 'index.d.ts'), { throwIfNoEntry: false })?.mtimeMs;
  return built !== undefined && built > newestSource();
}

/** The packages of others that became part of the bundle. */
function packagesIn({ inputs }) {
  const names = Object.keys(inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}
