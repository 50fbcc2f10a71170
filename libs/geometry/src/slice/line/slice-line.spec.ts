import { randomStream } from '@tombola/shared';
import fc from 'fast-check';
import type { PiecewiseLinearNetwork } from '../network';
import { sliceNetworkNow } from '../slice';
import { kaimingNetwork, layered, outputsAt } from '../testing/nets';
import { sliceLine } from './slice-line';

const tent = { weights: [[1], [-1]] };
const fold = {
  weights: [
    [-2, -2],
    [2, 2],
  ],
  bias: [1, -1],
};

test('folding a line three times: eight pieces, and classes that change eight times', () => {
  const network = layered([tent, fold, fold, { weights: [[-2, -2]], bias: [1] }]);
  const { breakpoints, counts, changes, classes } = sliceLine(network, [-1], [1]);
  expect([...breakpoints]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => i / 8));
  expect(counts).toEqual({ activation: 8, connected: 8, maps: 8 });
  expect([...changes]).toEqual([0, 1, 3, 5, 7, 9, 11, 13, 15, 16].map((i) => i / 16));
  expect([...classes]).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0]);
});

test('on every piece of a random line the outputs are affine, with the states that they have', () => {
  const lines = fc.tuple(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }), fc.nat(1e6));
  fc.assert(
    fc.property(lines, ([widths, seed]) => {
      const network = kaimingNetwork([3, ...widths], randomStream(seed, 'line'));
      const [from, to] = [
        [-3, 1, 2],
        [2, 2, -4],
      ] as const;
      const at = (t: number) =>
        outputsAt(
          network,
          from.map((value, i) => value + t * (to[i]! - value)),
        );
      const { breakpoints, counts } = sliceLine(network, from, to);
      expect(breakpoints).toHaveLength(counts.activation + 1);
      expect([...breakpoints].sort((a, b) => a - b)).toEqual([...breakpoints]);
      for (let i = 0; i < counts.activation; i++) {
        const [begin, end] = [breakpoints[i]!, breakpoints[i + 1]!];
        const [first, last] = [at(begin), at(end)];
        for (const share of [0.25, 0.5]) {
          at(begin + share * (end - begin)).forEach((value, k) => {
            expect(value).toBeCloseTo(first[k]! + share * (last[k]! - first[k]!), 9);
          });
        }
      }
    }),
    { numRuns: 50 },
  );
});

test('a line has the pieces and classes of the slice that it lies in', () => {
  fc.assert(
    fc.property(fc.nat(1e6), (seed) => {
      const network: PiecewiseLinearNetwork = kaimingNetwork([2, 8, 8, 3], randomStream(seed, 'within'));
      const { breakpoints, classes, patterns, counts } = sliceLine(network, [-2, 0.125], [2, 0.125]);
      // The line in the middle of a flat box: its cells are those of the box, as long as none is smaller than the box.
      const slice = sliceNetworkNow(network, { box: [-2, 0.125 - 1e-9, 2, 0.125 + 1e-9], classes: false });
      const keys = (of: (piece: number) => Iterable<number>[], count: number) =>
        Array.from({ length: count }, (_, piece) =>
          of(piece)
            .flatMap((stage) => [...stage])
            .join(''),
        ).sort();
      expect(keys((i) => patterns.of(i), counts.activation)).toEqual(
        keys((i) => slice.patterns!.of(i), slice.counts.activation),
      );
      expect(breakpoints[0]).toBe(0);
      const outputs = outputsAt(network, [-2, 0.125]);
      expect(classes[0]).toBe(outputs.indexOf(Math.max(...outputs)));
    }),
    { numRuns: 30 },
  );
});

test('max-pooling on a line: who wins where', () => {
  const network: PiecewiseLinearNetwork = {
    inputShape: [1, 1, 3],
    nodes: [{ op: 'max-pool', size: [1, 3] }, { op: 'flatten' }, { op: 'dense', units: 1, weights: [1], bias: [-3] }],
  };
  // t, 2 - t and 4 t - 6 on 0 <= t <= 4 of the plane's coordinate.
  const { breakpoints, patterns, changes, classes } = sliceLine(network, [0, 2, -6], [4, -2, 10]);
  expect([...breakpoints]).toEqual([0, 0.25, 0.5, 1]);
  expect([0, 1, 2].map((piece) => patterns.of(piece)[0]![0])).toEqual([1, 0, 2]);
  expect([...changes]).toEqual([0, 2.25 / 4, 1]);
  expect([...classes]).toEqual([0, 1]);
});

test('units that change at one place make one breakpoint, and a unit that is 0 is off', () => {
  const network = layered([{ weights: [[1], [2], [-1], [0]] }, { weights: [[1, 1, 1, 1]] }]);
  const { breakpoints, patterns } = sliceLine(network, [-1], [3]);
  expect([...breakpoints]).toEqual([0, 0.25, 1]);
  expect([0, 1].map((piece) => [...patterns.of(piece)[0]!])).toEqual([
    [0, 0, 1, 0],
    [1, 1, 0, 0],
  ]);
});

test('a line without length is refused', () => {
  expect(() => sliceLine(layered([tent]), [1], [1])).toThrow(/no length/);
  expect(() => sliceLine(layered([tent]), [1], [1, 2])).toThrow(/end of the line are not as many/);
});
