import type { InferenceSession } from 'onnxruntime-node';

/** Where a compiled program runs. */
export type Provider = 'cpu' | 'cuda' | 'webgpu';

export interface RunOptions {
  /** Execution provider; one that this machine lacks falls back to `cpu`, and the program says which one ran. */
  readonly provider?: Provider;
  /** Threads inside one op. One is fastest for small networks; parallelism belongs between trials. */
  readonly threads?: number;
  /** `false` runs the graph as it is, operation by operation, for close comparison. */
  readonly optimise?: boolean;
  /** Writes a profile of every op to files with this prefix. */
  readonly profile?: string;
}

/** Providers with their options. The calls that WebGPU would check are the runtime's own. */
const GPU = { cuda: 'cuda', webgpu: { name: 'webgpu', validationMode: 'disabled' } } as const;

/** The options of onnxruntime that measurements favour (docs/benchmarks.md). */
export function sessionOptions({
  provider = 'cpu',
  threads = 1,
  optimise = true,
  profile,
}: RunOptions): InferenceSession.SessionOptions {
  return {
    executionProviders: provider === 'cpu' ? ['cpu'] : [GPU[provider], 'cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: optimise ? 'all' : 'disabled',
    enableCpuMemArena: true,
    enableMemPattern: true,
    logSeverityLevel: 3,
    ...(profile === undefined ? {} : { enableProfiling: true, profileFilePrefix: profile }),
    extra: {
      session: {
        // Optimizer states of dead weights decay into denormal numbers, on which arithmetic is many times slower.
        set_denormal_as_zero: '1',
        // Packed constants are multiplied in another order than inputs are, so that results differ in the last bits.
        ...(optimise ? {} : { disable_prepacking: '1' }),
        intra_op: { allow_spinning: threads > 1 ? '1' : '0' },
      },
    },
  };
}
