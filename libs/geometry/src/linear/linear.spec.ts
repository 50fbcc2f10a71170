import fc from 'fast-check';
import { floats } from '../numbers/floats';
import { rational } from '../numbers/rational';
import { rationals } from '../numbers/rationals';
import { modes } from '../testing/modes';
import { determinant } from './determinant';
import { inCone } from './in-cone';
import { independentAxes } from './independent-axes';
import { linearProgram } from './linear-program';
import { solve } from './solve';
import { solveIntegers } from './solve-integers';

const small = fc.integer({ min: -3, max: 3 });
const matrix = (m: number, n: number) =>
  fc.array(fc.array(small, { minLength: n, maxLength: n }), { minLength: m, maxLength: m });
const bigints = (rows: readonly (readonly number[])[]) => rows.map((row) => row.map(BigInt));

describe.each(modes)('linear algebra in %s', (_, { numbers, from, to }) => {
  test('determinants', () => {
    expect(
      to(
        determinant(
          numbers,
          from([
            [0, 2, 1],
            [3, 0, 1],
            [1, 1, 1],
          ]),
        ),
      ),
    ).toBeCloseTo(-1, 12);
    expect(
      to(
        determinant(
          numbers,
          from([
            [1, 2],
            [2, 4],
          ]),
        ),
      ),
    ).toBe(0);
    expect(to(determinant(numbers, []))).toBe(1);
  });

  test('a solution solves, and a singular system has none', () => {
    expect(
      to(
        solve(
          numbers,
          from([
            [0, 2, 4],
            [1, 1, 5],
          ]),
        )!,
      ),
    ).toEqual([3, 2]);
    expect(
      solve(
        numbers,
        from([
          [1, 1, 2],
          [2, 2, 5],
        ]),
      ),
    ).toBeUndefined();
  });

  test('a linear program at its optimum', () => {
    // Most of x + 2y with x + y <= 4, x + 3y <= 6: 5 at (3, 1).
    const program = {
      costs: [-1, -2, 0, 0],
      rows: [
        [1, 1, 1, 0],
        [1, 3, 0, 1],
      ],
      right: [4, 6],
    };
    const solution = linearProgram(numbers, from(program));
    expect(solution.status === 'optimal' && to(solution.x.slice(0, 2))).toEqual([3, 1]);
    expect(solution.status === 'optimal' && to(solution.value)).toBe(-5);
  });

  test('without a solution, without a bound, with equations that say the same twice', () => {
    const of = (costs: number[], rows: number[][], right: number[]) =>
      linearProgram(numbers, from({ costs, rows, right }));
    expect(of([0, 0], [[1, 1]], [-1]).status).toBe('infeasible');
    expect(of([-1, 0], [[1, -1]], [0]).status).toBe('unbounded');
    expect(
      of(
        [1, 1],
        [
          [1, 1],
          [2, 2],
          [-1, -1],
        ],
        [2, 4, -2],
      ),
    ).toMatchObject({ status: 'optimal' });
  });
});

test('the cycle of Beale is left', () => {
  const q = (text: string) => text.split(' ').map(rational);
  const solution = linearProgram(rationals, {
    costs: q('-3/4 150 -1/50 6 0 0 0'),
    rows: [q('1/4 -60 -1/25 9 1 0 0'), q('1/2 -90 -1/50 3 0 1 0'), q('0 0 1 0 0 0 1')],
    right: q('0 0 1'),
  });
  expect(solution.status === 'optimal' && solution.value).toEqual(rational('-1/20'));
});

test('optima in floats and in fractions agree', () => {
  fc.assert(
    fc.property(
      matrix(2, 5),
      fc.array(small, { minLength: 5, maxLength: 5 }),
      fc.array(small, { minLength: 2, maxLength: 2 }),
      (rows, costs, right) => {
        const exact = (v: readonly number[]) => v.map(rational);
        const one = linearProgram(floats, { costs, rows, right });
        const other = linearProgram(rationals, { costs: exact(costs), rows: rows.map(exact), right: exact(right) });
        expect(one.status).toBe(other.status);
        if (one.status === 'optimal' && other.status === 'optimal') {
          expect(one.value).toBeCloseTo(rationals.toNumber(other.value), 9);
        }
      },
    ),
  );
});

test('integer systems have the solutions of fractions', () => {
  fc.assert(
    fc.property(matrix(3, 4), (rows) => {
      const [one, other] = [
        solveIntegers(bigints(rows)),
        solve(
          rationals,
          rows.map((row) => row.map((x) => rational(x))),
        ),
      ];
      const fractions = one?.x.map((x) => rationals.divide(rational(x), rational(one.denominator)));
      expect(fractions).toEqual(other);
      if (one !== undefined) expect(one.denominator > 0n).toBe(true);
    }),
  );
  // More equations than unknowns: one that fits, one that does not.
  expect(
    solveIntegers([
      [2n, 6n],
      [1n, 3n],
    ]),
  ).toEqual({ x: [6n], denominator: 2n });
  expect(
    solveIntegers([
      [2n, 6n],
      [1n, 4n],
    ]),
  ).toBeUndefined();
  expect(solveIntegers([])).toEqual({ x: [], denominator: 1n });
});

test('what is a sum of vectors is in their cone, what a hyperplane parts is not', () => {
  fc.assert(
    fc.property(
      matrix(4, 3),
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }),
      (vectors, factors) => {
        const sum = [0, 1, 2].map((axis) => vectors.reduce((total, v, k) => total + factors[k]! * v[axis]!, 0));
        expect(inCone(sum.map(BigInt), bigints(vectors))).toBe(true);
        const above = vectors.map(([x, y, z]) => [x!, y!, Math.abs(z!) + 1]);
        expect(inCone([0n, 0n, -1n], bigints(above))).toBe(false);
      },
    ),
  );
  expect(inCone([0n, 0n], [])).toBe(true);
  expect(inCone([1n, 0n], [])).toBe(false);
});

test('a vector that floats cannot tell from the edge of a cone is in it or not', () => {
  const big = 10n ** 25n;
  const edges = [
    [big, 1n],
    [big, -1n],
  ];
  expect(inCone([big * big, big], edges)).toBe(true);
  expect(inCone([big * big, big + 1n], edges)).toBe(false);
  expect(inCone([big * big, big - 1n], edges)).toBe(true);
});

test('axes that tell a span apart', () => {
  expect(
    independentAxes(
      [
        [0n, 1n, 1n],
        [0n, 2n, 2n],
      ],
      3,
    ),
  ).toEqual([1]);
  expect(
    independentAxes(
      [
        [1n, 1n, 0n],
        [2n, 2n, 1n],
      ],
      3,
    ),
  ).toEqual([0, 2]);
  expect(independentAxes([], 3)).toEqual([]);
});
