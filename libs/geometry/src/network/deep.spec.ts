import { InputError } from '@tombola/shared';
import fc from 'fast-check';
import type { Point } from '../numbers/ring';
import { support } from '../polytope/support';
import { modes } from '../testing/modes';
import { networks } from '../testing/networks';
import { sorted } from '../testing/rotation';
import { evaluateRational } from '../tropical/rational-function';
import { decisionSubdivision } from './decision-subdivision';
import { decisionBoundary } from './labelled-subdivision';
import { inRegion, localDecision } from './local-decision';
import { deepDecisionSubdivision, tropicalNetwork } from './tropical-network';
import type { DenseLayers } from './dense-layers';

const weight = fc.integer({ min: -2, max: 2 });
const matrix = (m: number, n: number) =>
  fc.array(fc.array(weight, { minLength: n, maxLength: n }), { minLength: m, maxLength: m });
const layer = (m: number, n: number) =>
  fc.record({ weights: matrix(m, n), bias: fc.array(weight, { minLength: m, maxLength: m }) });

/** 2-2-2-2, weights and biases -2 .. 2. */
const deep: fc.Arbitrary<DenseLayers> = fc.record({
  layers: fc.tuple(layer(2, 2), layer(2, 2), layer(2, 2)),
  slope: fc.constantFrom(0, 0, 0.5),
});
const points = fc.array(fc.tuple(weight, weight), { minLength: 6, maxLength: 6 });

function outputsOf({ layers, slope = 0 }: DenseLayers, x: readonly number[]): number[] {
  return layers.reduce<readonly number[]>((units, { weights, bias }, l) => {
    const z = weights.map((row, j) => row.reduce((sum, w, i) => sum + w * units[i]!, bias?.[j] ?? 0));
    return l === layers.length - 1 ? z : z.map((each) => (each > 0 ? each : slope * each));
  }, x) as number[];
}

describe.each(modes)('deep networks in %s', (_, { numbers, from, to }) => {
  test('every output is the difference of its two tropical polynomials', () => {
    fc.assert(
      fc.property(deep, points, (network, xs) => {
        const outputs = tropicalNetwork(numbers, from(network));
        for (const x of xs) {
          const values = outputs.map((output) => to(evaluateRational(numbers, output, from(x))!));
          expect(values).toEqual(outputsOf(network, x).map((y) => y + 0));
        }
      }),
      { numRuns: 25 },
    );
  });

  test('with one hidden layer the recursion gives the subdivision of the zonotopes, moved', () => {
    fc.assert(
      fc.property(networks({ maxUnits: 3 }), (network) => {
        const recursive = to(deepDecisionSubdivision(numbers, from({ layers: [network.hidden, network.output] })));
        const direct = to(decisionSubdivision(numbers, from(network)));
        const shape = ({ vertices, classes }: typeof recursive, [dx, dy]: Point) =>
          sorted(
            vertices.map(([x, y, h], i) =>
              [x + dx, y + dy, h, ...classes[i]!].map((value) => Math.round(value * 1e6) / 1e6 + 0),
            ),
          );
        expect(shape(recursive, [0, 0])).toEqual(shape(direct, direct.sigma));
        expect(recursive.cells.length).toBe(direct.cells.length);
      }),
      { numRuns: 30 },
    );
  });

  test('the labels of the deep subdivision are the decisions', () => {
    fc.assert(
      fc.property(deep, points, (network, xs) => {
        const { vertices, classes } = to(deepDecisionSubdivision(numbers, from(network)));
        for (const x of xs) {
          const [a, b] = outputsOf(network, x) as [number, number];
          const own = classes[support(numbers, from(vertices), from([...x, 1]))!.at];
          if (a !== b) expect(own).toContain(a > b ? 0 : 1);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('around a point a deep network has one hidden layer', () => {
    fc.assert(
      fc.property(deep, points, (network, [x, ...others]) => {
        const { network: local, region } = localDecision(numbers, from(network), from(x!));
        expect(inRegion(numbers, region, from(x!))).toBe(true);
        const { vertices, classes } = to(decisionSubdivision(numbers, local));
        const near = others.map(([dx, dy]) => [x![0] + dx / 64, x![1] + dy / 64]);
        for (const other of [x!, ...near]) {
          if (!inRegion(numbers, region, from(other))) continue;
          const [a, b] = outputsOf(network, other) as [number, number];
          if (a !== b)
            expect(classes[support(numbers, from(vertices), from([...other, 1]))!.at]).toContain(a > b ? 0 : 1);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the local boundary of |x| + |y| = 1 by folds', () => {
    // t(x) + t(y) with t(u) = 1 - 2 |u|: the second layer of the fold, positive inside the diamond |x| + |y| < 1.
    const network: DenseLayers = {
      layers: [
        {
          weights: [
            [1, 0],
            [-1, 0],
            [0, 1],
            [0, -1],
          ],
        },
        {
          weights: [
            [-2, -2, 0, 0],
            [2, 2, 0, 0],
            [0, 0, -2, -2],
            [0, 0, 2, 2],
          ],
          bias: [1, -1, 1, -1],
        },
        {
          weights: [
            [1, -1, 1, -1],
            [0, 0, 0, 0],
          ],
        },
      ],
    };
    const { network: local, region, ambiguous } = localDecision(numbers, from(network), from([0.25, 0.5] as const));
    expect(to(region.map(({ normal }) => normal))).toEqual([
      [1, 0],
      [1, 0],
      [0, 1],
      [0, 1],
    ]);
    expect(ambiguous).toEqual([]);
    const { lines, segments, rays } = decisionBoundary(decisionSubdivision(numbers, local));
    // In the quadrant the network is 2 - 2x - 2y: one line, which the creases do not bend.
    expect([lines.length, segments.length, rays.length]).toEqual([0, 0, 2]);
    expect(to(rays.map(({ direction }) => direction)).every(([x, y]) => x === -y)).toBe(true);
    expect(localDecision(numbers, from(network), from([0, 0.5] as const)).ambiguous).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });

  test('the limit of monomials, no hidden layer and other slopes are refused', () => {
    const network: DenseLayers = {
      layers: [
        {
          weights: [
            [1, 0],
            [0, 1],
          ],
        },
        {
          weights: [
            [1, 1],
            [1, 0],
          ],
        },
        {
          weights: [
            [1, 1],
            [1, 2],
          ],
        },
      ],
    };
    expect(() => tropicalNetwork(numbers, from(network), { limit: 3 })).toThrow(
      'too large to be written as tropical polynomials',
    );
    expect(() => localDecision(numbers, from({ layers: network.layers.slice(0, 1) }), from([0, 0]))).toThrow(
      InputError,
    );
    expect(() => localDecision(numbers, from(network), from([0]))).toThrow(InputError);
    expect(() => tropicalNetwork(numbers, from({ ...network, slope: -1 }))).toThrow(InputError);
    expect(() => tropicalNetwork(numbers, { layers: [] })).toThrow(InputError);
    expect(() =>
      deepDecisionSubdivision(numbers, from({ layers: [{ weights: [[1]] }, { weights: [[1], [2]] }] })),
    ).toThrow(InputError);
  });
});
