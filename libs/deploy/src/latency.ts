import { decodeModel, OnnxSession, sizeOf, tensor, type Provider } from '@tombola/engine';
import { quantile } from '@tombola/shared';
import { plainBytes, readBytes } from './read-bytes';

export interface LatencyOptions {
  /** Examples a call. Default 1. */
  readonly batch?: number;
  /** Calls that are measured, after a few that are not. Default 50. */
  readonly calls?: number;
  /** Threads inside one op. Default 1. */
  readonly threads?: number;
  readonly provider?: Provider;
}

/** How long an ONNX file takes to answer on this machine. */
export interface Latency {
  /** Milliseconds of a call: the median of all, and the least. */
  readonly medianMs: number;
  readonly leastMs: number;
  readonly batch: number;
  readonly calls: number;
  readonly threads: number;
  /** What ran it: an execution provider of onnxruntime. */
  readonly provider: Provider;
}

/** Calls before the first that counts: memory is found, caches are filled. */
const WARM_UP = 5;

/**
 * Runs an exported file as a program that uses it would, onnxruntime's optimisations on, and takes the time of each call.
 * A file whose weights are mostly 0 takes as long as a dense one: runtimes multiply by zeros. Only what is smaller is faster,
 * so a count of operations is no measure of speed, and this stands beside it.
 *
 * @throws {InputError} when the file cannot be read, or is no ONNX model.
 */
export async function measureLatency(file: Uint8Array | string, options: LatencyOptions = {}): Promise<Latency> {
  const { batch = 1, calls = 50, threads = 1, provider = 'cpu' } = options;
  const bytes = typeof file === 'string' ? await readBytes(file) : plainBytes(file);
  const [input] = decodeModel(bytes, typeof file === 'string' ? file : 'the ONNX file').inputs;
  const shape = [batch, ...input!.shape.slice(1).map(Number)];
  const feeds = { [input!.name]: tensor(new Float32Array(sizeOf(shape)).fill(0.5), shape) };
  const session = await OnnxSession.load(bytes, { threads, provider });
  try {
    const times: number[] = [];
    for (let call = -WARM_UP; call < calls; call++) {
      const started = performance.now();
      await session.run(feeds);
      if (call >= 0) times.push(performance.now() - started);
    }
    const medianMs = quantile(times, 0.5);
    return { medianMs, leastMs: Math.min(...times), batch, calls, threads, provider: session.provider };
  } finally {
    await session.dispose();
  }
}
