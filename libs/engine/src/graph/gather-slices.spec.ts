import type * as tfTypes from '@tensorflow/tfjs-core';
import { runGraph } from '../testing/run-graph';
import { float32, int32, scalar, tensor } from '../tensor';
import { tf } from '../tensorflow';
import { trace } from '../trace/trace';
import { cleanUp } from './cleanup';
import { gatherSlices, INDEX } from './gather-slices';

const step = cleanUp(
  trace(
    ({ w, rate, add, kept }: Record<'w' | 'rate' | 'add' | 'kept', tfTypes.Tensor>) => ({
      y: tf.add(tf.add(tf.mul(w, rate), tf.cast(add, 'float32')), kept),
    }),
    { w: float32(2), rate: float32(), add: int32(2), kept: float32(2) },
  ),
);
const w = [3, -1];
const rates = [0.5, 2, 10];
const adds = [
  [1, 2],
  [30, 40],
  [500, 600],
];
const kept = [1000, 2000];

test('a step takes the slices of its number from stacks, and counts', async () => {
  const stacked = gatherSlices(step, ['rate', 'add']);
  const shapes = stacked.inputs.map(({ source, shape }) => [source.kind === 'input' && source.name, shape]);
  expect(Object.fromEntries(shapes)).toEqual({
    w: [2],
    rate: ['steps'],
    add: ['steps', 2],
    kept: [2],
    [INDEX]: [],
  });
  for (const [i, rate] of rates.entries()) {
    const { y, [INDEX]: next } = await runGraph(stacked, {
      w: tensor(w),
      rate: tensor(rates),
      add: tensor(adds.flat(), [3, 2], 'int32'),
      kept: tensor(kept),
      [INDEX]: scalar(i, 'int32'),
    });
    expect(y!.shape).toEqual([2]);
    expect([...y!.data]).toEqual(w.map((value, j) => value * rate + adds[i]![j]! + kept[j]!));
    expect(next).toEqual(scalar(i + 1, 'int32'));
  }
});

test('a step that gives back a slice gives that of its number', async () => {
  const identity = trace(({ x }) => ({ x }), { x: float32(2) });
  const { x } = await runGraph(gatherSlices(identity, ['x']), {
    x: tensor([1, 2, 3, 4, 5, 6], [3, 2]),
    [INDEX]: scalar(1, 'int32'),
  });
  expect(x).toEqual(tensor([3, 4]));
});
