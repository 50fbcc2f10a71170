import { InputError, randomStream } from '@tombola/shared';
import fc from 'fast-check';
import { floats } from '../numbers/floats';
import type { Point } from '../numbers/ring';
import { dot, plus, times, type Vector } from '../numbers/vector';
import { hull2d } from '../polytope/hull2d';
import { minkowskiSum2d } from '../polytope/minkowski2d';
import { area, contains, translate } from '../polytope/polygon';
import { support } from '../polytope/support';
import { zonogon } from '../polytope/zonogon';
import { modes } from '../testing/modes';
import { networks, outputsOf, relu, withoutBiases } from '../testing/networks';
import { fromLeast, sorted } from '../testing/rotation';
import { betweenClasses } from './class-pair';
import { decisionPolygon, decisionRays, type DecisionPolygon } from './decision-polygon';
import { decisionSubdivision } from './decision-subdivision';
import type { TwoLayers } from './two-layers';

const of = (hidden: number[][], output: number[][]): TwoLayers => ({
  hidden: { weights: hidden },
  output: { weights: output },
});

/** [x, y, ...classes] of every vertex, shifted by sigma, from the least on. */
const labelled = ({ vertices, classes, sigma }: DecisionPolygon) =>
  fromLeast(translate(floats, vertices, sigma).map(([x, y], k) => [x, y, ...classes[k]!]));

const primitive = ([x, y]: Point): Point => {
  const scale = Math.max(Math.abs(x), Math.abs(y)) / (Math.abs(x) === Math.abs(y) ? 1 : 2);
  return [x / scale + 0, y / scale + 0];
};

describe.each(modes)('decision polygons in %s', (_, { numbers, from, to, exact }) => {
  const polygonOf = (network: TwoLayers, mode: 'paper' | 'reduced' = 'paper') =>
    to(decisionPolygon(numbers, from(network), { mode }));

  test('two units, one for each class: a triangle with one tie', () => {
    const polygon = polygonOf(
      of(
        [
          [2, 1],
          [-1, 1],
        ],
        [
          [1, -1],
          [-2, 1],
        ],
      ),
    );
    expect(polygon.sigma).toEqual([2, 0]);
    expect(labelled(polygon)).toEqual([
      [0, 2, 1],
      [2, 0, 0, 1],
      [8, 3, 0],
    ]);
    expect(area(floats, polygon.vertices)).toBe(9);
    expect(decisionRays(polygon)).toEqual([[-1, 8]]);
    expect(polygon.edges.map(({ neurons }) => neurons).sort()).toEqual([[], [0], [1]]);
  });

  test('a unit for both classes: four vertices, one tie', () => {
    const network = of(
      [
        [1, 0],
        [0, 1],
      ],
      [
        [2, -1],
        [1, 1],
      ],
    );
    const polygon = polygonOf(network);
    expect(labelled(polygon)).toEqual([
      [0, 0, 0, 1],
      [2, 0, 0],
      [1, 2, 1],
      [0, 2, 1],
    ]);
    expect(area(floats, polygon.vertices)).toBe(3);
    expect(decisionRays(polygon)).toEqual([[2, 1]]);
    const reduced = polygonOf(network, 'reduced');
    expect(labelled(reduced)).toEqual([
      [0, 0, 0, 1],
      [1, 0, 0],
      [0, 2, 1],
    ]);
    const sum = minkowskiSum2d(floats, reduced.vertices, [
      [0, 0],
      [1, 0],
    ]);
    expect(fromLeast(sum)).toEqual(fromLeast(polygon.vertices));
  });

  test('three units without a tie: five vertices, two bridges', () => {
    const polygon = polygonOf(
      of(
        [
          [1, 0],
          [0, 1],
          [-1, -1],
        ],
        [
          [1, 0, 2],
          [0, 1, 1],
        ],
      ),
    );
    expect(polygon.sigma).toEqual([3, 3]);
    // s = (1, 0, 2) and t = (0, 1, 1) times the rows.
    const zonogons = [
      zonogon(
        numbers,
        from([
          [1, 0],
          [0, 0],
          [-2, -2],
        ] as const),
        from(polygon.sigma),
      ).vertices,
      zonogon(
        numbers,
        from([
          [0, 0],
          [0, 1],
          [-1, -1],
        ] as const),
        from(polygon.sigma),
      ).vertices,
    ];
    expect(zonogons.map((z) => fromLeast(to(z)))).toEqual([
      [
        [1, 1],
        [2, 1],
        [4, 3],
        [3, 3],
      ],
      [
        [2, 2],
        [3, 3],
        [3, 4],
        [2, 3],
      ],
    ]);
    expect(zonogons.map((z) => to(area(numbers, z)))).toEqual([2, 1]);
    expect(labelled(polygon)).toEqual([
      [1, 1, 0],
      [2, 1, 0],
      [4, 3, 0],
      [3, 4, 1],
      [2, 3, 1],
    ]);
    expect(area(floats, polygon.vertices)).toBe(4);
    expect(sorted(decisionRays(polygon).map(primitive))).toEqual([
      [-2, 1],
      [1, 1],
    ]);
    expect(polygon.edges.length).toBe(5);
  });

  test('the tie trap: a quadrant where both classes are 0', () => {
    const polygon = polygonOf(
      of(
        [
          [1, 0],
          [0, 1],
        ],
        [
          [1, 0],
          [0, 1],
        ],
      ),
    );
    expect(labelled(polygon)).toEqual([
      [0, 0, 0, 1],
      [1, 0, 0],
      [0, 1, 1],
    ]);
    expect(decisionRays(polygon)).toEqual([[1, 1]]);
  });

  test('degenerate networks have degenerate polygons', () => {
    const all = polygonOf(
      of(
        [
          [0, 0],
          [0, 0],
        ],
        [
          [1, 2],
          [3, 4],
        ],
      ),
    );
    expect([all.vertices, all.classes, all.edges]).toEqual([[[0, 0]], [[0, 1]], []]);
    const pruned = polygonOf(
      of(
        [
          [1, 2],
          [3, 4],
        ],
        [
          [0, 0],
          [0, 0],
        ],
      ),
    );
    expect([pruned.vertices, pruned.classes]).toEqual([[[0, 0]], [[0, 1]]]);
    const same = polygonOf(of([[1, 2]], [[1], [1]]));
    expect([same.classes, decisionRays(same)]).toEqual([
      [
        [0, 1],
        [0, 1],
      ],
      [],
    ]);
    // |x|: a segment, and one class wins all but a line.
    const wins = polygonOf(
      of(
        [
          [1, 0],
          [-1, 0],
        ],
        [
          [1, 1],
          [0, 0],
        ],
      ),
    );
    expect([sorted(wins.vertices), wins.classes]).toEqual([
      [
        [-1, 0],
        [1, 0],
      ],
      [[0], [0]],
    ]);
    const never = polygonOf(
      of(
        [
          [1, 0],
          [-1, 0],
          [0, 1],
          [0, -1],
        ],
        [
          [1, 1, 1, 1],
          [0, 0, 0, 0],
        ],
      ),
    );
    expect(never.classes).toEqual([[0], [0], [0], [0]]);
    const line = polygonOf(
      of(
        [
          [1, 2],
          [-2, -4],
          [1, 2],
        ],
        [
          [1, 0, 1],
          [0, 1, 0],
        ],
      ),
    );
    expect(sorted(line.vertices)).toEqual([
      [-2, -4],
      [2, 4],
    ]);
    expect(decisionRays(line).length).toBe(2);
    const opposite = polygonOf(of([[1, 0]], [[1], [-1]]), 'reduced');
    expect(labelled(opposite)).toEqual([
      [0, 0, 0, 1],
      [2, 0, 0],
    ]);
  });

  test('three classes: the hull of three zonogons, labels of all', () => {
    const polygon = polygonOf(
      of(
        [
          [1, 0],
          [-1, 2],
          [-1, -2],
        ],
        [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      ),
    );
    expect(labelled({ ...polygon, sigma: [0, 0] })).toEqual([
      [-1, -2, 2],
      [1, 0, 0],
      [-1, 2, 1],
    ]);
    expect(decisionRays(polygon).length).toBe(3);
    const two = polygonOf(
      betweenClasses(
        of(
          [
            [1, 0],
            [-1, 2],
            [-1, -2],
          ],
          [
            [1, 0, 0],
            [0, 1, 0],
            [0, 0, 1],
          ],
        ),
        0,
        2,
      ),
    );
    expect(labelled({ ...two, sigma: [0, 0] })).toEqual([
      [-1, -2, 1],
      [1, 0, 0],
      [0, 0, 0, 1],
    ]);
  });

  const point = fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 5 }));

  test('it is the support function of R, and its labels are the decisions', () => {
    const direct = fc.constantFrom(undefined, [
      [1, 0],
      [0, 0],
      [-1, 2],
    ]);
    fc.assert(
      fc.property(
        networks({ classes: 3 }),
        fc.constantFrom(0, 0.25, -1),
        direct,
        fc.array(point, { minLength: 8 }),
        (network, slope, skip, xs) => {
          const sloped: TwoLayers = { ...withoutBiases(network), slope, ...(skip && { direct: skip }) };
          const { vertices, classes } = polygonOf(sloped);
          const b = sloped.output.weights;
          for (const x of xs) {
            const outputs = outputsOf(sloped, x);
            const common = b[0]!.reduce((sum, _, j) => {
              const z = sloped.hidden.weights[j]![0]! * x[0] + sloped.hidden.weights[j]![1]! * x[1];
              return sum + (1 - slope) * Math.max(z, 0) * b.reduce((all, row) => all + Math.max(-row[j]!, 0), 0);
            }, 0);
            const highest = Math.max(...outputs);
            const { value, at } = support(floats, vertices, x)!;
            expect(value).toBeCloseTo(highest + common, 6);
            const winners = outputs.flatMap((f, i) => (f > highest - 1e-9 ? [i] : []));
            if (winners.length === 1) expect(classes[at]).toContain(winners[0]);
          }
        },
      ),
    );
  });

  // What these compare with is rounded in floats, but for integers.
  const onlyIntegers = !exact;
  /** The rows of a layer, each times a weight. */
  const weighted = (rows: readonly Vector[], weights: Vector) =>
    rows.map((row, j) => times(numbers, from(weights[j]!), from(row)) as unknown as Point);

  test('it is the hull of the zonogons of the paper', () => {
    fc.assert(
      fc.property(networks({ onlyIntegers }), (network) => {
        const { hidden, output } = network;
        const [b1, b2] = output.weights as [number[], number[]];
        const s = b1.map((x, j) => relu(x) + relu(-b2[j]!));
        const t = b1.map((x, j) => relu(b2[j]!) + relu(-x));
        const [z1, z2] = [s, t].map((weights) => {
          return zonogon(numbers, weighted(hidden.weights, weights)).vertices;
        });
        const polygon = decisionPolygon(numbers, from(network), { mode: 'paper' });
        expect(fromLeast(to(polygon.vertices))).toEqual(fromLeast(to(hull2d(numbers, [...z1!, ...z2!]).vertices)));
        polygon.vertices.forEach((vertex, k) => {
          const own = [z1!, z2!].flatMap((z, i) => (contains(numbers, z, vertex) ? [i] : []));
          expect(polygon.classes[k]).toEqual(own);
        });
      }),
    );
  });

  test('turning the neurons round, scaling them and dropping dead ones changes nothing', () => {
    fc.assert(
      fc.property(networks(), (network) => {
        const { hidden, output } = withoutBiases(network);
        const units = hidden.weights.length;
        const order = [...randomStream(units, 'order').permutation(units)];
        const factor = (j: number) => 2 ** (j - 2);
        const changed: TwoLayers = {
          hidden: { weights: [[3, 1], ...order.map((j) => hidden.weights[j]!.map((x) => x * factor(j)))] },
          output: { weights: output.weights.map((row) => [0, ...order.map((j) => row[j]! / factor(j))]) },
        };
        const [one, other] = [polygonOf(network), polygonOf(changed)];
        expect(labelled(other)).toEqual(labelled(one));
        expect(other.sigma).toEqual(one.sigma);
      }),
    );
  });

  test('swapping the classes swaps the labels', () => {
    fc.assert(
      fc.property(networks(), (network) => {
        const { weights } = network.output;
        const swapped = polygonOf({ ...network, output: { weights: [weights[1]!, weights[0]!] } });
        const { vertices, classes, edges } = polygonOf(network);
        expect(swapped.vertices).toEqual(vertices);
        expect(swapped.edges).toEqual(edges);
        expect(swapped.classes).toEqual(classes.map((own) => own.map((i) => 1 - i).sort()));
      }),
    );
  });

  test('the shared part adds to the reduced polygon as a zonogon', () => {
    fc.assert(
      fc.property(networks({ onlyIntegers }), (network) => {
        const { hidden, output } = network;
        const shared = hidden.weights.map((_, j) => {
          const [a, b] = output.weights.map((row) => row[j]!) as [number, number];
          return Math.min(relu(a) + relu(-b), relu(b) + relu(-a));
        });
        const reduced = decisionPolygon(numbers, from(network), { mode: 'reduced' }).vertices;
        const sum = minkowskiSum2d(numbers, reduced, zonogon(numbers, weighted(hidden.weights, shared)).vertices);
        expect(fromLeast(to(sum))).toEqual(fromLeast(polygonOf(network).vertices));
      }),
    );
  });

  test('a rotation of the inputs rotates the polygon', () => {
    const q = [
      [0.6, 0.8],
      [-0.8, 0.6],
    ] as const;
    const turn = ([x, y]: readonly number[]): Point => [q[0][0] * x! + q[0][1] * y!, q[1][0] * x! + q[1][1] * y!];
    fc.assert(
      fc.property(networks(), (network) => {
        const { hidden, output } = withoutBiases(network);
        const turned = polygonOf({ hidden: { weights: hidden.weights.map(turn) }, output });
        const before = polygonOf(network);
        for (const u of [
          [1, 2],
          [-3, 1],
          [1, -1],
          [-1, -4],
        ] as const) {
          expect(support(floats, turned.vertices, turn(u))!.value).toBeCloseTo(
            support(floats, before.vertices, u)!.value,
            9,
          );
        }
      }),
    );
  });

  test('a slice of more inputs is a projection of the hull of their zonotopes', () => {
    const axes = from([
      [1, 0, 2],
      [-1, 1, 1],
    ]);
    const project = (v: Vector) => axes.map((axis) => dot(numbers, axis, v)) as unknown as Point;
    fc.assert(
      fc.property(networks({ inputs: 3, maxUnits: 4, onlyIntegers }), (network) => {
        const { hidden, output } = from(withoutBiases(network));
        const sliced = decisionPolygon(numbers, { hidden: { weights: hidden.weights.map(project) }, output });
        const [b1, b2] = network.output.weights as [number[], number[]];
        const sums = [
          [b1, b2],
          [b2, b1],
        ].flatMap(([own, other]) => {
          const generators = weighted(
            network.hidden.weights,
            own!.map((x, j) => relu(x) + relu(-other![j]!)),
          );
          return generators.reduce<Vector[]>(
            (all, generator) => all.flatMap((v) => [v, plus(numbers, v, generator)]),
            [from([0, 0, 0])],
          );
        });
        expect(fromLeast(to(sliced.vertices))).toEqual(fromLeast(to(hull2d(numbers, sums.map(project)).vertices)));
      }),
    );
  });

  test('without ties the number of bridges is even', () => {
    fc.assert(
      fc.property(networks(), (network) => {
        const polygon = polygonOf(network);
        fc.pre(polygon.classes.every((own) => own.length === 1));
        expect(decisionRays(polygon).length % 2).toBe(0);
      }),
    );
  });

  test('a cone where all units are off is a tie, whatever rounding does elsewhere', () => {
    const stream = randomStream(5, 'tie');
    for (let n = 0; n < 20; n++) {
      const row = () => [0.1 + stream.uniform(), 0.1 + stream.uniform()];
      const units = Array.from({ length: 30 }, row);
      const output = [0, 1].map(() => units.map(() => stream.normal()));
      const { vertices, classes } = polygonOf(of(units, output));
      const ties = classes.flatMap((own, k) => (own.length === 2 ? [vertices[k]!] : []));
      expect(ties).toEqual([[0, 0]]);
    }
  });

  test('a polygon beyond the range of floats is refused by floats, and has its area in fractions', () => {
    const huge = of(
      [
        [1e200, 0],
        [0, 1e200],
      ],
      [
        [1e200, 0],
        [0, 1e200],
      ],
    );
    const large = of(
      [
        [1e90, 0],
        [0, 1e90],
      ],
      [
        [1e90, 0],
        [0, 1e90],
      ],
    );
    if (exact) {
      const doubled = area(numbers, decisionPolygon(numbers, from(huge), { mode: 'paper' }).vertices);
      expect(numbers.show(doubled)).toMatch(/^\d{800}\/2$|^\d{800}$/);
    } else {
      for (const network of [huge, large]) {
        expect(() => polygonOf(network)).toThrow(/a coordinate of a decision polygon is too large/);
      }
      expect(() => decisionSubdivision(numbers, huge)).toThrow(/a coordinate of a decision subdivision is too large/);
    }
  });

  test('what is no network of two inputs and two classes is refused', () => {
    expect(() => polygonOf(of([[1, 2, 3]], [[1], [2]]))).toThrow('the network has the wrong number of inputs');
    expect(() => polygonOf(of([[1, 2]], [[1]]))).toThrow(InputError);
    expect(() => polygonOf(of([[1, 2]], [[1], [1, 2]]))).toThrow(InputError);
    expect(() => polygonOf(of([], [[1], [2]]))).toThrow(InputError);
    expect(() => polygonOf({ ...of([[1, 2]], [[1], [2]]), slope: 1 })).toThrow(InputError);
    expect(() => betweenClasses(of([[1, 2]], [[1], [2]]), 0, 2)).toThrow(InputError);
    if (!exact)
      expect(() => polygonOf(of([[1, NaN]], [[1], [2]]))).toThrow(
        'a weight of the hidden layer is not a finite number',
      );
    if (!exact) expect(() => polygonOf(of([[1, 1]], [[1], [-Infinity]]))).toThrow(InputError);
  });
});
