import { tf } from '../../tensorflow';
import { cast, defineKernel, elementwise, filled, like, type Traced } from './define';
import { activate } from './activation';

export function defineMatMul(): void {
  defineKernel('BatchMatMul', ({ inputs: { a, b }, attrs }) =>
    matMul(a!, b!, attrs.transposeA === true, attrs.transposeB === true),
  );
  defineKernel('_FusedMatMul', ({ inputs: { a, b, bias, preluActivationWeights }, attrs }) => {
    const product = matMul(a!, b!, attrs.transposeA === true, attrs.transposeB === true);
    const biased = bias === undefined ? product : elementwise('Add', product, bias);
    return activate(biased, attrs, preluActivationWeights);
  });
  defineKernel('Einsum', ({ list, attrs }) => {
    const equation = (attrs.equation as string).replace(/\s/g, '');
    return like('Einsum', list, einsumShape(equation, list), { equation });
  });
}

/** a · b over the last two axes, batch axes broadcast; either may be transposed. */
export function matMul(a: Traced, b: Traced, transposeA: boolean, transposeB: boolean): Traced {
  if (a.dtype !== 'float32') {
    return cast(matMul(cast(a, 'float32'), cast(b, 'float32'), transposeA, transposeB), a.dtype);
  }
  const rows = a.shape.at(transposeA ? -1 : -2)!;
  const columns = b.shape.at(transposeB ? -2 : -1)!;
  const batch = tf.backend_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  // onnxruntime leaves a product over nothing uninitialised once it has fused a transpose into it.
  if (a.shape.at(transposeA ? -2 : -1) === 0) return filled(0, [...batch, rows, columns], a.dtype);
  if (a.shape.length === 2 && b.shape.length === 2) {
    return like('Gemm', [a, b], [rows, columns], { transA: Number(transposeA), transB: Number(transposeB) });
  }
  const left = transposeA ? swapLast(a) : a;
  const right = transposeB ? swapLast(b) : b;
  return like('MatMul', [left, right], [...batch, rows, columns]);
}

function swapLast(value: Traced): Traced {
  const axes = value.shape.map((_, axis) => axis);
  const perm = [...axes.slice(0, -2), axes.at(-1)!, axes.at(-2)!];
  return like(
    'Transpose',
    [value],
    perm.map((axis) => value.shape[axis]!),
    { perm },
  );
}

function einsumShape(equation: string, inputs: readonly Traced[]): number[] {
  const [terms = '', result = ''] = equation.split('->');
  const extents = new Map<string, number>();
  terms.split(',').forEach((term, i) => [...term].forEach((axis, k) => extents.set(axis, inputs[i]!.shape[k]!)));
  return [...result].map((axis) => extents.get(axis)!);
}
