import { InputError } from '@tombola/shared';
import fc from 'fast-check';
import { floats } from '../numbers/floats';
import type { Point } from '../numbers/ring';
import { doubleArea, type Polygon } from '../polytope/polygon';
import { minkowskiSum2d } from '../polytope/minkowski2d';
import { hull2d } from '../polytope/hull2d';
import { modes } from '../testing/modes';
import { fromLeast, sorted } from '../testing/rotation';
import { dualSubdivision } from './dual-subdivision';
import { essential } from './essential';
import { hypersurface } from './hypersurface';
import { liftedNewtonPolytope, newtonPolygon, newtonPolytope } from './newton-polytope';
import {
  evaluate,
  restrict,
  tropicalPolynomial,
  tropicalPower,
  tropicalProduct,
  tropicalSum,
  type TropicalPolynomial,
} from './polynomial';
import { evaluateRational, rationalPower, rationalProduct, rationalQuotient, rationalSum } from './rational-function';
import { readPolynomial, readRational, showPolynomial, showRationalFunction } from './text';

const small = fc.integer({ min: -3, max: 3 });

/** Polynomials on a small lattice, where points of one line and of one plane are common. */
const polynomials = (dimension: number, minLength = 0): fc.Arbitrary<TropicalPolynomial> =>
  fc
    .array(
      fc.record({ coefficient: small, exponents: fc.array(small, { minLength: dimension, maxLength: dimension }) }),
      {
        minLength,
        maxLength: 8,
      },
    )
    .map((monomials) => tropicalPolynomial(floats, dimension, monomials));

const conicText = 'max(1+2x, 1+2y, 2+x+y, 2+x, 2+y, 2)';

describe.each(modes)('tropical polynomials in %s', (_, { numbers, from, to }) => {
  const read = (text: string) => readPolynomial(numbers, text);
  const poly = ({ dimension, monomials }: TropicalPolynomial) => ({ dimension, monomials: from(monomials) });

  describe('the conic of the literature', () => {
    const conic = read(conicText);
    const subdivision = dualSubdivision(numbers, conic);
    const curve = hypersurface(numbers, subdivision);
    const corner = (i: number) => to(subdivision.vertices[i]!).slice(0, 2);

    test('its Newton polygon is a triangle of area 2', () => {
      const { vertices } = newtonPolygon(numbers, conic);
      expect(to(vertices)).toEqual([
        [0, 0],
        [2, 0],
        [0, 2],
      ]);
      expect(to(doubleArea(numbers, vertices))).toBe(4);
      expect(newtonPolytope(numbers, conic).length).toBe(3);
      expect(liftedNewtonPolytope(numbers, conic).length).toBe(6);
    });

    test('its dual subdivision has a square between two triangles', () => {
      const cells = subdivision.cells.map((cell) => fromLeast(cell.map(corner)));
      expect(sorted(cells.map((cell) => cell.flat()))).toEqual([
        [0, 0, 1, 0, 1, 1, 0, 1],
        [0, 1, 1, 1, 0, 2],
        [1, 0, 2, 0, 1, 1],
      ]);
      expect(subdivision.vertices.length).toBe(6);
    });

    test('its curve has three vertices, two segments, six rays, all of weight 1', () => {
      const vertex = (i: number) => to(curve.vertices[i]!.point).map((x) => x + 0);
      expect(sorted(curve.vertices.map(({ point }) => to(point).map((x) => x + 0)))).toEqual([
        [0, 0],
        [0, 1],
        [1, 0],
      ]);
      const segments = curve.segments.map(({ ends }) => sorted(ends.map(vertex)).flat());
      expect(sorted(segments)).toEqual([
        [0, 0, 0, 1],
        [0, 0, 1, 0],
      ]);
      const rays = curve.rays.map((ray) => [...vertex(ray.from), ...to(ray.direction)].map((x) => x + 0));
      expect(sorted(rays)).toEqual([
        [0, 0, -1, 0],
        [0, 0, 0, -1],
        [0, 1, -1, 0],
        [0, 1, 1, 1],
        [1, 0, 0, -1],
        [1, 0, 1, 1],
      ]);
      expect([...curve.segments, ...curve.rays].every(({ weight }) => weight === 1)).toBe(true);
      expect(curve.vertices.every(({ point, value }) => to(evaluate(numbers, conic, point)!.value) === to(value))).toBe(
        true,
      );
      expect(curve.vertices.map(({ point }) => evaluate(numbers, conic, point)!.attained.length).sort()).toEqual([
        3, 3, 4,
      ]);
    });

    test('without heights it is one cell and three rays of weight 2', () => {
      const flat = dualSubdivision(numbers, read('max(2x, 2y, x+y, x, y, 0)'));
      const { vertices, rays, segments } = hypersurface(numbers, flat);
      expect([flat.cells.length, vertices.length, segments.length]).toEqual([1, 1, 0]);
      expect(sorted(rays.map(({ direction }) => to(direction).map((x) => x / 2 + 0)))).toEqual([
        [-1, 0],
        [0, -1],
        [1, 1],
      ]);
      expect(rays.map(({ weight }) => weight)).toEqual([2, 2, 2]);
    });
  });

  test('the tropical line', () => {
    const { vertices, rays } = hypersurface(numbers, dualSubdivision(numbers, read('max(x, y, 0)')));
    expect(vertices.map(({ point }) => to(point).map((x) => x + 0))).toEqual([[0, 0]]);
    expect(sorted(rays.map(({ direction }) => to(direction).map((x) => x + 0)))).toEqual([
      [-1, 0],
      [0, -1],
      [1, 1],
    ]);
  });

  test('a monomial that is nowhere alone the highest is redundant', () => {
    expect(showPolynomial(numbers, essential(numbers, read('max(2x, 2y, x+y)')))).toBe('max(2y, 2x)');
    expect(essential(numbers, read('max(2x, 2y, 1/8+x+y)')).monomials.length).toBe(3);
    expect(essential(numbers, read('max()')).monomials).toEqual([]);
    expect(essential(numbers, tropicalPolynomial(numbers, 0, [])).monomials).toEqual([]);
  });

  test('exponents of one line have parallel lines', () => {
    const subdivision = dualSubdivision(numbers, read('max(0, 1+x+y, 2x+2y, -4+x+y)'));
    const { lines, vertices, rays } = hypersurface(numbers, subdivision);
    expect([subdivision.dimension, vertices.length, rays.length]).toEqual([1, 0, 0]);
    expect(lines.map(({ through }) => to(through))).toEqual([
      [-0.5, -0.5],
      [0.5, 0.5],
    ]);
    expect(lines.map(({ weight }) => weight)).toEqual([1, 1]);
    const upright = dualSubdivision(numbers, read('max(2y, 1+y, 0)'));
    expect(to(upright.vertices)).toEqual([
      [0, 0, 0],
      [0, 1, 1],
      [0, 2, 0],
    ]);
  });

  test('a single monomial, and none, have no curve', () => {
    const one = dualSubdivision(numbers, read('3+2x'));
    expect([one.dimension, one.vertices.length, one.edges.length]).toEqual([0, 1, 0]);
    expect(dualSubdivision(numbers, read('max()')).dimension).toBe(-1);
    expect(hypersurface(numbers, one)).toEqual({ vertices: [], segments: [], rays: [], lines: [] });
  });

  test('the sums of two parabolas in other variables, with half exponents', () => {
    const f = read('max(1/2x, 0, -1.5x - .25)');
    expect(to(evaluate(numbers, f, from([-1, 7] as const))!)).toEqual({ value: 1.25, attained: [0] });
    const { lines } = hypersurface(numbers, dualSubdivision(numbers, f));
    expect(lines.map(({ weight }) => weight)).toEqual([undefined, undefined]);
  });

  test('texts are read and printed', () => {
    const texts = ['max(1+2x, 3+y, 0)', conicText, '  max( -x - 2*y+1/2,.5 y) ', '1e2x', 'x', '-y', 'x+x-y', 'max()'];
    expect(texts.map((text) => showPolynomial(numbers, read(text)))).toEqual([
      'max(0, 3+y, 1+2x)',
      'max(2, 2+y, 1+2y, 2+x, 2+x+y, 1+2x)',
      numbers.show(numbers.read('1/2')) === '1/2' ? 'max(1/2-x-2y, 1/2y)' : 'max(0.5-x-2y, 0.5y)',
      'max(100x)',
      'max(x)',
      'max(-y)',
      'max(2x-y)',
      'max()',
    ]);
    const rational = readRational(numbers, 'max(x, 0) - max(2+x1, -x2)', ['x', 'x1', 'x2']);
    expect(showRationalFunction(numbers, rational, ['x', 'x1', 'x2'])).toBe('max(0, x) - max(-x2, 2+x1)');
    expect(showRationalFunction(numbers, readRational(numbers, 'max(x, y)'))).toBe('max(y, x) - max(0)');
  });

  test.each(['', 'max(1,)', 'max(1, w)', '1 2', 'x*2', '*x', 'max(x', '2**x', 'x,y', 'max(max(x),y)', '1+', '- - x'])(
    '%j cannot be read',
    (text) => {
      expect(() => read(text)).toThrow(InputError);
    },
  );

  test('every polynomial comes back from its text', () => {
    fc.assert(
      fc.property(polynomials(2), (f) => {
        expect(to(read(showPolynomial(floats, f)).monomials)).toEqual(f.monomials);
      }),
    );
    // Negative zero is written as 0.
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((c) => c + 0);
    fc.assert(
      fc.property(finite, (c) => {
        const f = tropicalPolynomial(numbers, 4, [from({ coefficient: c, exponents: [0, c, 1, -1] })]);
        expect(readPolynomial(numbers, showPolynomial(numbers, f), ['x1', 'x2', 'x3', 'x4'])).toEqual(f);
      }),
    );
  });

  test('sum, product and power are the maximum, the sum and the multiple', () => {
    const point = fc.array(small, { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(polynomials(2, 1), polynomials(2, 1), point, fc.integer({ min: 0, max: 3 }), (f, g, x, k) => {
        const [a, b, at] = [poly(f), poly(g), from(x)];
        const value = (h: TropicalPolynomial) => to(evaluate(numbers, h, at)!.value);
        expect(value(tropicalSum(numbers, a, b))).toBe(Math.max(value(a), value(b)));
        expect(value(tropicalProduct(numbers, a, b))).toBe(value(a) + value(b));
        expect(value(tropicalPower(numbers, a, from(k)))).toBe(k * value(a) + 0);
        expect(value(essential(numbers, a))).toBe(value(a));
      }),
    );
  });

  test('the product has the Minkowski sum of the Newton polygons, the sum the hull of both', () => {
    fc.assert(
      fc.property(polynomials(2, 1), polynomials(2, 1), (f, g) => {
        const [a, b] = [poly(f), poly(g)];
        const newton = (h: TropicalPolynomial) => newtonPolygon(numbers, h).vertices;
        const same = (p: Polygon, q: Polygon) => expect(fromLeast(to(p))).toEqual(fromLeast(to(q)));
        same(newton(tropicalProduct(numbers, a, b)), minkowskiSum2d(numbers, newton(a), newton(b)));
        same(newton(tropicalSum(numbers, a, b)), hull2d(numbers, [...newton(a), ...newton(b)]).vertices);
      }),
    );
  });

  test('the cells of a dual subdivision fill the Newton polygon, and its curve is orthogonal to its edges', () => {
    fc.assert(
      fc.property(polynomials(2), (f) => {
        const subdivision = dualSubdivision(numbers, poly(f));
        const [v, e, c] = [subdivision.vertices.length, subdivision.edges.length, subdivision.cells.length];
        if (subdivision.dimension === 2) expect(v - e + c).toBe(1);
        const flat = to(subdivision.vertices).map(([x, y]) => [x, y] as const);
        const areas = subdivision.cells.map((cell) =>
          doubleArea(
            floats,
            cell.map((i) => flat[i]!),
          ),
        );
        const whole = doubleArea(floats, to(newtonPolygon(numbers, poly(f)).vertices));
        expect(areas.every((area) => area > 0)).toBe(true);
        expect(areas.reduce((sum, area) => sum + area, 0)).toBe(whole);
        expect(v).toBe(essential(numbers, poly(f)).monomials.length);
        const curve = hypersurface(numbers, subdivision);
        for (const { ends, edge } of curve.segments) {
          const [p, q] = ends.map((i) => to(curve.vertices[i]!.point)) as unknown as [Point, Point];
          const [a, b] = subdivision.edges[edge]!.ends.map((i) => flat[i]!) as unknown as [Point, Point];
          const product = (q[0] - p[0]) * (b[0] - a[0]) + (q[1] - p[1]) * (b[1] - a[1]);
          expect(product).toBeCloseTo(0, 9);
          // From the cell on the left to the one on the right.
          const turn = (q[0] - p[0]) * (b[1] - a[1]) - (q[1] - p[1]) * (b[0] - a[0]);
          expect(turn).toBeGreaterThan(0);
        }
      }),
    );
  });

  test('in three variables linear programs find the same redundant monomials as they do in two', () => {
    fc.assert(
      fc.property(polynomials(2), (f) => {
        const lifted = tropicalPolynomial(
          floats,
          3,
          f.monomials.map(({ coefficient, exponents: [x, y] }) => ({ coefficient, exponents: [x!, y!, x! - 2 * y!] })),
        );
        const found = essential(numbers, poly(lifted)).monomials.map(({ exponents }) => to(exponents).slice(0, 2));
        expect(found).toEqual(essential(numbers, poly(f)).monomials.map(({ exponents }) => to(exponents)));
      }),
      { numRuns: 50 },
    );
  });

  test('a slice of the space projects the Newton polytope', () => {
    fc.assert(
      fc.property(polynomials(3, 1), fc.array(small, { minLength: 2, maxLength: 2 }), (f, [s, t]) => {
        const plane = {
          origin: [1, -2, 3],
          axes: [
            [1, 0, 2],
            [-1, 1, 0],
          ],
        };
        const cut = restrict(numbers, poly(f), from(plane));
        const x = plane.origin.map((o, i) => o + s! * plane.axes[0]![i]! + t! * plane.axes[1]![i]!);
        expect(to(evaluate(numbers, cut, from([s!, t!]))!.value)).toBe(evaluate(floats, f, x)!.value);
      }),
    );
  });

  test('rational functions are differences, and a field but for zero', () => {
    const [f, g] = ['max(x, y) - max(1, x-y)', 'max(2, 2x) - max(y)'].map((text) => readRational(numbers, text));
    const at = from([3, -1]);
    const value = (h: typeof f) => to(evaluateRational(numbers, h!, at));
    expect([value(f), value(g)]).toEqual([-1, 7]);
    expect(value(rationalSum(numbers, f!, g!))).toBe(7);
    expect(value(rationalProduct(numbers, f!, g!))).toBe(6);
    expect(value(rationalQuotient(numbers, f!, g!))).toBe(-8);
    expect(value(rationalPower(numbers, f!, from(-3)))).toBe(3);
    const nothing = readRational(numbers, 'max()');
    expect(value(rationalSum(numbers, f!, nothing))).toBe(-1);
    expect(value(rationalProduct(numbers, f!, nothing))).toBeUndefined();
    expect(() => rationalQuotient(numbers, f!, nothing)).toThrow(InputError);
  });

  test('what makes no sense is refused', () => {
    expect(() => tropicalPower(numbers, read('x'), from(-1))).toThrow(InputError);
    expect(() => tropicalPolynomial(numbers, 2, [from({ coefficient: 0, exponents: [1] })])).toThrow(InputError);
    expect(() => dualSubdivision(numbers, tropicalPolynomial(numbers, 3, []))).toThrow(InputError);
  });
});

test('coefficients and exponents that are no numbers are refused', () => {
  expect(() => tropicalPolynomial(floats, 1, [{ coefficient: NaN, exponents: [1] }])).toThrow(InputError);
  expect(() => tropicalPolynomial(floats, 1, [{ coefficient: 0, exponents: [Infinity] }])).toThrow(InputError);
});
