import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Provider } from '@tombola/engine';
import { fail, ok, warn, type Check } from './check';
import { packageFolder, packageVersion } from './packages';

const mend = 'Run `npm ci` in the folder of Tombola.';

/**
 * onnxruntime with every provider really tried on a tiny program, and TensorFlow.js.
 *
 * @param script a script of this program, from which packages are looked for
 */
export async function engineChecks(script: string): Promise<Check[]> {
  const from = dirname(script);
  const onnxruntime = packageVersion('onnxruntime-node', from);
  const tensorflow = packageVersion('@tensorflow/tfjs-core', from);
  return [
    onnxruntime === undefined ? fail('onnxruntime', 'not installed', mend) : ok('onnxruntime', onnxruntime),
    ...(onnxruntime === undefined ? [] : await providerChecks(script)),
    tensorflow === undefined ? fail('tensorflow.js', 'not installed', mend) : ok('tensorflow.js', tensorflow),
    tensorflowGpu(from),
  ];
}

const providers = ['cpu', 'cuda', 'webgpu'] as const;

/** Each in a process of its own: a library that fails to start may print, hang or take its process with it. */
async function providerChecks(script: string): Promise<Check[]> {
  return Promise.all(
    providers.map(async (provider) => {
      const reason = await probeApart(script, provider);
      const name = `provider ${provider}`;
      if (reason === undefined) return ok(name, 'works');
      // An accelerator is never required: that there is none is no fault.
      if (provider !== 'cpu') return ok(name, `not usable, not needed: ${firstLine(reason)}`);
      return fail(name, firstLine(reason), mend);
    }),
  );
}

async function probeApart(script: string, provider: Provider): Promise<string | undefined> {
  try {
    const args = [script, 'doctor', '--probe', provider, '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 30_000 });
    return (JSON.parse(stdout) as { reason?: string }).reason;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Runs a tiny program on a provider. @returns why it cannot be used; `undefined` when it can. */
export async function probe(provider: Provider): Promise<string | undefined> {
  const { compile, float32, tensor, tf } = await import('@tombola/engine');
  try {
    const program = await compile(({ x }) => ({ y: tf.add(x, x) }), { x: float32(2) }, { provider });
    const { y } = await program.run({ x: tensor([1, 2]) });
    await program.dispose();
    if (program.fallback !== undefined) return program.fallback;
    return y.data.join() === '2,4' ? undefined : `wrong result: ${y.data.join()}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The native TensorFlow: its package is optional, and its library is fetched only for who asks for it. */
function tensorflowGpu(from: string): Check {
  const name = 'tfjs-node-gpu';
  const folder = packageFolder('@tensorflow/tfjs-node-gpu', from);
  if (folder === undefined) return ok(name, 'not installed, not needed');
  if (!existsSync(join(folder, 'deps', 'lib'))) return ok(name, 'its native library is not there, not needed');
  const binding = existsSync(join(folder, 'lib', `napi-v${process.versions.napi}`, 'tfjs_binding.node'));
  return binding ? ok(name, 'installed') : warn(name, 'without a binding for this Node', 'Reinstall it, or leave it.');
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n');
  return line.length <= 160 ? line : `${line.slice(0, 157)}...`;
}
