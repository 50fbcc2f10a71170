import { elementwise, like, number, type KernelCall, type Traced } from './define';
import { prelu } from './elementwise';
import { TraceError } from '../errors';

/** The activation that fused kernels name in their attributes, applied. */
export function activate(x: Traced, attrs: KernelCall['attrs'], preluWeights?: Traced): Traced {
  switch (attrs.activation ?? 'linear') {
    case 'linear':
      return x;
    case 'relu':
      return elementwise('Relu', x);
    case 'relu6':
      return like('Clip', [x, number(0), number(6)], x.shape);
    case 'elu':
      return elementwise('Elu', x);
    case 'sigmoid':
      return elementwise('Sigmoid', x);
    case 'leakyrelu':
      return like('LeakyRelu', [x], x.shape, { alpha: { float: (attrs.leakyreluAlpha as number | undefined) ?? 0.2 } });
    case 'prelu':
      return prelu(x, preluWeights!);
    default:
      throw new TraceError(
        `The activation ${String(attrs.activation)} of a fused op cannot be traced; apply it after.`,
      );
  }
}
