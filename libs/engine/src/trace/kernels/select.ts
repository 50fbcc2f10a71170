import { constant } from '../../graph/graph';
import { sizeOf } from '../../tensor';
import {
  axesOf,
  cast,
  defineKernel,
  elementType,
  elementwise,
  filled,
  like,
  number,
  predicate,
  reshape,
  typed,
  where,
  type Traced,
} from './define';

/** Kernels that pick, place and count by index. */
export function defineSelection(): void {
  defineKernel('GatherV2', ({ inputs: { x, indices }, attrs }) => {
    const [axis = 0] = axesOf(attrs.axis, x!.shape);
    const batchDims = (attrs.batchDims as number | undefined) ?? 0;
    if (batchDims !== 0) return gatherBatches(x!, indices!, axis, batchDims);
    const shape = [...x!.shape.slice(0, axis), ...indices!.shape, ...x!.shape.slice(axis + 1)];
    return typed('Gather', [x, cast(indices!, 'int32')], x!.dtype, shape, { axis });
  });
  defineKernel('GatherNd', ({ inputs: { params, indices } }) => {
    const depth = indices!.shape.at(-1)!;
    const shape = [...indices!.shape.slice(0, -1), ...params!.shape.slice(depth)];
    return typed('GatherND', [params, cast(indices!, 'int64')], params!.dtype, shape);
  });
  defineKernel('ScatterNd', ({ inputs: { indices, updates }, attrs }) => {
    const shape = attrs.shape as number[];
    return scatterAdd(indices!, updates!, shape);
  });
  defineKernel('TensorScatterUpdate', ({ inputs: { tensor, indices, updates } }) =>
    typed('ScatterND', [tensor, cast(indices!, 'int64'), updates], tensor!.dtype, tensor!.shape),
  );
  defineKernel('UnsortedSegmentSum', ({ inputs: { x, segmentIds }, attrs }) => {
    const shape = [attrs.numSegments as number, ...x!.shape.slice(segmentIds!.shape.length)];
    // Float whatever it sums, as on other backends.
    return scatterAdd(reshape(segmentIds!, [...segmentIds!.shape, 1]), cast(x!, 'float32'), shape);
  });
  defineKernel('OneHot', ({ list: [indices], attrs }) => {
    const depth = attrs.depth as number;
    const dtype = elementType(attrs.dtype);
    const classes = constant(
      'int32',
      [depth],
      Int32Array.from({ length: depth }, (_, i) => i),
    ) as Traced;
    // By comparison, so that an index out of range gives a row without a hot element.
    const hot = predicate('Equal', reshape(cast(indices!, 'int32'), [...indices!.shape, 1]), classes);
    const [on, off] = [attrs.onValue as number, attrs.offValue as number];
    return on === 1 && off === 0 ? cast(hot, dtype) : where(hot, number(on, dtype), number(off, dtype));
  });
  defineKernel('Diag', ({ list: [x] }) => {
    const size = x!.shape.reduce((product, extent) => product * extent, 1);
    const eye = filled(0, [size, size], x!.dtype);
    const { data } = eye.source as { data: Float32Array };
    for (let i = 0; i < size; i++) data[i * (size + 1)] = 1;
    return reshape(elementwise('Mul', reshape(x!, [size, 1]), eye), [...x!.shape, ...x!.shape]);
  });
}

/** Gathers along `axis` with indices of its own for every place on the first `batchDims` axes. */
function gatherBatches(x: Traced, indices: Traced, axis: number, batchDims: number): Traced {
  const [batch, outer, inner] = [x.shape.slice(0, batchDims), x.shape.slice(batchDims, axis), x.shape.slice(axis + 1)];
  const picked = indices.shape.slice(batchDims);
  const [batches, outers, inners, count] = [sizeOf(batch), sizeOf(outer), sizeOf(inner), sizeOf(picked)];
  const extent = x.shape[axis]!;
  // One gather from all rows: every block of `extent` rows starts at its offset.
  const offsets = Int32Array.from({ length: batches * outers }, (_, block) => block * extent);
  const rows = elementwise(
    'Add',
    reshape(cast(indices, 'int32'), [batches, 1, count]),
    constant('int32', [batches, outers, 1], offsets) as Traced,
  );
  const table = reshape(x, [batches * outers * extent, inners]);
  const gathered = typed('Gather', [table, rows], x.dtype, [batches, outers, count, inners], { axis: 0 });
  return reshape(gathered, [...batch, ...outer, ...picked, ...inner]);
}

/** Updates summed into a tensor of zeros. */
function scatterAdd(indices: Traced, updates: Traced, shape: readonly number[]): Traced {
  if (shape.some((extent) => extent === 0) || updates.shape.some((extent) => extent === 0)) {
    return filled(0, shape, updates.dtype);
  }
  return like('ScatterND', [filled(0, shape, updates.dtype), cast(indices, 'int64'), updates], shape, {
    reduction: 'add',
  });
}
