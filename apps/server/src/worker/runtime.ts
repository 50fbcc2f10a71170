import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Provider } from '@tombola/engine';
import { InputError, type Device } from '@tombola/shared';
import { packageVersion } from '../doctor/packages';

/** What runs the trainings of a worker. */
export interface Runtime {
  readonly provider: Provider;
  /** For people: `onnxruntime 1.24.1 cpu`. */
  readonly name: string;
}

/** Of GPUs, the fastest first. */
const gpus: readonly Provider[] = ['cuda', 'webgpu'];

/**
 * What runs the trainings on a device.
 *
 * @param entry a script of this program, beside its `main.js`
 * @throws {InputError} when a GPU is asked for and none can be used.
 */
export async function runtimeFor(device: Device, entry: string): Promise<Runtime> {
  const folder = dirname(entry);
  const named = (provider: Provider): Runtime => ({
    provider,
    name: ['onnxruntime', packageVersion('onnxruntime-node', folder), provider].filter(Boolean).join(' '),
  });
  if (device === 'cpu') return named('cpu');
  const reasons: string[] = [];
  for (const provider of gpus) {
    const reason = await whyNot(provider, join(folder, 'main.js'));
    if (reason === undefined) return named(provider);
    reasons.push(`${provider}: ${reason.split('\n')[0]}`);
  }
  throw new InputError({
    what: 'no GPU can be used here',
    value: reasons,
    expected: 'a GPU with its driver and the libraries that onnxruntime wants',
    mend: 'Start the worker with --device cpu; `tombola doctor` says what works.',
  });
}

/** In a process of its own: a library that fails to start may print, hang or take its process with it. */
async function whyNot(provider: Provider, main: string): Promise<string | undefined> {
  try {
    const args = [main, 'doctor', '--probe', provider, '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 60_000 });
    return (JSON.parse(stdout) as { reason?: string }).reason;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
