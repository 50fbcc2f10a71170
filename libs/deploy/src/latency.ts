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
/** Calls of one file before the next has its turn. */
const BLOCK = 5;

/**
 * Runs an exported file as a program that uses it would, onnxruntime's optimisations on, and takes the time of each call.
 * A file whose weights are mostly 0 takes as long as a dense one: runtimes multiply by zeros. Only what is smaller is faster,
 * so a count of operations is no measure of speed, and this stands beside it.
 *
 * @throws {InputError} when the file cannot be read, or is no ONNX model.
 */
export async function measureLatency(file: Uint8Array | string, options: LatencyOptions = {}): Promise<Latency> {
  const [latency] = await measureLatencies([file], options);
  return latency!;
}

/**
 * The same of several files to compare, in turns of a few calls each: a machine that grows faster or slower in the meantime does so
 * for all of them.
 *
 * @throws {InputError} as {@link measureLatency}.
 */
export async function measureLatencies(
  files: readonly (Uint8Array | string)[],
  { batch = 1, calls = 50, threads = 1, provider = 'cpu' }: LatencyOptions = {},
): Promise<Latency[]> {
  const runners: Runner[] = [];
  try {
    for (const file of files) runners.push(await runnerOf(file, batch, { threads, provider }));
    for (const { run } of runners) for (let call = 0; call < WARM_UP; call++) await run();
    const times: number[][] = runners.map(() => []);
    for (let done = 0; done < calls; done += BLOCK) {
      for (const [i, { run }] of runners.entries()) {
        for (let call = done; call < Math.min(calls, done + BLOCK); call++) {
          const started = performance.now();
          await run();
          times[i]!.push(performance.now() - started);
        }
      }
    }
    return runners.map(({ session }, i) => ({
      medianMs: quantile(times[i]!, 0.5),
      leastMs: Math.min(...times[i]!),
      ...{ batch, calls, threads, provider: session.provider },
    }));
  } finally {
    for (const { session } of runners) await session.dispose();
  }
}

/** A file that is loaded, and a call of it. */
interface Runner {
  readonly session: OnnxSession;
  readonly run: () => Promise<unknown>;
}

async function runnerOf(
  file: Uint8Array | string,
  batch: number,
  options: Required<Pick<LatencyOptions, 'threads' | 'provider'>>,
): Promise<Runner> {
  const bytes = typeof file === 'string' ? await readBytes(file) : plainBytes(file);
  const [input] = decodeModel(bytes, typeof file === 'string' ? file : 'the ONNX file').inputs;
  const shape = [batch, ...input!.shape.slice(1).map(Number)];
  const feeds = { [input!.name]: tensor(new Float32Array(sizeOf(shape)).fill(0.5), shape) };
  const session = await OnnxSession.load(bytes, options);
  return { session, run: () => session.run(feeds) };
}
