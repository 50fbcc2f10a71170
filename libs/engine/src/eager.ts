import type * as tfTypes from '@tensorflow/tfjs-core';
import { InputError } from '@tombola/shared';
import { collectFeeds, unflatten } from './compile';
import type { Program } from './program';
import { flatten, isSpec, mapLeaves, type Nested, type Signature, type Symbols } from './record';
import type { Tensor, TensorSpec } from './tensor';
import { tf } from './tensorflow';
import type { ProgramFunction, SymbolTree } from './trace/trace';

/**
 * The same program, run op by op on a TensorFlow.js backend: `cpu` (the reference that every compiled program is
 * tested against), or `tensorflow`, `webgpu` and others once their package is imported.
 *
 * @throws {InputError} when no such backend is registered.
 */
export async function eager<const S extends Signature, O>(
  program: ProgramFunction<S, O>,
  signature: S,
  { backend = 'cpu' }: { backend?: string } = {},
): Promise<Program<S, O>> {
  if (backend === 'cpu') await import('@tensorflow/tfjs-backend-cpu');
  if (!(await tf.setBackend(backend).catch(() => false))) {
    throw new InputError({
      what: 'this TensorFlow.js backend is not registered',
      value: backend,
      expected: Object.keys(tf.engine().registryFactory).join(', '),
      mend: 'Import the package that brings it, for instance @tensorflow/tfjs-node for the backend tensorflow.',
    });
  }
  const specs = flatten<TensorSpec>(signature, isSpec);
  return {
    engine: `tensorflow.js ${backend}`,
    dispose: () => Promise.resolve(),
    run: async (inputs) => {
      collectFeeds(specs, inputs);
      await tf.setBackend(backend);
      const results = tf.tidy(() => {
        const symbols = mapLeaves(inputs as Nested<Tensor>, isHostTensor, toTf);
        // Cloned, so that each can be freed: a result may be there twice, or belong to the program's surroundings.
        return mapLeaves(program(symbols as Symbols<S>) as unknown as SymbolTree, isTf, (result) => tf.clone(result));
      });
      const host: [string, Tensor][] = [];
      for (const [name, result] of flatten<tfTypes.Tensor>(results, isTf)) {
        host.push([name, await fromTf(result)]);
        result.dispose();
      }
      return unflatten<O>(host);
    },
  };
}

function isHostTensor(node: unknown): node is Tensor {
  return typeof node === 'object' && node !== null && ArrayBuffer.isView((node as { data?: unknown }).data);
}

function isTf(node: unknown): node is tfTypes.Tensor {
  return node instanceof tf.Tensor;
}

function toTf({ dtype, shape, data }: Tensor): tfTypes.Tensor {
  const values = dtype === 'uint8' ? Int32Array.from(data) : data.slice();
  return tf.tensor(values, [...shape], dtype === 'uint8' ? 'int32' : dtype);
}

async function fromTf(result: tfTypes.Tensor): Promise<Tensor> {
  const data = await result.data();
  const dtype = result.dtype as 'float32' | 'int32' | 'bool';
  return { dtype, shape: result.shape, data: dtype === 'bool' ? Uint8Array.from(data) : data.slice() };
}
