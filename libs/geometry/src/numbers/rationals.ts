import { exactRing } from './exact-ring';
import type { Numbers } from './numbers';
import { fraction, lcm, rational, showRational, toFloat, type Rational } from './rational';

/** Fractions: everything is exact. */
export const rationals: Numbers<Rational> = {
  ...exactRing<Rational>({
    zero: rational(0),
    one: rational(1),
    add: (a, b) =>
      a.denominator === b.denominator
        ? fraction(a.numerator + b.numerator, a.denominator)
        : fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator),
    subtract: (a, b) =>
      a.denominator === b.denominator
        ? fraction(a.numerator - b.numerator, a.denominator)
        : fraction(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator),
    multiply: (a, b) => fraction(a.numerator * b.numerator, a.denominator * b.denominator),
    negate: ({ numerator, denominator }) => ({ numerator: -numerator, denominator }),
    sign: ({ numerator }) => signOf(numerator),
    compare: (a, b) => signOf(a.numerator * b.denominator - b.numerator * a.denominator),
    isFinite: () => true,
    toNumber: toFloat,
  }),
  rounds: false,
  of: rational,
  read: rational,
  show: showRational,
  divide: (a, b) => fraction(a.numerator * b.denominator, a.denominator * b.numerator),
  exact: (a) => a,
  nearest: (a) => a,
  commonDenominator: (values) => {
    let common = 1n;
    for (const { denominator } of values) if (common % denominator !== 0n) common = lcm(common, denominator);
    return common;
  },
  times:
    (d) =>
    ({ numerator, denominator }) =>
      numerator * (d / denominator),
  over: (d) => (n) => fraction(n, d),
};

function signOf(a: bigint): number {
  return a > 0n ? 1 : a < 0n ? -1 : 0;
}
