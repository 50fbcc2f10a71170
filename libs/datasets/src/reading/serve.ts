import { parentPort, workerData } from 'node:worker_threads';
import { InputError } from '@tombola/shared';
import { fillFromFiles } from './files';
import { bytesOf, fillFromMemory } from './memory';
import type { Answer, Order, Setup } from './messages';

/** The main loop of a reading thread: makes the batches that it is asked for, in their order. See `readInThread`. */
export function serveImages(): void {
  const { set, augmentation, port, signal } = workerData as Setup;
  const fill = 'images' in set ? fillFromMemory(set, augmentation) : fillFromFiles(set, augmentation);
  const size = bytesOf(set);
  const dropped = new Set<number>();
  let working: Promise<void> = Promise.resolve();

  const tell = (answer: Answer) => {
    port.postMessage(answer, 'images' in answer ? [answer.images.buffer] : []);
    Atomics.add(signal, 0, 1);
    Atomics.notify(signal, 0);
  };
  const make = async ({ id, wish, buffer }: Exclude<Order, { readonly drop: number }>) => {
    if (dropped.delete(id)) return tell({ id, error: 'it was dropped' });
    const bytes = wish.examples.length * size;
    try {
      const images = new Uint8Array(buffer?.byteLength === bytes ? buffer : new ArrayBuffer(bytes));
      await fill(wish, images);
      tell({ id, images });
    } catch (error) {
      tell(error instanceof InputError ? { id, problem: error.problem } : { id, error: String(error) });
    }
  };
  port.on('message', (order: Order) => {
    if ('drop' in order) dropped.add(order.drop);
    else working = working.then(() => make(order));
  });
  parentPort!.postMessage('ready');
}
