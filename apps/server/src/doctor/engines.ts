import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
  const checks = [
    onnxruntime === undefined ? fail('onnxruntime', 'not installed', mend) : ok('onnxruntime', onnxruntime),
    ...(onnxruntime === undefined ? [] : await providers()),
    tensorflow === undefined ? fail('tensorflow.js', 'not installed', mend) : ok('tensorflow.js', tensorflow),
    tensorflowGpu(from),
  ];
  return checks;
}

async function providers(): Promise<Check[]> {
  const { compile, float32, tensor, tf } = await import('@tombola/engine');
  const attempt = async (provider: 'cpu' | 'cuda' | 'webgpu'): Promise<string | undefined> => {
    try {
      const program = await compile(({ x }) => ({ y: tf.add(x, x) }), { x: float32(2) }, { provider });
      const { y } = await program.run({ x: tensor([1, 2]) });
      await program.dispose();
      if (program.fallback !== undefined) return program.fallback;
      return y.data.join() === '2,4' ? undefined : `wrong result: ${y.data.join()}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
  const checks: Check[] = [];
  for (const provider of ['cpu', 'cuda', 'webgpu'] as const) {
    const reason = await attempt(provider);
    const name = `provider ${provider}`;
    // An accelerator is never required: that there is none is no fault.
    if (reason === undefined) checks.push(ok(name, 'works'));
    else if (provider === 'cpu') checks.push(fail(name, firstLine(reason), mend));
    else checks.push(ok(name, `not usable, not needed: ${firstLine(reason)}`));
  }
  return checks;
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
