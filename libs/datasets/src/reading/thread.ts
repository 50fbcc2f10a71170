import { once } from 'node:events';
import { MessageChannel, receiveMessageOnPort, Worker, type WorkerOptions } from 'node:worker_threads';
import { InputError } from '@tombola/shared';
import type { Augmentation } from '../augment/augmentation';
import type { Images } from '../types';
import { library } from './decode';
import { bytesOf, labelsOf } from './memory';
import type { Answer, Order, Setup } from './messages';
import type { Reader } from './reader';

/** Bytes of batches that are made before they are taken, and how many batches that may be. */
const most = { bytes: 2 ** 27, batches: 200 };

/** Milliseconds after which a thread that gives no batch is taken for dead. */
const patience = 300_000;

/**
 * Reads a set in a thread beside this one: batches are decoded and augmented while this thread does something else, which
 * needs not return to its event loop. They have the bits that they would have here.
 *
 * @param script the thread's program: a file that calls `serveImages()`.
 * @throws {InputError} when the thread cannot be started.
 */
export async function readInThread(set: Images, script: string, augmentation?: Augmentation): Promise<Reader> {
  // With glibc, a library that only threads load goes with the first thread that ends: it is loaded here too.
  if ('files' in set) await library();
  const { port1: port, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const workerData: Setup = { set, augmentation, port: port2, signal };
  const worker = await start(script, { workerData, transferList: [port2] });
  worker.unref();
  let failure: Error | undefined;
  worker.on('error', (error: Error) => (failure = error));

  const size = bytesOf(set);
  const arrived = new Map<number, Answer>();
  const dropped = new Set<number>();
  /** Memory of the batches that were taken last: two are the taker's, the others go back to the thread. */
  const lent: ArrayBuffer[] = [];
  let ids = 0;

  const send = (order: Order, transfer: ArrayBuffer[] = []) => port.postMessage(order, transfer);
  const receive = (id: number): Answer => {
    for (;;) {
      const answer = arrived.get(id);
      if (arrived.delete(id)) return answer!;
      const seen = Atomics.load(signal, 0);
      const received: { readonly message: Answer } | undefined = receiveMessageOnPort(port);
      if (received !== undefined) {
        if (!dropped.delete(received.message.id)) arrived.set(received.message.id, received.message);
      } else if (failure !== undefined) throw failure;
      else if (Atomics.wait(signal, 0, seen, patience) === 'timed-out') {
        throw new Error(`the thread that reads images gave none for ${patience / 1000} s`);
      }
    }
  };

  return {
    count: set.count,
    ahead: (batch) => Math.max(2, Math.min(most.batches, Math.floor(most.bytes / (batch * size)))),
    begin(wish) {
      const id = ids++;
      const labels = labelsOf(set, wish);
      const buffer = lent.length > 2 ? lent.shift() : undefined;
      send({ id, wish, buffer }, buffer && [buffer]);
      return {
        take() {
          const answer = receive(id);
          if ('problem' in answer) throw new InputError(answer.problem);
          if ('error' in answer) throw new Error(answer.error);
          lent.push(answer.images.buffer);
          return { images: answer.images, labels };
        },
        drop() {
          if (arrived.delete(id)) return;
          dropped.add(id);
          send({ drop: id });
        },
      };
    },
    async close() {
      await worker.terminate();
      port.close();
    },
  };
}

/** A thread that is ready. @throws {InputError} with the reason when it ends before. */
async function start(script: string, options: WorkerOptions): Promise<Worker> {
  try {
    const worker = new Worker(script, options);
    const ended = async () => {
      await once(worker, 'exit');
      throw new Error('it ended at once');
    };
    await Promise.race([once(worker, 'message'), ended()]);
    return worker;
  } catch (cause) {
    throw new InputError(
      {
        what: 'the thread that reads images cannot be started',
        value: cause instanceof Error ? cause.message : cause,
        expected: `a program in ${script}`,
        mend: 'Build Tombola again: `npm run build`.',
      },
      { cause },
    );
  }
}
