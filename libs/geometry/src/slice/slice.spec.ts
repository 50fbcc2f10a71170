import { InputError, randomStream } from '@tombola/shared';
import type { Layer } from '../network/two-layers';
import type { Box } from './plane';
import { readDenseLayers } from './dense-network';
import { tie } from './result/complex';
import { sliceNetwork, sliceNetworkNow, type SliceOptions } from './slice';
import { kaimingNetwork, layered, segmentsOf } from './testing/nets';

const two: Box = [-2, -2, 2, 2];

/** |x|, -|x| parts of both coordinates. */
const split: Layer = {
  weights: [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ],
};
/** u -> 1 - 2|u| of both coordinates, as parts again. */
const foldOnce: Layer = {
  weights: [
    [-2, -2, 0, 0],
    [2, 2, 0, 0],
    [0, 0, -2, -2],
    [0, 0, 2, 2],
  ],
  bias: [1, -1, 1, -1],
};

describe('nets of the literature, exactly', () => {
  test('three lines: seven cells, and the five segments where the output is 0', () => {
    const network = layered([
      {
        weights: [
          [1, 0],
          [0, 1],
          [1, 1],
        ],
        bias: [0, 0, -1],
      },
      { weights: [[1, 1, -2]], bias: [-1] },
    ]);
    const slice = sliceNetworkNow(network, { box: two });
    expect(slice.counts).toEqual({ activation: 7, connected: 7, maps: 7 });
    expect(segmentsOf(slice)).toEqual([
      [-2, 1, 0, 1],
      [-0.5, 2, 0, 1],
      [0, 1, 1, 0],
      [1, -2, 1, 0],
      [1, 0, 2, -0.5],
    ]);
    expect(slice.boundary.betti).toEqual([1, 0]);
    expect(slice.boundary.regions).toEqual([
      { class: 0, count: 2 },
      { class: 1, count: 2 },
    ]);
  });

  test('|x| + |y| = 1: four cells, the diamond, which is one loop', () => {
    const network = layered([split, { weights: [[1, 1, 1, 1]], bias: [-1] }]);
    const slice = sliceNetworkNow(network, { box: two });
    expect(slice.counts).toEqual({ activation: 4, connected: 4, maps: 4 });
    expect(segmentsOf(slice)).toEqual([
      [-1, 0, 0, -1],
      [-1, 0, 0, 1],
      [0, -1, 1, 0],
      [0, 1, 1, 0],
    ]);
    expect(slice.boundary.betti).toEqual([1, 1]);
    expect(slice.boundary.regions).toEqual([
      { class: 0, count: 1 },
      { class: 1, count: 1 },
    ]);
  });

  test.each([
    [1, 4, 4, 4],
    [2, 16, 12, 16],
    [3, 64, 28, 64],
  ])('folded %d times: %d cells, %d maps, %d segments', (folds, cells, maps, segments) => {
    const middle = Array.from({ length: folds - 1 }, () => foldOnce);
    const network = layered([split, ...middle, { weights: [[-2, -2, -2, -2]], bias: [2] }]);
    const slice = sliceNetworkNow(network, { box: [-1, -1, 1, 1] });
    expect(slice.counts).toEqual({ activation: cells, connected: cells, maps });
    expect(slice.boundary.edges).toHaveLength(segments);
  });

  test('classes of a bias-free net with a tie: one ray, and the cone where all units are off', () => {
    const network = layered([
      {
        weights: [
          [2, 1],
          [-1, 1],
        ],
      },
      {
        weights: [
          [1, -1],
          [-2, 1],
        ],
      },
    ]);
    const slice = sliceNetworkNow(network, { box: [-8, -8, 8, 8] });
    expect(slice.counts).toEqual({ activation: 4, connected: 4, maps: 4 });
    // f1 - f2 = 3 relu(2x + y) - 2 relu(y - x): the ray (-1, 8), and the two sides of the cone 2x + y < 0, y < x.
    expect(segmentsOf(slice)).toEqual([
      [-8, -8, 0, 0],
      [-1, 8, 0, 0],
      [0, 0, 4, -8],
    ]);
    expect(slice.boundary.regions).toEqual([
      { class: tie, count: 1 },
      { class: 0, count: 1 },
      { class: 1, count: 1 },
    ]);
  });

  test('without a tie: six cells and two rays', () => {
    const network = layered([
      {
        weights: [
          [1, 0],
          [0, 1],
          [-1, -1],
        ],
      },
      {
        weights: [
          [1, 0, 2],
          [0, 1, 1],
        ],
      },
    ]);
    const slice = sliceNetworkNow(network, { box: [-4, -4, 4, 4] });
    expect(slice.counts.activation).toBe(6);
    expect(segmentsOf(slice)).toEqual([
      [-4, 2, 0, 0],
      [0, 0, 4, 4],
    ]);
  });

  test('the identity in both layers: the diagonal ray, and the quadrant where both outputs are 0', () => {
    const identity = [
      [1, 0],
      [0, 1],
    ];
    const slice = sliceNetworkNow(layered([{ weights: identity }, { weights: identity }]), { box: two });
    expect(slice.counts).toEqual({ activation: 4, connected: 4, maps: 4 });
    expect(segmentsOf(slice)).toEqual([
      [-2, 0, 0, 0],
      [0, -2, 0, 0],
      [0, 0, 2, 2],
    ]);
    expect([...slice.parts.class].sort()).toEqual([tie, 0, 0, 1, 1]);
  });

  test('with biases: a ray to the left and a diagonal one from (1, 5/2)', () => {
    const network = layered([
      {
        weights: [
          [1, 0],
          [0, 1],
        ],
        bias: [-1, -2],
      },
      {
        weights: [
          [1, -1],
          [-1, 1],
        ],
        bias: [1, 0],
      },
    ]);
    const slice = sliceNetworkNow(network, { box: [-4, -4, 8, 8] });
    expect(segmentsOf(slice)).toEqual([
      [-4, 2.5, 1, 2.5],
      [1, 2.5, 6.5, 8],
    ]);
    expect(slice.boundary.betti).toEqual([1, 0]);
  });
});

describe('watching', () => {
  const network = kaimingNetwork([2, 40, 40, 2], randomStream(3, 'watched'));
  const box: Box = [-3, -3, 3, 3];

  test('the slice that gives way is the slice at once', async () => {
    const shares: number[] = [];
    const slice = await sliceNetwork(network, { box, progress: (share) => shares.push(share) });
    expect(shares.at(-1)).toBe(1);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    expect({ ...slice, patterns: undefined }).toEqual({ ...sliceNetworkNow(network, { box }), patterns: undefined });
  });

  test('an aborted slice ends with the reason of its signal', async () => {
    const reason = new Error('enough');
    await expect(sliceNetwork(network, { box, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const large = kaimingNetwork([2, 120, 120, 120, 2], randomStream(3, 'large'));
    const slice = sliceNetwork(large, { box, signal: controller.signal, progress: () => controller.abort(reason) });
    await expect(slice).rejects.toBe(reason);
  });

  test('a slice that takes more than its memory is refused, and says how to mend it', () => {
    expect(() => sliceNetworkNow(network, { box, memory: 10_000 })).toThrow(
      /more cells than its memory holds.*smaller box/s,
    );
  });
});

describe('bad input', () => {
  const layer = {
    weights: [
      [1, 2],
      [3, 4],
    ],
    bias: [0, 1],
  };
  test.each<[string, () => unknown, RegExp]>([
    ['a weight that is NaN', () => layered([{ weights: [[1, NaN]] }]), /a weight of layer 0 is not a finite number/],
    ['an infinite bias', () => layered([{ weights: [[1, 2]], bias: [Infinity] }]), /a bias of layer 0 is not a finite/],
    ['a bias too few', () => layered([{ ...layer, bias: [0] }]), /layer 0 has the wrong number of biases/],
    ['no layers', () => layered([]), /no layers/],
    [
      'rows of different lengths',
      () => layered([{ weights: [[1, 2], [3]] }]),
      /layer 0 has the wrong number of weights/,
    ],
    ['layers that do not fit', () => layered([layer, { weights: [[1, 2, 3]] }]), /of layer 1.*expected 2/],
    ['a file without layers', () => readDenseLayers([]), /there are no layers/],
    ['a layer that is none', () => readDenseLayers({ layers: [3] }), /layer 0 is no object/],
    ['a row that is none', () => readDenseLayers({ layers: [{ weights: [1] }] }), /layer 0 has no rows of weights/],
    ['a bias of texts', () => readDenseLayers({ layers: [{ ...layer, bias: ['1', '2'] }] }), /bias\[0\] of layer 0/],
    [
      'a bias that is none',
      () => readDenseLayers({ layers: [{ ...layer, bias: 3 }] }),
      /the bias of layer 0 is no list/,
    ],
    [
      'a null, as JSON has for NaN',
      () =>
        readDenseLayers(
          JSON.parse(
            JSON.stringify({
              layers: [
                layer,
                {
                  weights: [
                    [1, 2],
                    [3, NaN],
                  ],
                },
              ],
            }),
          ),
        ),
      /weights\[1\]\[1\] of layer 1 is not a finite number \(got null\): expected finite numbers/,
    ],
    [
      'a number that is too large for a float',
      () => readDenseLayers(JSON.parse('{"layers": [{"weights": [[1, 2]], "bias": [1e999]}]}')),
      /bias\[0\] of layer 0 is not a finite number \(got "Infinity"\)/,
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(InputError);
    expect(make).toThrow(message);
  });

  test.each<[string, Partial<SliceOptions>, RegExp]>([
    ['a box without an inside', { box: [0, 0, 0, 1] }, /the box has no inside/],
    ['a box that is not finite', { box: [0, 0, NaN, 1] }, /numbers of the box are not all finite/],
    ['a plane of other inputs', { plane: { origin: [0], right: [1], up: [0] } }, /origin of the plane are not as many/],
    ['parallel directions', { plane: { origin: [0, 0], right: [1, 1], up: [2, 2] } }, /parallel/],
  ])('%s', (_, options, message) => {
    expect(() => sliceNetworkNow(layered([layer]), { box: two, ...options })).toThrow(message);
  });

  test('no plane where there are more than two inputs', () => {
    expect(() => sliceNetworkNow(layered([{ weights: [[1, 2, 3]] }]), { box: two })).toThrow(/not two inputs/);
  });

  test('numbers that overflow', () => {
    const huge = {
      weights: [
        [1e200, 1e200],
        [1e200, 1],
      ],
    };
    expect(() => sliceNetworkNow(layered([huge, huge, huge]), { box: two })).toThrow(/too large/);
    // What the last layer makes of numbers that are still finite.
    expect(() => sliceNetworkNow(layered([huge, huge]), { box: two })).toThrow(/too large.*Scale its weights down/s);
    const output = { weights: [[1e308, -1e308]] };
    expect(() => sliceNetworkNow(layered([layer, output]), { box: two })).toThrow(/too large/);
  });
});
