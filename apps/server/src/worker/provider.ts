import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { InputError, type Device } from '@tombola/shared';
import { packageVersion } from '../doctor/packages';

/**
 * What will run the trainings of a worker, such as `onnxruntime 1.24.1 cpu`.
 *
 * @param entry a script of this program, beside its `main.js`
 * @throws {InputError} when a GPU is asked for and none can be used.
 */
export async function providerOf(device: Device, entry: string): Promise<string> {
  const runtime = `onnxruntime ${packageVersion('onnxruntime-node', dirname(entry)) ?? ''}`.trim();
  if (device === 'cpu') return `${runtime} cpu`;
  const reason = await probeApart(join(dirname(entry), 'main.js'));
  if (reason === undefined) return `${runtime} cuda`;
  throw new InputError({
    what: 'no GPU can be used here',
    value: reason.split('\n')[0],
    expected: 'a GPU of NVIDIA with its driver, and CUDA and cuDNN as onnxruntime wants them',
    mend: 'Start the worker with --device cpu; `tombola doctor` says what works.',
  });
}

/** In a process of its own: a library that fails to start may print, hang or take its process with it. */
async function probeApart(main: string): Promise<string | undefined> {
  try {
    const args = [main, 'doctor', '--probe', 'cuda', '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 60_000 });
    return (JSON.parse(stdout) as { reason?: string }).reason;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
