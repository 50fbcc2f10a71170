import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { rootFolder } from './sources.mjs';

export const { compilerOptions } = createRequire(import.meta.url)('../../../tsconfig.base.json');

/** TensorFlow.js is bundled from its ES modules: the files that `main` names lack the gradients. */
const bundled = /^@tensorflow\/tfjs-(core|backend-cpu)(\/|$)/;

const libraries = join(rootFolder, 'libs');

/**
 * `@tombola/*` is the library's source, TensorFlow.js is bundled, every other package is found when the command runs.
 *
 * All but TensorFlow.js is declared to be without side effects, so that a command that takes one name of a library does
 * not load the others. (`import './file'` without names would be left out: esbuild warns of it, and the build fails.)
 */
export const resolution = {
  name: 'resolution',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\// }, ({ path, importer }) => {
      const file = `${join(dirname(importer), path)}.ts`;
      return file.startsWith(libraries) && existsSync(file) ? { path: file, sideEffects: false } : undefined;
    });
    build.onResolve({ filter: /^[^./]/ }, ({ path, importer, kind, pluginData }) => {
      if (kind === 'entry-point' || pluginData === resolution || path.startsWith('node:')) return undefined;
      const source = compilerOptions.paths[path]?.[0];
      if (source !== undefined) return { path: join(rootFolder, source), sideEffects: false };
      if (bundled.test(path) || (importer.includes('node_modules') && path !== 'node-fetch'))
        return bundle(build, path, importer);
      return { path, external: true, sideEffects: false };
    });
  },
};

function bundle(build, path, importer) {
  return build.resolve(path, {
    resolveDir: dirname(importer),
    kind: 'import-statement',
    importer,
    pluginData: resolution,
  });
}
