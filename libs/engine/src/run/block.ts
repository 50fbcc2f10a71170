import { node, type Value } from '../graph/graph';
import { encodeModel } from '../onnx/model';
import { OnnxSession } from './onnx';

let known: Promise<number> | undefined;

/**
 * How many channels a block of onnxruntime's blocked convolutions has on this machine: as many floats as a vector
 * register holds, 8 or 16; 1 where this build has no such convolutions. Found by looking, once a process.
 */
export function blockSize(): Promise<number> {
  return (known ??= probe());
}

async function probe(): Promise<number> {
  const CHANNELS = 16;
  const shape = [1, CHANNELS, 1, 2];
  const images: Value = { dtype: 'float32', shape, source: { kind: 'input', name: 'images' } };
  const blocked = node('ReorderInput', [images], images, {}, 'com.microsoft.nchwc');
  try {
    const session = await OnnxSession.load(encodeModel({ inputs: [images], outputs: [['blocked', blocked]] }));
    // The second pixel of the first channel comes after all first pixels of a block.
    const data = Float32Array.from({ length: 2 * CHANNELS }, (_, i) => i);
    const results = await session.run({ images: { dtype: 'float32', shape, data } });
    await session.dispose();
    const block = Object.values(results)[0]!.data.indexOf(1);
    return block === 8 || block === 16 ? block : 1;
  } catch {
    return 1;
  }
}
