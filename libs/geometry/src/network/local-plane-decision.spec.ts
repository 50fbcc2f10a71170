import { InputError, randomStream } from '@tombola/shared';
import type { Point } from '../numbers/ring';
import { support } from '../polytope/support';
import { exactSlice } from '../slice/exact/exact-slice';
import { denseNetwork } from '../slice/dense-network';
import type { NetworkNode, PiecewiseLinearNetwork } from '../slice/network';
import type { Plane } from '../slice/plane';
import { modes } from '../testing/modes';
import { decisionSubdivision } from './decision-subdivision';
import { inRegion, localDecision } from './local-decision';
import { localPlaneDecision } from './local-plane-decision';

const stream = randomStream(11, 'network');
const some = (n: number) => Array.from({ length: n }, () => stream.integer(9) / 4 - 1);

/** Convolution, batch norm, max-pool, a residual block, and a skip past the last ReLU. */
const network = (outputs: number): PiecewiseLinearNetwork => {
  const nodes: NetworkNode[] = [
    { op: 'conv', channels: 2, kernel: [2, 2], weights: some(8), bias: some(2), padding: [0, 1, 0, 1] },
    { op: 'batch-norm', scale: [1, 0.5], shift: [0.25, -0.5], mean: [0, 0.5], variance: [0.25, 1], epsilon: 0 },
    { op: 'relu' },
    { op: 'max-pool', size: [2, 2] },
    { op: 'conv', channels: 2, kernel: [1, 1], weights: some(4), bias: some(2) },
    { op: 'add', from: [3, 4] },
    { op: 'leaky-relu', slope: 0.25 },
    { op: 'flatten' },
    { op: 'flatten', from: 5 },
    { op: 'concat', from: [7, 8] },
    { op: 'dense', units: outputs, weights: some(16 * outputs), bias: some(outputs) },
  ];
  return { inputShape: [1, 4, 4], nodes };
};
const plane: Plane = { origin: some(16), right: some(16), up: some(16) };

const middleOf = (polygon: readonly Point[]): Point => {
  const mean = (axis: 0 | 1) => polygon.reduce((sum, corner) => sum + corner[axis], 0) / polygon.length;
  return [mean(0), mean(1)];
};

describe.each(modes)('around a point of a plane, in %s', (_, { numbers, from, to }) => {
  test.each([1, 3])('a network of %i outputs decides as it does in the exact slice', (outputs) => {
    const net = network(outputs);
    const cells = exactSlice(net, { box: [-2, -2, 2, 2], plane, numbers });
    expect(cells.length).toBeGreaterThan(20);
    for (const { polygon, parts } of cells.slice(0, 40)) {
      const { network: local, region } = localPlaneDecision(numbers, net, plane, from(middleOf(to(polygon))));
      const { vertices, classes } = to(decisionSubdivision(numbers, local));
      for (const part of parts) {
        const at = middleOf(to(part.polygon));
        expect(inRegion(numbers, region, from(at))).toBe(true);
        expect(classes[support(numbers, from(vertices), from([...at, 1]))!.at]).toContain(part.class);
      }
    }
  });

  test('dense layers are as they are without a plane', () => {
    const layers = [
      { weights: [some(2), some(2), some(2)], bias: some(3) },
      { weights: [some(3), some(3)], bias: some(2) },
      { weights: [some(2), some(2)], bias: some(2) },
    ];
    const all: Plane = { origin: [0, 0], right: [1, 0], up: [0, 1] };
    const point = from([0.125, 0.375] as const);
    const one = localPlaneDecision(numbers, denseNetwork({ layers }), all, point);
    const other = localDecision(numbers, from({ layers }), point);
    expect(to(one.region.map(({ normal, offset }) => [...normal, offset]))).toEqual(
      to(other.region.map(({ normal, offset }) => [...normal, offset])),
    );
    expect(to(decisionSubdivision(numbers, one.network).vertices)).toEqual(
      to(decisionSubdivision(numbers, other.network).vertices),
    );
    expect(one.ambiguous).toEqual([]);
  });

  test('what does not end in a ReLU is refused', () => {
    const pooled: PiecewiseLinearNetwork = { inputShape: [1, 2, 2], nodes: [{ op: 'max-pool', size: [2, 2] }] };
    const small: Plane = { origin: [0, 0, 0, 0], right: [1, 0, 0, 0], up: [0, 1, 0, 0] };
    expect(() => localPlaneDecision(numbers, pooled, small, from([0, 0] as const))).toThrow(InputError);
    expect(() => localPlaneDecision(numbers, network(2), small, from([0, 0] as const))).toThrow(InputError);
  });
});
