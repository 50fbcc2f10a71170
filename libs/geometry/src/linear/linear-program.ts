import type { Numbers } from '../numbers/numbers';
import type { Vector } from '../numbers/vector';

/** What a linear program comes to. The basis names a column a row; column n + i is the artificial one of row i. */
export type LinearProgramResult<T> =
  | { readonly status: 'optimal'; readonly x: readonly T[]; readonly value: T; readonly basis: readonly number[] }
  | { readonly status: 'infeasible'; readonly basis: readonly number[] }
  | { readonly status: 'unbounded' | 'stuck' };

/**
 * Minimises <costs, x> over x >= 0 with <rows[i], x> = right[i], by the simplex method in two phases with Bland's rule, which never
 * cycles. Exact in fractions, however many steps it takes. In floats numbers within `tolerance` count as 0, and where rounding makes it wander all the same it
 * is `stuck`.
 */
export function linearProgram<T>(
  numbers: Numbers<T>,
  { costs, rows, right }: { costs: Vector<T>; rows: readonly Vector<T>[]; right: Vector<T> },
  tolerance = 1e-9,
): LinearProgramResult<T> {
  const n = costs.length;
  const { zero, negate, subtract, multiply } = numbers;
  const sign = (a: T) => (numbers.rounds && Math.abs(numbers.toNumber(a)) <= tolerance ? 0 : numbers.sign(a));
  const tableau = rows.map((row, i) =>
    numbers.sign(right[i]!) < 0 ? [...row, right[i]!].map(negate) : [...row, right[i]!],
  );
  const basis = rows.map((_, i) => n + i);
  const artificial = new Array<T>(n + 1).fill(zero);
  for (const row of tableau) row.forEach((x, j) => (artificial[j] = subtract(artificial[j]!, x)));

  const first = simplex(numbers, sign, tableau, artificial, basis);
  if (first !== 'optimal') return { status: 'stuck' };
  if (sign(artificial[n]!) !== 0) return { status: 'infeasible', basis };
  // Artificial columns that are left have the value 0: they go for whatever column can replace them.
  basis.forEach((column, i) => {
    const j = column < n ? -1 : tableau[i]!.findIndex((x, k) => k < n && sign(x) !== 0);
    if (j >= 0) pivot(numbers, [...tableau, artificial], i, j, basis);
  });

  const reduced = [...costs, zero];
  basis.forEach((column, i) => {
    if (column >= n) return;
    const cost = costs[column]!;
    tableau[i]!.forEach((x, j) => (reduced[j] = subtract(reduced[j]!, multiply(cost, x))));
  });
  const status = simplex(numbers, sign, tableau, reduced, basis);
  if (status !== 'optimal') return { status };
  const x = new Array<T>(n).fill(zero);
  basis.forEach((column, i) => {
    if (column < n) x[column] = tableau[i]![n]!;
  });
  return { status, x, value: negate(reduced[n]!), basis };
}

/** Pivots until no reduced cost is negative. The last column is the right side, the last row the reduced costs. */
function simplex<T>(
  numbers: Numbers<T>,
  sign: (a: T) => number,
  tableau: T[][],
  reduced: T[],
  basis: number[],
): 'optimal' | 'unbounded' | 'stuck' {
  const n = reduced.length - 1;
  const limit = numbers.rounds ? 50 * (n + basis.length) + 1000 : Infinity;
  for (let step = 0; step < limit; step++) {
    const j = reduced.findIndex((cost, k) => k < n && sign(cost) < 0);
    if (j < 0) return 'optimal';
    let leaving = -1;
    for (let i = 0; i < tableau.length; i++) {
      if (sign(tableau[i]![j]!) <= 0) continue;
      if (leaving >= 0) {
        // right_i / x_i against right_l / x_l, both x positive.
        const [own, best] = [tableau[i]!, tableau[leaving]!];
        const order = numbers.compare(numbers.multiply(own[n]!, best[j]!), numbers.multiply(best[n]!, own[j]!));
        if (order > 0 || (order === 0 && basis[i]! > basis[leaving]!)) continue;
      }
      leaving = i;
    }
    if (leaving < 0) return 'unbounded';
    pivot(numbers, [...tableau, reduced], leaving, j, basis);
  }
  return 'stuck';
}

/** Column j enters the basis in row i: it becomes 1 there and 0 elsewhere. */
function pivot<T>(
  { divide, subtract, multiply, sign }: Numbers<T>,
  rows: T[][],
  i: number,
  j: number,
  basis: number[],
) {
  const row = rows[i]!;
  const divisor = row[j]!;
  row.forEach((x, k) => (row[k] = divide(x, divisor)));
  for (const other of rows) {
    const factor = other[j]!;
    if (other === row || sign(factor) === 0) continue;
    row.forEach((x, k) => (other[k] = subtract(other[k]!, multiply(factor, x))));
  }
  basis[i] = j;
}
