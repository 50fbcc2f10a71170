import type { Tensor } from '@tombola/engine';
import type { Node } from '@tombola/nn';
import { borderError, outsideTaps } from './border';

/** A convolution or dense layer, which mixes channels by weights. */
export type Mixer = Extract<Node, { op: 'conv' | 'dense' }>;

export function isMixer(node: Node): node is Mixer {
  return node.op === 'conv' || node.op === 'dense';
}

/**
 * How the outputs of a layer read its inputs, the same for convolutions and dense layers. Input `k` of an output counts within
 * the output's group; a dense layer has one group, and one weight between two units.
 */
export class Reading {
  readonly outputs: number;
  /** Inputs, and outputs, of one group. */
  readonly inputsEach: number;
  readonly outputsEach: number;
  /** Weights between an input and an output: the positions of the kernel. */
  readonly taps: number;
  /** Depthwise: every output has one input, with which it stays or goes. */
  readonly depthwise: boolean;
  private readonly outside: readonly (readonly number[])[];

  constructor(
    readonly node: Mixer,
    readonly weights: Tensor<'float32'>,
  ) {
    const inputs = node.inputShapes[0]![0];
    const groups = node.op === 'conv' ? node.groups : 1;
    this.outputs = node.outputShape[0];
    this.inputsEach = inputs / groups;
    this.outputsEach = this.outputs / groups;
    this.taps = node.op === 'conv' ? node.kernel[0] * node.kernel[1] : 1;
    this.depthwise = groups > 1 && groups === inputs;
    this.outside = node.op === 'conv' ? outsideTaps(node) : [];
  }

  /** The channel of the node before that is input `k` of an output. */
  channel(output: number, k: number): number {
    return Math.floor(output / this.outputsEach) * this.inputsEach + k;
  }

  weight(output: number, k: number, tap: number): number {
    const { node, weights, inputsEach, outputs, taps } = this;
    return weights.data[node.op === 'dense' ? k * outputs + output : (output * inputsEach + k) * taps + tap]!;
  }

  /** Whether any weight between the two is not 0. */
  reads(output: number, k: number): boolean {
    for (let tap = 0; tap < this.taps; tap++) if (this.weight(output, k, tap) !== 0) return true;
    return false;
  }

  /** What an input of 1 everywhere adds to an output away from the border. */
  sum(output: number, k: number): number {
    let sum = 0;
    for (let tap = 0; tap < this.taps; tap++) sum += this.weight(output, k, tap);
    return sum;
  }

  /**
   * The greatest amount by which an output is off somewhere at the border when the padding of inputs that are constant were
   * taken to be the constant too; 0 where that is exact.
   *
   * @param constants of all inputs; 0 for those that are not constant, or do not matter
   */
  borderError(output: number, constants: ArrayLike<number>): number {
    if (this.outside.length === 0) return 0;
    const taps = new Float64Array(this.taps);
    const first = this.channel(output, 0);
    for (let k = 0; k < this.inputsEach; k++) {
      const value = constants[first + k]!;
      if (value !== 0) taps.forEach((sum, tap) => (taps[tap] = sum + value * this.weight(output, k, tap)));
    }
    return borderError(this.outside, taps);
  }

  /** Whether padding keeps an output from being constant when its input `k` is a constant other than 0. */
  bordered(output: number, k: number): boolean {
    return this.outside.some((taps) => taps.some((tap) => this.weight(output, k, tap) !== 0));
  }
}
