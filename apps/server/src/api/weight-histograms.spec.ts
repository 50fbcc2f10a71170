import { DamagedError, mean, standardDeviation } from '@tombola/shared';
import fc from 'fast-check';
import { weightHistograms } from './weight-histograms';

const weight = fc.float({ noNaN: true, noDefaultInfinity: true });
const someWeights = fc.nat(60).chain((size) => {
  const weights = fc.array(weight, { minLength: size, maxLength: size });
  return fc.record({
    mask: fc.array(fc.constantFrom(0, 1), { minLength: size, maxLength: size }),
    initial: weights,
    final: weights,
    origin: fc.option(weights, { nil: undefined }),
  });
});
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const of = (mask: number[], initial: number[], final: number[], origin?: number[]) => ({
  parameter: 'w',
  shape: [mask.length],
  mask,
  initial,
  final,
  origin,
});

test('every value is in the bin between whose edges it lies, and in no other', () => {
  fc.assert(
    fc.property(someWeights, fc.integer({ min: 1, max: 200 }), ({ mask, initial, final, origin }, bins) => {
      const own = origin?.map((value, i) => (mask[i] === 1 ? initial[i]! : value));
      const found = weightHistograms(of(mask, initial, final, own), bins);
      const { edges, kept } = found;
      const keptOf = (values: readonly number[]) => values.filter((_, i) => mask[i] === 1);
      const all = own ?? (kept === mask.length ? initial : undefined);
      expect(edges).toHaveLength(bins + 1);
      expect(edges[0]).toBe(-edges[bins]!);
      expect([kept, found.total]).toEqual([sum(mask), mask.length]);
      expect(found.initial.all === null).toBe(all === undefined);
      const populations = [
        [found.final, keptOf(final)],
        [found.initial.kept, keptOf(initial)],
        ...(all === undefined ? [] : ([[found.initial.all!, all]] as const)),
      ] as const;
      for (const [{ n, notFinite, counts }, values] of populations) {
        expect([n, notFinite, sum(counts)]).toEqual([values.length, 0, values.length]);
        counts.forEach((count, bin) => {
          const isIn = (value: number) =>
            value >= edges[bin]! && (value < edges[bin + 1]! || (bin === bins - 1 && value <= edges[bins]!));
          expect(values.filter(isIn)).toHaveLength(count);
        });
      }
    }),
  );
});

test('mean and deviation are those of the values', () => {
  const values = [0.5, -0.25, 1.5, 0];
  const { final } = weightHistograms(of([1, 1, 1, 1], values, values), 4);
  expect(final.mean).toBeCloseTo(mean(values), 12);
  expect(final.std).toBeCloseTo(standardDeviation(values)!, 12);
  expect(final.counts).toEqual([0, 1, 2, 1]);
});

test('a sign has changed when it is the other one; 0 has none', () => {
  const found = weightHistograms(of([1, 1, 1, 1, 0], [1, -1, 0, 1e-30, 1], [-1, -2, 3, -1e-30, -1]), 2);
  expect(found.signsChanged).toBe(2 / 4);
  expect(weightHistograms(of([0], [0], [0]), 2)).toMatchObject({
    signsChanged: null,
    final: { n: 0, mean: null, std: null, counts: [0, 0] },
    edges: [-1, 0, 1],
  });
});

test('initial weights of removed positions are those of the dense level, unless the ticket has others', () => {
  const all = (initial: number[], origin?: number[]) =>
    weightHistograms(of([1, 0], initial, [1, 0], origin), 2).initial.all?.n ?? null;
  expect(all([0.5, 0], [0.5, 0.25])).toBe(2);
  expect(all([0.5, 0], [0.6, 0.25])).toBeNull();
  expect(all([0.5, 0], [0.5])).toBeNull();
  expect(all([0.5, 0])).toBeNull();
});

test('what is no number is counted apart', () => {
  const { final, edges } = weightHistograms(of([1, 1, 1], [1, 1, 1], [NaN, Infinity, 2]), 1);
  expect([final, edges]).toEqual([{ n: 1, notFinite: 2, mean: 2, std: null, counts: [1] }, [-2, 2]]);
});

test('arrays of different lengths are no ticket', () => {
  expect(() => weightHistograms(of([1, 1], [1], [1, 1]), 2)).toThrow(DamagedError);
});
