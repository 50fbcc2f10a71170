import type * as tfTypes from '@tensorflow/tfjs-core';
import { InputError } from '@tombola/shared';
import { InferenceSession } from 'onnxruntime-node';
import { compile } from '../compile';
import { compileScan } from '../scan';
import { float32 } from '../tensor';
import { tf } from '../tensorflow';
import { usable } from './usable';

jest.mock('./usable', () => ({ usable: jest.fn() }));

const pool = ({ x }: Record<'x', tfTypes.Tensor>) => ({
  x: tf.grad((v) => tf.sum(tf.maxPool(v as tfTypes.Tensor4D, 2, 2, 'valid')))(x),
});
const x = float32(1, 4, 4, 1);

test('a program that the provider cannot run is refused before anything is loaded', async () => {
  jest.mocked(usable).mockResolvedValue({ provider: 'webgpu', fallback: undefined });
  const create = jest.spyOn(InferenceSession, 'create');
  await expect(compile(pool, { x }, { provider: 'webgpu' })).rejects.toThrow(InputError);
  const scan = compileScan(pool, { carry: { x }, shared: {}, each: {} }, { provider: 'webgpu' });
  await expect(scan).rejects.toThrow(InputError);
  expect(create).not.toHaveBeenCalled();
});

test('where the provider cannot be used, cpu runs the program and says why', async () => {
  jest.mocked(usable).mockResolvedValue({ provider: 'cpu', fallback: 'webgpu is not available: no driver' });
  const program = await compile(pool, { x }, { provider: 'webgpu' });
  expect(program).toMatchObject({
    provider: 'cpu',
    engine: 'onnxruntime cpu',
    fallback: 'webgpu is not available: no driver',
  });
  await program.dispose();
});
