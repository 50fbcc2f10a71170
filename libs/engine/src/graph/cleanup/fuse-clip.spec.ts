import { randomStream } from '@tombola/shared';
import { tensor } from '../../tensor';
import { runGraph } from '../../testing/run-graph';
import { constant, node, sortedNodes, type Graph, type Value } from '../graph';
import { fuseClip } from './fuse-clip';

const count = 100_003;
const x: Value = { dtype: 'float32', shape: [count], source: { kind: 'input', name: 'x' } };
const scalar = (value: number) => constant('float32', [], Float32Array.of(value));
const op = (name: string, ...inputs: Value[]) => node(name, inputs, x);
const graphOf = (value: Value): Graph => ({ inputs: [x], outputs: [['y', value]] });

/** Numbers around the bounds, and what a training that diverged has, among the others and in the last few. */
function numbers(): Float32Array {
  const stream = randomStream(0, 'clip');
  const data = Float32Array.from({ length: count }, () => 8 * stream.uniform() - 4);
  for (const at of [0, 5, 1000, count - 1]) data[at] = NaN;
  data.set([Infinity, -Infinity, 0, -0, 3e38, -3e38, 1e-40], 20);
  return data;
}

const between = (value: Value) => op('Min', op('Max', value, scalar(0)), scalar(1));
const stretched = op('Add', op('Mul', x, scalar(0.4)), scalar(0.3));

test.each([
  [['Clip'], between(x)],
  [['HardSigmoid'], between(stretched)],
])('%j gives the bits of what it stands for; NaN stays NaN', async (fused, value) => {
  const plain = graphOf(value);
  const after = fuseClip(fuseClip(plain));
  expect(sortedNodes(after).map((each) => each.op)).toEqual(fused);
  const data = numbers();
  const feeds = { x: tensor(data, [count]) };
  const [wish, got] = await Promise.all([plain, after].map(async (graph) => (await runGraph(graph, feeds)).y!.data));
  // A zero at the bound 0 may have either sign.
  const bits = (values: ArrayLike<number>) => new Uint32Array(Float32Array.from(values, (each) => each + 0).buffer);
  const [expected, found] = [bits(wish as Float32Array), bits(got as Float32Array)];
  expect([...data].flatMap((each, i) => (expected[i] === found[i] ? [] : [[each, wish![i], got![i]]]))).toEqual([]);
  expect([...data.keys()].filter((i) => Number.isNaN(got![i]))).toEqual([0, 5, 1000, count - 1]);
});
