import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootFolder } from './install.mjs';

/**
 * Runs the command of an installed package with this Node. Its output goes where ours goes.
 *
 * @returns its exit code
 */
export function runPackage(name, args, env = {}) {
  const folder = join(rootFolder, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const script = join(folder, typeof bin === 'string' ? bin : bin[name]);
  return runScript(script, args, { cwd: rootFolder, env, stdin: 'ignore' });
}

/** Runs a script with this Node. @returns its exit code; 128 and more when a signal ended it */
export function runScript(script, args, { cwd = process.cwd(), env = {}, stdin = 'inherit' } = {}) {
  const stdio = [stdin, 'inherit', 'inherit'];
  const { status, error } = spawnSync(process.execPath, [script, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio,
  });
  if (error) throw error;
  return status ?? 130;
}
