import { execFile } from 'node:child_process';
import { availableParallelism, cpus, freemem, platform, release, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { bytes } from '../cli/progress';
import { fail, ok, warn, type Check } from './check';

const oldestNode = [20, 19] as const;

/** Node, npm, the operating system, processor and memory. */
export async function machineChecks(): Promise<Check[]> {
  return [
    node(process.versions.node),
    await npm(),
    ok('platform', `${platform()} ${release()}, ${process.arch}`),
    processor(),
    memory(totalMemory(), availableMemory()),
  ];
}

/** @param version such as `20.19.0` */
export function node(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const right = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  return right ? ok('node', version) : fail('node', version, `Install Node ${oldestNode.join('.')} or newer.`);
}

async function npm(): Promise<Check> {
  try {
    const shell = process.platform === 'win32';
    const { stdout } = await promisify(execFile)('npm', ['--version'], { timeout: 10_000, shell });
    return ok('npm', stdout.trim());
  } catch {
    return warn('npm', 'not found', 'Only installing and updating need it: it comes with Node.');
  }
}

function processor(): Check {
  const cores = availableParallelism();
  const found = `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cores} ${cores === 1 ? 'core' : 'cores'}`;
  return cores > 1 ? ok('processor', found) : warn('processor', found, 'Trials run one at a time here.');
}

/** @param total bytes @param available bytes */
export function memory(total: number, available: number): Check {
  const found = `${bytes(total)}, ${bytes(available)} of it available`;
  if (available >= 2e9) return ok('memory', found);
  return warn('memory', found, 'Run fewer trials at a time: `--slots 1`.');
}

/** The limit of the container, where there is one. */
function totalMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 && limit < totalmem() ? limit : totalmem();
}

function availableMemory(): number {
  return (process as { availableMemory?: () => number }).availableMemory?.() ?? freemem();
}
