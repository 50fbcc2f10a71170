import { orient2d, orient3d } from 'robust-predicates';
import { fractionBits, nearestFloat, toInteger } from './float';
import { integers } from './integers';
import type { Numbers } from './numbers';
import { rational, toFloat } from './rational';
import type { Point, Point3 } from './ring';

// Looked up once: in sandboxes such as a test runner's, a look-up of a global costs more than a product.
const { abs } = Math;

/**
 * Float64. Sums and products are rounded; the signs of `cross`, `turn` and `side` are exact for the floats given
 * (Shewchuk, Adaptive precision floating-point arithmetic and fast robust geometric predicates, 1997).
 *
 * robust-predicates has the y axis downwards: two points change places here, once.
 */
export const floats: Numbers<number> = {
  zero: 0,
  one: 1,
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  negate: (a) => 0 - a,
  sign: (a) => (a > 0 ? 1 : a < 0 ? -1 : 0),
  compare: (a, b) => (a > b ? 1 : a < b ? -1 : 0),
  toNumber: (a) => a,
  cross: (a, b) => {
    const [left, right] = [a[0] * b[1], a[1] * b[0]];
    const determinant = left - right;
    // Beyond the error of rounding, and of underflow: the sign is certain. Sorting lives on this line.
    const bound = 4e-16 * (abs(left) + abs(right)) + 1e-300;
    if (determinant > bound) return 1;
    if (determinant < -bound) return -1;
    return moderate2(a) && moderate2(b) ? orient2d(b[0], b[1], a[0], a[1], 0, 0) : integers.cross(...scaled(a, b));
  },
  turn: (a, b, c) => {
    const determinant = orient2d(b[0], b[1], a[0], a[1], c[0], c[1]);
    if (abs(determinant) > 1e-250 && Number.isFinite(determinant)) return determinant;
    return moderate2(a) && moderate2(b) && moderate2(c) ? determinant : integers.turn(...scaled(a, b, c));
  },
  side: (a, b, c, d) => {
    if (!(moderate3(a) && moderate3(b) && moderate3(c) && moderate3(d))) return integers.side(...scaled(a, b, c, d));
    return orient3d(b[0], b[1], b[2], a[0], a[1], a[2], c[0], c[1], c[2], d[0], d[1], d[2]);
  },
  partialSums: compensatedSums,
  rounds: true,
  of: (value) => value,
  read: (text) => toFloat(rational(text)),
  show: String,
  divide: (a, b) => a / b,
  isFinite: Number.isFinite,
  exact: rational,
  nearest: toFloat,
  commonDenominator: (values) => {
    let bits = 0;
    for (const value of values) bits = Math.max(bits, fractionBits(value));
    return 1n << BigInt(bits);
  },
  times: (d) => {
    const k = powerOfTwo(d);
    return k === undefined ? (a) => exactTimes(a, d) : (a) => toInteger(a, k);
  },
  over,
};

/** The k of d = 2^k, when it is one. */
function powerOfTwo(d: bigint): number | undefined {
  return (d & (d - 1n)) === 0n ? d.toString(2).length - 1 : undefined;
}

function exactTimes(a: number, d: bigint): bigint {
  const { numerator, denominator } = rational(a);
  return numerator * (d / denominator);
}

function over(d: bigint): (n: bigint) => number {
  const divisor = Number(d);
  // Dividing by a power of two rounds nothing away, but from subnormal numbers.
  if (powerOfTwo(d) === undefined || divisor === Infinity) return (n) => nearestFloat(n, d);
  return (n) => {
    const quotient = Number(n) / divisor;
    return abs(quotient) > 1e-290 && quotient !== Infinity && quotient !== -Infinity ? quotient : nearestFloat(n, d);
  };
}

/** Whether products of three such coordinates, and all that their rounding loses, are far from overflow and underflow. */
function moderate(x: number): boolean {
  return x === 0 || (x > 1e-70 && x < 1e90) || (x < -1e-70 && x > -1e90);
}

function moderate2(a: Point): boolean {
  return moderate(a[0]) && moderate(a[1]);
}

function moderate3(a: Point3): boolean {
  return moderate(a[0]) && moderate(a[1]) && moderate(a[2]);
}

/** The same points many times larger, so that their coordinates are integers: no sign changes. */
function scaled<P extends (readonly number[])[]>(...points: P): { [K in keyof P]: Scaled<P[K]> } {
  const k = Math.max(...points.flat().map(fractionBits));
  return points.map((point) => point.map((x) => toInteger(x, k))) as { [K in keyof P]: Scaled<P[K]> };
}

type Scaled<P> = P extends Point3 ? Point3<bigint> : Point<bigint>;

/** Partial sums that carry along what rounding lost (Neumaier, 1974). */
function compensatedSums(start: number, steps: readonly number[]): number[] {
  const sums = [start];
  let [sum, lost] = [start, 0];
  for (const step of steps) {
    const next = sum + step;
    lost += abs(sum) >= abs(step) ? sum - next + step : step - next + sum;
    sum = next;
    sums.push(sum + lost);
  }
  return sums;
}
