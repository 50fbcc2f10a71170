import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const rootFolder = fileURLToPath(new URL('..', import.meta.url));

const oldestNode = [20, 19];

/**
 * Installs the packages that package-lock.json names, unless they are there. Ends the process when that is impossible.
 * Nothing but the npm registry is asked: no package's install script runs.
 */
export function ensureInstalled() {
  checkNode();
  if (isInstalled()) return;
  console.error('Installing the packages of package-lock.json; this takes a minute.');
  // allowScripts in package.json says the same, to npm 11.16 and later only.
  const args = ['ci', '--no-audit', '--no-fund', '--ignore-scripts'];
  const { status, error } = npm(args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (error !== undefined || status !== 0) {
    console.error(
      `\`npm ${args.join(' ')}\` failed${error ? `: ${error.message}` : ''}. Is the npm registry reachable?`,
    );
    process.exit(1);
  }
}

/** Whether what npm noted of its last install is what package-lock.json asks for. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const installed = packagesOf('node_modules/.package-lock.json');
  if (installed === undefined) return false;
  const same = (path) =>
    wanted[path]?.version === installed[path].version && wanted[path].link === installed[path].link;
  // Optional packages of other platforms are not there.
  return (
    Object.keys(installed).every(same) &&
    Object.keys(wanted).every((path) => path in installed || wanted[path].optional)
  );
}

/** The packages of a lock file by their folders, workspaces left out; `undefined` when there is no such file. */
function packagesOf(file) {
  let text;
  try {
    text = readFileSync(join(rootFolder, file), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
  return Object.fromEntries(
    Object.entries(JSON.parse(text).packages).filter(([path]) => path.includes('node_modules/')),
  );
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  console.error(
    `Tombola needs Node ${oldestNode.join('.')} or newer, and this is ${process.versions.node}. See https://nodejs.org/.`,
  );
  process.exit(1);
}

function npm(args, options) {
  // onnxruntime's install script would fetch CUDA libraries from elsewhere, on machines that have CUDA.
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' };
  // Windows runs npm through its shell, and only there.
  return spawnSync('npm', args, { cwd: rootFolder, env, shell: process.platform === 'win32', ...options });
}
