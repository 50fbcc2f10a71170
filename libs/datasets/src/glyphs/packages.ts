import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from '@tombola/shared';

/**
 * The path of a file of an installed npm package, looked for in the `node_modules` above the running program and above
 * the working folder. (Neither `require.resolve` nor `import.meta` exists in both module systems that run this code.)
 *
 * @throws {InputError} when the package is not installed.
 */
export function packageFile(name: string, file: string): string {
  for (const start of starts()) {
    for (let folder = start; ; folder = dirname(folder)) {
      const path = join(folder, 'node_modules', name, file);
      if (existsSync(path)) return path;
      if (dirname(folder) === folder) break;
    }
  }
  throw new InputError({
    what: `the package ${name} lacks ${file}, or is not installed`,
    expected: `it in a node_modules folder above one of: ${starts().join(', ')}`,
    mend: 'Run `npm ci` in the folder of Tombola.',
  });
}

function starts(): string[] {
  const program = process.argv[1];
  return [...(program && existsSync(program) ? [dirname(realpathSync(program))] : []), process.cwd()];
}
