import type * as tfTypes from '@tensorflow/tfjs-core';
import { compile } from '../compile';
import { sortedNodes } from '../graph/graph';
import { bool, float32, int32, scalar, tensor } from '../tensor';
import { tf } from '../tensorflow';
import { TraceError } from './errors';
import { trace } from './trace';

const x = { x: float32(2, 3) };

beforeAll(async () => {
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
});

// Whatever a test traces, and however it fails.
afterEach(() => expect(tf.getBackend()).toBe('cpu'));

function refusal(body: () => unknown): string {
  try {
    body();
  } catch (error) {
    expect(error).toBeInstanceOf(TraceError);
    return (error as Error).message;
  }
  throw new Error('it was traced');
}

describe('a program that reads a value is refused', () => {
  test('by dataSync and arraySync', () => {
    const read = /value of a tensor \(Mul float32\[2, 3\]\) was read .* Return the tensor .* tf\.where/;
    expect(refusal(() => trace(({ x }) => ({ y: tf.mul(x, x).dataSync() as never }), x))).toMatch(read);
    expect(refusal(() => trace(({ x }) => ({ y: tf.mul(tf.mul(x, x).arraySync() as never, 2) }), x))).toMatch(read);
  });

  test('by awaiting data, without an unhandled rejection', async () => {
    const program = async ({ x }: { x: tfTypes.Tensor }) => ({ y: tf.scalar((await x.data())[0]!) });
    expect(refusal(() => trace(program, x))).toMatch(/input x float32\[2, 3\]\) was read/);
    await new Promise((resolve) => setTimeout(resolve, 5));
  });

  test('by asking for data without waiting for it', () => {
    const program = ({ x }: { x: tfTypes.Tensor }) => {
      void x.data();
      return { y: tf.neg(x) };
    };
    expect(refusal(() => trace(program, x))).toMatch(/was read/);
  });

  test('but a constant may be read', () => {
    const graph = trace(({ x }) => ({ y: tf.mul(x, tf.tensor1d([1, 2, 3]).arraySync()[1]!) }), x);
    expect(sortedNodes(graph).map(({ op }) => op)).toEqual(['Mul']);
  });
});

test('an op that cannot be traced is named with its operands', () => {
  expect(
    refusal(() => trace(({ x }) => ({ y: tf.image.rotateWithOffset(tf.reshape(x, [1, 2, 3, 1]) as never, 1) }), x)),
  ).toMatch(/The op RotateWithOffset\(Reshape float32\[1, 2, 3, 1\]\) cannot be traced/);
});

test('an asynchronous program is refused', () => {
  expect(refusal(() => trace(({ x }) => Promise.resolve({ y: x }) as never, x))).toMatch(/asynchronous/);
});

test('a program without a result is refused', () => {
  expect(refusal(() => trace(() => ({}), x))).toMatch(/no result/);
  expect(refusal(() => trace(() => undefined, x))).toMatch(/no result/);
});

test('a result that is no tensor is named', () => {
  expect(() => trace(({ x }) => ({ y: x, loss: { mean: 3 } }), x)).toThrow(/loss\.mean is not a tensor \(got 3\)/);
});

describe('a program that is not a pure function is refused', () => {
  const impure = /does not do the same each time .* come in as inputs/;

  test('when it draws random numbers', () => {
    expect(refusal(() => trace(({ x }) => ({ y: tf.add(x, tf.randomNormal([2, 3])) }), x))).toMatch(impure);
  });

  test('when it draws random numbers beside an open extent', () => {
    const signature = { x: float32('batch', 3) };
    expect(refusal(() => trace(({ x }) => ({ y: tf.add(x, tf.randomNormal([3])) }), signature))).toMatch(impure);
  });

  test('when it asks for random classes', () => {
    expect(refusal(() => trace(({ x }) => ({ y: tf.multinomial(x as never, 3) }), x))).toMatch(/come in as an input/);
  });

  test('when it counts', () => {
    let count = 0;
    expect(refusal(() => trace(({ x }) => ({ y: tf.mul(x, ++count) }), x))).toMatch(impure);
  });

  test('when it takes turns between inputs, or between results', () => {
    let turn = 0;
    const two = { a: float32(2), b: float32(2) };
    const inputs = ({ a, b }: Record<string, tfTypes.Tensor>) => ({ y: tf.neg(turn++ % 2 === 0 ? a! : b!) });
    expect(refusal(() => trace(inputs, two))).toMatch(impure);
    const results = ({ a, b }: Record<string, tfTypes.Tensor>) =>
      turn++ % 2 === 0 ? { y: tf.neg(a!), z: tf.abs(b!) } : { z: tf.neg(a!), y: tf.abs(b!) };
    expect(refusal(() => trace(results, two))).toMatch(impure);
  });
});

test('a tensor of another backend becomes a constant and can still be used', async () => {
  const weights = tf.tensor2d([1, 2, 3, 4, 5, 6], [3, 2]);
  const mask = tf.tensor1d([true, false], 'bool');
  const program = await compile(({ x }) => ({ y: tf.where(mask, tf.matMul(x, weights), 0) }), x);
  const { y } = await program.run({ x: tensor([1, 0, 0, 0, 1, 0], [2, 3]) });
  expect(Array.from(y.data)).toEqual([1, 0, 3, 0]);
  expect(Array.from(weights.dataSync())).toEqual([1, 2, 3, 4, 5, 6]);
  expect(Array.from(mask.dataSync())).toEqual([1, 0]);
  expect(Array.from(tf.sum(weights, 0).dataSync())).toEqual([9, 12]);
  tf.dispose([weights, mask]);
  await program.dispose();
});

test('a constant does not change when the program goes on to change its array', async () => {
  const scale = new Float32Array([1, 2, 3]);
  const program = await compile(({ x }) => {
    const constant = tf.tensor1d(scale);
    return { y: tf.mul(x, constant) };
  }, x);
  scale.fill(9);
  expect(Array.from((await program.run({ x: tensor([1, 1, 1, 2, 2, 2], [2, 3]) })).y.data)).toEqual([1, 2, 3, 2, 4, 6]);
});

describe('an open extent', () => {
  const open = { x: float32('batch', 3) };

  test('that is used as a number is refused, with a way out', () => {
    const mean = ({ x }: { x: tfTypes.Tensor }) => ({ y: tf.div(tf.sum(x, 0), x.shape[0]) });
    expect(refusal(() => trace(mean, open))).toMatch(
      /depends on the extent of 'batch': Div\(ReduceSum float32\[3\], .*\) uses it as a number\. Give the signature a fixed/,
    );
    expect(sortedNodes(trace(mean, { x: float32(4, 3) })).map(({ op }) => op)).toEqual(['ReduceSum', 'Div']);
  });

  test('can be summed and averaged over, filled and broadcast to', async () => {
    const program = await compile(
      ({ x }) => ({
        mean: tf.mean(x, 0),
        ones: tf.onesLike(x),
        row: tf.broadcastTo(tf.sum(x, 0, true), x.shape as [number, number]),
        flat: tf.reshape(x, [-1]),
        hot: tf.oneHot(tf.argMax(x, 1), 3),
        rows: tf.reshape(tf.transpose(x), [3, x.shape[0], 1]),
      }),
      open,
    );
    for (const batch of [1, 4]) {
      const fed = tensor(
        Float32Array.from({ length: 3 * batch }, (_, i) => i),
        [batch, 3],
      );
      const results = await program.run({ x: fed });
      expect(Object.entries(results).map(([name, { shape }]) => [name, ...shape])).toEqual([
        ['mean', 3],
        ['ones', batch, 3],
        ['row', batch, 3],
        ['flat', 3 * batch],
        ['hot', batch, 3],
        ['rows', 3, batch, 1],
      ]);
      expect(Array.from(results.ones.data)).toEqual(Array.from({ length: 3 * batch }, () => 1));
    }
    await program.dispose();
  });

  test('can be differentiated through', async () => {
    const loss = ({ x, w }: Record<string, tfTypes.Tensor>) => tf.sum<tfTypes.Scalar>(tf.relu(tf.matMul(x!, w!)));
    const program = await compile(({ x, w }) => ({ dw: tf.grad((v) => loss({ x, w: v }))(w) }), {
      x: float32('batch', 3),
      w: float32(3, 2),
    });
    const w = tensor([1, -1, 1, -1, 1, -1], [3, 2]);
    for (const batch of [1, 3]) {
      const { dw } = await program.run({ x: tensor(new Float32Array(3 * batch).fill(1), [batch, 3]), w });
      expect(Array.from(dw.data)).toEqual([batch, 0, batch, 0, batch, 0]);
    }
  });

  test('may be nothing', async () => {
    const program = await compile(({ x }) => ({ y: tf.relu(tf.matMul(x, tf.ones([3, 2]))), s: tf.sum(x) }), open);
    const { y, s } = await program.run({ x: tensor([], [0, 3]) });
    expect([y.shape, Array.from(s.data)]).toEqual([[0, 2], [0]]);
  });

  test('may meet others of any number', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const program = await compile(
      (inputs) => ({ y: tf.concat(names.map((name) => inputs[name as 'a'])) }),
      Object.fromEntries(names.map((name) => [name, float32(name)])) as { a: ReturnType<typeof float32> },
    );
    const fed = Object.fromEntries(names.map((name, i) => [name, tensor(new Float32Array(i).fill(i))]));
    expect((await program.run(fed as never)).y.shape).toEqual([28]);
  });
});

describe('what a program is fed', () => {
  const signature = { images: float32('batch', 4), labels: int32('batch'), mask: bool(4) };
  const fed = {
    images: tensor(new Float32Array(8), [2, 4]),
    labels: tensor([0, 1], [2], 'int32'),
    mask: tensor([1, 0, 1, 1], [4], 'bool'),
  };
  const program = compile(
    ({ images, labels, mask }) => ({ y: tf.add(tf.sum(tf.where(mask, images, 0), 1), labels) }),
    signature,
  );

  test('is taken when it fits', async () => {
    expect(Array.from((await (await program).run(fed)).y.data)).toEqual([0, 1]);
  });

  test.each([
    [
      'of the wrong dtype',
      { images: tensor([1, 2], [2], 'int32') },
      /images does not fit .*"int32\[2\]".* expected float32\[batch, 4\]/,
    ],
    [
      'of the wrong shape',
      { images: tensor(new Float32Array(6), [2, 3]) },
      /images does not fit .*float32\[2, 3\].*expected float32\[batch=?\d*, 4\]/,
    ],
    ['of the wrong rank', { mask: scalar(1, 'bool') }, /mask does not fit .*bool\[\].*expected bool\[4\]/],
    ['not at all', { labels: undefined }, /input labels is missing: expected int32\[batch=2\]/],
    [
      'with another batch',
      { labels: tensor([1, 2, 3], [3], 'int32') },
      /labels does not fit .*int32\[3\].*expected int32\[batch=2\]/,
    ],
    ['as a plain array', { labels: [1, 2] }, /labels/],
  ])('%s is named with what was expected', async (_, wrong, message) => {
    await expect((await program).run({ ...fed, ...wrong } as typeof fed)).rejects.toThrow(message);
  });
});
