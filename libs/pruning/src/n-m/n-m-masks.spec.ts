import fc from 'fast-check';
import { compile, eager, float32, sizeOf, tensor } from '@tombola/engine';
import { lowest } from '../select';
import { nmMask } from './n-m-masks';
import { alongInputs, keptOfGroup, patternOf, type Pattern } from './pattern';
import { selectInGroups } from './select-in-groups';

const twoOfFour: Pattern = { n: 2, m: 4 };

test('2:4 keeps the two largest of every four inputs', () => {
  const weights = tensor([0.1, -0.9, 0.4, 0.3, 2, -1, 0.5, -3], [8, 1]);
  const { data } = nmMask(weights, twoOfFour);
  expect([...weights.data].map((w, i) => (data[i] === 1 ? Number(w.toFixed(6)) : 0))).toEqual([
    0, -0.9, 0.4, 0, 2, 0, 0, -3,
  ]);
});

test('groups lie along the inputs of dense layers and of convolutions', () => {
  // Of [in, out] the inputs of an output are a column.
  const dense = tensor([4, 1, 3, 2, 2, 3, 1, 4], [4, 2]);
  expect([...nmMask(dense, twoOfFour).data]).toEqual([1, 0, 1, 0, 0, 1, 0, 1]);
  // Of [out, in, height, width] those of one place of the kernel are 4 elements apart in a kernel of 2 x 2.
  const conv = tensor(
    Array.from({ length: 16 }, (_, i) => (i % 4 === 0 ? i : 16 - i)),
    [1, 4, 2, 2],
  );
  expect([...nmMask(conv, twoOfFour).data]).toEqual([0, 1, 1, 1, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0]);
  expect(alongInputs([8, 3, 5, 5])).toEqual([8, 3, 25]);
});

test('of equal magnitudes the first are kept, zeros included', () => {
  expect([...nmMask(tensor([0, 0, 0, 0, 1, -1, 1, -1], [8, 1]), twoOfFour).data]).toEqual([1, 1, 0, 0, 1, 1, 0, 0]);
});

test('a shorter last group keeps its share, rounded up', () => {
  expect([1, 2, 3, 4].map((size) => keptOfGroup(size, twoOfFour))).toEqual([1, 1, 2, 2]);
  expect(keptOfGroup(84, { n: 20, m: 100 })).toBe(17);
  expect([...nmMask(tensor([1, 2, 3, 4, 5, 6, 7], [7, 1]), twoOfFour).data]).toEqual([0, 0, 1, 1, 0, 1, 1]);
});

test('a pattern follows from the sparsity where it gives a whole number', () => {
  expect(patternOf(0.5, 4)).toEqual({ n: 2, m: 4 });
  expect(patternOf(0.9, 10)).toEqual({ n: 1, m: 10 });
  expect(patternOf(0.98, 50)).toEqual({ n: 1, m: 50 });
  expect(() => patternOf(0.9, 4)).toThrow(/groups of 4 inputs cannot have this sparsity.*0.9/);
  expect(() => patternOf(0.99, 4)).toThrow(/whole number from 1/);
});

test('a NaN weight is refused', () => {
  expect(() => nmMask(tensor([1, NaN, 2, 3], [4, 1]), twoOfFour)).toThrow(/a weight is NaN/);
});

const shapes: fc.Arbitrary<number[]> = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 13 }), fc.integer({ min: 1, max: 4 })),
  fc.tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 2 }),
    fc.constant(2),
  ),
);
const patterns = fc
  .integer({ min: 2, max: 8 })
  .chain((m) => fc.record({ n: fc.integer({ min: 1, max: m }), m: fc.constant(m) }));

test('every group keeps as many as it has to, the highest by rank, in the graph as outside of it', async () => {
  // Few values, so that many are equal.
  const values = fc.integer({ min: -3, max: 3 });
  const cases = fc.tuple(shapes, patterns).chain(([shape, pattern]) =>
    fc.record({
      shape: fc.constant(shape),
      pattern: fc.constant(pattern),
      data: fc.array(values, { minLength: sizeOf(shape), maxLength: sizeOf(shape) }),
    }),
  );
  const property = fc.asyncProperty(cases, async ({ shape, pattern, data }) => {
    const weights = tensor(data, shape);
    const mask = nmMask(weights, pattern);
    expect([...mask.data]).toEqual(byRank(data, shape, pattern));
    const program = await eager(({ w }) => ({ mask: selectInGroups(w, pattern) }), { w: float32(...shape) });
    const inGraph = await program.run({ w: weights });
    expect([...inGraph.mask.data]).toEqual([...mask.data]);
    expect(inGraph.mask.shape).toEqual([...shape]);
  });
  await fc.assert(property, { numRuns: 40 });
});

test('the compiled selection is the eager one', async () => {
  const weights = tensor(
    Float32Array.from({ length: 6 * 11 * 3 }, (_, i) => Math.round(5 * Math.sin(i * i))),
    [6, 11, 3, 1],
  );
  const program = await compile(({ w }) => ({ mask: selectInGroups(w, twoOfFour) }), { w: float32(6, 11, 3, 1) });
  const { mask } = await program.run({ w: weights });
  await program.dispose();
  expect([...mask.data]).toEqual([...nmMask(weights, twoOfFour).data]);
});

/** Group by group, by the selection that all pruning uses. */
function byRank(data: readonly number[], shape: readonly number[], pattern: Pattern): number[] {
  const [outer, inputs, inner] = alongInputs(shape);
  const mask = new Array<number>(data.length).fill(0);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      for (let from = 0; from < inputs; from += pattern.m) {
        const places = Array.from(
          { length: Math.min(pattern.m, inputs - from) },
          (_, k) => (o * inputs + from + k) * inner + i,
        );
        const scores = Float32Array.from(places, (place) => Math.abs(data[place]!));
        const removed = lowest(scores, places.length - keptOfGroup(places.length, pattern));
        places.forEach((place, k) => (mask[place] = 1 - removed[k]!));
      }
    }
  }
  return mask;
}
