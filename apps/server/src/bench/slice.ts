import { denseNetwork, sliceNetworkNow, type Counts } from '@tombola/geometry';
import { randomStream } from '@tombola/shared';

export interface SliceBenchOptions {
  /** Inputs, hidden units, outputs. */
  readonly widths: readonly number[];
  /** Half the width of the box around the origin. */
  readonly half: number;
  readonly seed: number;
  readonly repeats: number;
}

export interface SliceBench {
  readonly counts: Counts;
  /** Corners of a cell on average; 4 when no three lines meet. */
  readonly corners: number;
  /** Of every slice, classes and counts included. */
  readonly seconds: readonly number[];
  /** Of the processor, all threads together. */
  readonly processorSeconds: readonly number[];
  /** Cells a second of the fastest. */
  readonly rate: number;
  /** Of this process, in bytes. */
  readonly peakMemory: number;
}

/** Slices a network of random weights, uniform in +-1 / sqrt(inputs) as PyTorch draws them, several times. */
export function benchSlice({ widths, half, seed, repeats }: SliceBenchOptions): SliceBench {
  const network = kaimingNetwork(widths, seed);
  const box = [-half, -half, half, half] as const;
  const runs = Array.from({ length: repeats }, () => {
    const [started, before] = [performance.now(), process.cpuUsage()];
    const { counts } = sliceNetworkNow(network, { box });
    const { user, system } = process.cpuUsage(before);
    return { counts, seconds: (performance.now() - started) / 1000, processorSeconds: (user + system) / 1e6 };
  });
  const { counts } = runs[0]!;
  const { cells } = sliceNetworkNow(network, { box, classes: false, patterns: false });
  return {
    counts,
    corners: cells.vertices.length / counts.activation,
    seconds: runs.map((run) => run.seconds),
    processorSeconds: runs.map((run) => run.processorSeconds),
    rate: counts.activation / Math.min(...runs.map((run) => run.seconds)),
    peakMemory: process.resourceUsage().maxRSS * 1024,
  };
}

/** Dense layers with weights uniform in +-1 / sqrt(inputs). */
export function kaimingNetwork(widths: readonly number[], seed: number) {
  const layers = widths.slice(1).map((outputs, i) => {
    const stream = randomStream(seed, 'bench-slice', i);
    const inputs = widths[i]!;
    const draw = () => Math.fround((2 * stream.uniform() - 1) / Math.sqrt(inputs));
    const weights = Array.from({ length: outputs }, () => Array.from({ length: inputs }, draw));
    return { weights, bias: Array.from({ length: outputs }, draw) };
  });
  return denseNetwork({ layers });
}
