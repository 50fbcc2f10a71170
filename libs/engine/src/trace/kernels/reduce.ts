import { int64s, nodeWithOutputs } from '../../graph/graph';
import {
  axesOf,
  cast,
  defineKernel,
  elementwise,
  filled,
  like,
  number,
  reshape,
  typed,
  type KernelCall,
  type Traced,
} from './define';
import { concat, slice } from './shape';

export function defineReductions(): void {
  reduction('Sum', 'ReduceSum', 0);
  reduction('Prod', 'ReduceProd', 1);
  extremum('Max', 'ReduceMax', -Infinity);
  extremum('Min', 'ReduceMin', Infinity);
  defineKernel('Mean', (call) => reduce('ReduceMean', { ...call, list: [cast(call.list[0]!, 'float32')] }, NaN));
  defineKernel('Any', (call) =>
    cast(reduce('ReduceMax', { ...call, list: [cast(call.list[0]!, 'int32')] }, 0), 'bool'),
  );
  defineKernel('All', (call) =>
    cast(reduce('ReduceMin', { ...call, list: [cast(call.list[0]!, 'int32')] }, 1), 'bool'),
  );
  for (const op of ['ArgMax', 'ArgMin']) {
    defineKernel(op, ({ list: [x], attrs }) => {
      const [axis = 0] = axesOf(attrs.axis, x!.shape);
      const shape = x!.shape.filter((_, i) => i !== axis);
      return cast(typed(op, [x], 'int64', shape, { axis, keepdims: 0 }), 'int32');
    });
  }
  defineKernel('Softmax', ({ list: [x], attrs }) => alongAxis('Softmax', x!, attrs.dim));
  defineKernel('Cumsum', ({ list: [x], attrs }) => {
    const [axis = 0] = axesOf(attrs.axis, x!.shape);
    return typed('CumSum', [x, number(axis, 'int32')], x!.dtype, x!.shape, {
      exclusive: Number(attrs.exclusive === true),
      reverse: Number(attrs.reverse === true),
    });
  });
  defineKernel('Cumprod', ({ list: [x], attrs }) => {
    const [axis = 0] = axesOf(attrs.axis, x!.shape);
    return cumulativeProduct(x!, axis, attrs.exclusive === true, attrs.reverse === true);
  });
  defineKernel('TopK', ({ list: [x], attrs }) => {
    const k = attrs.k as number;
    const shape = [...x!.shape.slice(0, -1), k];
    const [values, indices] = nodeWithOutputs(
      'TopK',
      [x, int64s([k])],
      [
        { dtype: x!.dtype, shape },
        { dtype: 'int64', shape },
      ],
      { axis: -1, largest: 1, sorted: 1 },
    );
    return [values!, cast(indices as Traced, 'int32')];
  });
}

function reduction(kernel: string, op: string, ofNothing: number): void {
  defineKernel(kernel, (call) => reduce(op, call, ofNothing));
}

function extremum(kernel: string, op: string, ofNothing: number): void {
  defineKernel(kernel, ({ list: [x], inputs, attrs }) => {
    // Max alone names its axes so. Of bools ONNX has none.
    const axis = attrs.reductionIndices ?? attrs.axis;
    const ordered = x!.dtype === 'bool' ? cast(x!, 'int32') : x!;
    return cast(reduce(op, { inputs, list: [ordered], attrs: { ...attrs, axis } }, ofNothing), x!.dtype);
  });
}

/** @param ofNothing what reducing no elements gives. */
function reduce(op: string, { list, attrs }: KernelCall, ofNothing: number): Traced {
  const x = list[0]!;
  const axes = axesOf(attrs.axis, x.shape);
  const keepDims = attrs.keepDims === true;
  const shape = keepDims
    ? x.shape.map((extent, axis) => (axes.includes(axis) ? 1 : extent))
    : x.shape.filter((_, axis) => !axes.includes(axis));
  if (axes.some((axis) => x.shape[axis] === 0)) return filled(ofNothing, shape, x.dtype);
  // A reduction over no axes leaves the elements alone; ONNX would take it for one over all axes.
  if (axes.length === 0) return reshape(x, shape);
  const keepdims = Number(keepDims);
  if (op === 'ReduceSum') return typed(op, [x, int64s(axes)], x.dtype, shape, { keepdims });
  return like(op, [x], shape, { axes, keepdims });
}

function alongAxis(op: string, x: Traced, axis: unknown): Traced {
  return like(op, [x], x.shape, { axis: axesOf(axis ?? -1, x.shape)[0] ?? 0 });
}

/** Products of ever longer runs by doubling: ONNX has no cumulative product. */
function cumulativeProduct(x: Traced, axis: number, exclusive: boolean, reverse: boolean): Traced {
  const extent = x.shape[axis]!;
  const shifted = (value: Traced, by: number) => {
    const ones = filled(1, x.shape.with(axis, by), x.dtype);
    const start = x.shape.map((_, i) => (reverse && i === axis ? by : 0));
    const end = x.shape.map((full, i) => (!reverse && i === axis ? full - by : full));
    const rest = slice(value, start, end);
    return concat(reverse ? [rest, ones] : [ones, rest], axis);
  };
  let product = exclusive && extent > 0 ? shifted(x, 1) : x;
  for (let run = 1; run < extent; run *= 2) product = elementwise('Mul', product, shifted(product, run));
  return product;
}
