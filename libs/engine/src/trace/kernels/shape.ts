import { constant, int64s, nodeWithOutputs } from '../../graph/graph';
import { tf } from '../../tensorflow';
import {
  axesOf,
  defineKernel,
  elementType,
  filled,
  like,
  number,
  reshape,
  transpose,
  typed,
  type Traced,
} from './define';

export function defineShapes(): void {
  defineKernel('Reshape', ({ list: [x], attrs }) =>
    reshape(x!, tf.util.inferFromImplicitShape([...(attrs.shape as number[])], tf.util.sizeFromShape([...x!.shape]))),
  );
  defineKernel('ExpandDims', ({ list: [x], attrs }) => {
    const dim = attrs.dim as number;
    const at = dim < 0 ? x!.shape.length + 1 + dim : dim;
    return reshape(x!, x!.shape.toSpliced(at, 0, 1));
  });
  defineKernel('Transpose', ({ list: [x], attrs }) => transpose(x!, attrs.perm as number[]));
  defineKernel('Tile', ({ list: [x], attrs }) => {
    const reps = attrs.reps as number[];
    return typed(
      'Tile',
      [x, int64s(reps)],
      x!.dtype,
      x!.shape.map((extent, axis) => extent * reps[axis]!),
    );
  });
  defineKernel('Concat', ({ list, attrs }) => concat(list, attrs.axis as number));
  defineKernel('Pack', ({ list, attrs }) => {
    const axis =
      (attrs.axis as number) < 0 ? list[0]!.shape.length + 1 + (attrs.axis as number) : (attrs.axis as number);
    return concat(
      list.map((x) => reshape(x, x.shape.toSpliced(axis, 0, 1))),
      axis,
    );
  });
  defineKernel('Unpack', ({ list: [x], attrs }) => {
    const [axis = 0] = axesOf(attrs.axis, x!.shape);
    const rest = x!.shape.toSpliced(axis, 1);
    return split(x!, new Array<number>(x!.shape[axis]!).fill(1), axis).map((part) => reshape(part, rest));
  });
  defineKernel('SplitV', ({ list: [x], attrs }) => {
    const [axis = 0] = axesOf(attrs.axis, x!.shape);
    const sizes = tf.backend_util.prepareSplitSize(
      { shape: [...x!.shape] } as Parameters<typeof tf.backend_util.prepareSplitSize>[0],
      attrs.numOrSizeSplits as number | number[],
      axis,
    );
    return split(x!, sizes, axis);
  });
  defineKernel('Slice', ({ list: [x], attrs }) => {
    const like = { shape: [...x!.shape] } as Parameters<typeof tf.slice_util.parseSliceParams>[0];
    const parsed = tf.slice_util.parseSliceParams(like, attrs.begin as number[], attrs.size as number[]);
    const [begin, size] = parsed as [number[], number[]];
    return slice(
      x!,
      begin,
      begin.map((from, axis) => from + size[axis]!),
    );
  });
  defineKernel('StridedSlice', ({ list: [x], attrs }) => stridedSlice(x!, attrs));
  defineKernel('Reverse', ({ list: [x], attrs }) => {
    const axes = axesOf(attrs.dims, x!.shape);
    if (axes.length === 0) return like('Identity', [x!], x!.shape);
    return typed(
      'Slice',
      [x, int64s(axes.map(() => -1)), int64s(axes.map(() => -INT64_END)), int64s(axes), int64s(axes.map(() => -1))],
      x!.dtype,
      x!.shape,
    );
  });
  defineKernel('PadV2', ({ list: [x], attrs }) => {
    const paddings = attrs.paddings as [number, number][];
    return pad(x!, paddings, 'constant', attrs.constantValue as number);
  });
  defineKernel('MirrorPad', ({ list: [x], attrs }) => {
    const paddings = attrs.paddings as [number, number][];
    return attrs.mode === 'reflect' ? pad(x!, paddings, 'reflect', 0) : padSymmetric(x!, paddings);
  });
  defineKernel('Fill', ({ attrs }) =>
    filled(attrs.value as number, attrs.shape as number[], elementType(attrs.dtype ?? 'float32')),
  );
  defineKernel('ZerosLike', ({ list: [x] }) => filled(0, x!.shape, x!.dtype));
  defineKernel('OnesLike', ({ list: [x] }) => filled(1, x!.shape, x!.dtype));
  defineKernel('Range', ({ attrs }) =>
    sequence(attrs.start as number, attrs.stop as number, attrs.step as number, attrs.dtype),
  );
  defineKernel('LinSpace', ({ attrs }) => {
    const [start, stop, count] = [attrs.start as number, attrs.stop as number, attrs.num as number];
    const step = count > 1 ? (stop - start) / (count - 1) : 0;
    const numbers = Float32Array.from({ length: count }, (_, i) => start + i * step);
    return constant('float32', [count], numbers);
  });
}

/** "To the end", as ONNX slices understand it; exactly representable. */
const INT64_END = 2 ** 53 - 1;

export function concat(parts: readonly Traced[], axis: number): Traced {
  const [at = 0] = axesOf(axis, parts[0]!.shape);
  const extent = parts.reduce((sum, part) => sum + part.shape[at]!, 0);
  return like('Concat', parts, parts[0]!.shape.with(at, extent), { axis: at });
}

function split(x: Traced, sizes: readonly number[], axis: number): Traced[] {
  if (sizes.length === 0) return [];
  const types = sizes.map((size) => ({ dtype: x.dtype, shape: x.shape.with(axis, size) }));
  return nodeWithOutputs('Split', [x, int64s(sizes)], types, { axis }) as Traced[];
}

/** x[begin .. end) on every axis. Axes that are taken whole are left out, so that their extent may vary. */
export function slice(x: Traced, begin: readonly number[], end: readonly number[], step?: readonly number[]): Traced {
  const steps = step ?? begin.map(() => 1);
  const cut = x.shape.flatMap((extent, axis) =>
    begin[axis] === 0 && end[axis] === extent && steps[axis] === 1 ? [] : [axis],
  );
  const shape = x.shape.map((_, axis) => Math.max(0, Math.ceil((end[axis]! - begin[axis]!) / steps[axis]!)));
  if (cut.length === 0) return like('Identity', [x], x.shape);
  const pick = (values: readonly number[]) => int64s(cut.map((axis) => values[axis]!));
  return typed('Slice', [x, pick(begin), pick(end), int64s(cut), pick(steps)], x.dtype, shape);
}

function stridedSlice(x: Traced, attrs: Readonly<Record<string, unknown>>): Traced {
  const { finalShapeSparse, finalShape, isIdentity, sliceDim0, begin, end, strides } = tf.slice_util.sliceInfo(
    [...x.shape],
    attrs.begin as number[],
    attrs.end as number[],
    attrs.strides as number[],
    attrs.beginMask as number,
    attrs.endMask as number,
    attrs.ellipsisMask as number,
    attrs.newAxisMask as number,
    attrs.shrinkAxisMask as number,
  );
  if (isIdentity) return reshape(x, finalShape);
  if (finalShapeSparse.some((extent) => extent === 0)) return filled(0, finalShape, x.dtype);
  if (!sliceDim0 && strides.every((stride) => stride === 1)) return reshape(slice(x, begin, end), finalShape);
  // A negative stride may run down to index 0, whose end of -1 ONNX would count from the back.
  const ends = end.map((to, axis) => (strides[axis]! < 0 && to < 0 ? -INT64_END : to));
  const axes = x.shape.map((_, axis) => axis);
  // Not finalShapeSparse, which lacks the axes that the mask drops.
  const shape = tf.slice_util.computeOutShape(begin, end, strides);
  const cut = typed('Slice', [x, int64s(begin), int64s(ends), int64s(axes), int64s(strides)], x.dtype, shape);
  return reshape(cut, finalShape);
}

function pad(x: Traced, paddings: readonly (readonly [number, number])[], mode: string, value: number): Traced {
  const shape = x.shape.map((extent, axis) => extent + paddings[axis]![0] + paddings[axis]![1]);
  const pads = int64s([...paddings.map(([before]) => before), ...paddings.map(([, after]) => after)]);
  return typed('Pad', [x, pads, number(value, x.dtype)], x.dtype, shape, { mode });
}

/** Padding that repeats the edge itself: rows picked by index, axis by axis. */
function padSymmetric(x: Traced, paddings: readonly (readonly [number, number])[]): Traced {
  return paddings.reduce((padded, [before, after], axis) => {
    if (before === 0 && after === 0) return padded;
    const extent = padded.shape[axis]!;
    const rows = Array.from({ length: before + extent + after }, (_, i) => {
      const row = i - before;
      return row < 0 ? -1 - row : row < extent ? row : 2 * extent - 1 - row;
    });
    return like('Gather', [padded, int64s(rows) as Traced], padded.shape.with(axis, rows.length), { axis });
  }, x);
}

function sequence(start: number, stop: number, step: number, dtype: unknown): Traced {
  const count = Math.max(0, Math.ceil((stop - start) / step));
  const ramp = filled(0, [count], elementType(dtype));
  const { data } = ramp.source as { data: Float32Array | Int32Array };
  for (let i = 0; i < count; i++) data[i] = start + i * step;
  return ramp;
}
