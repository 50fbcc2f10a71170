const bits = new DataView(new ArrayBuffer(8));

/**
 * How many binary digits a float has after the point: the least k >= 0 for which x * 2^k is an integer, 0 to 1074.
 *
 * @param x finite
 */
export function fractionBits(x: number): number {
  if (Number.isInteger(x)) return 0;
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  const low = bits.getUint32(4);
  const exponent = (high >>> 20) & 0x7ff;
  // A subnormal number has the exponent of the smallest normal one and no leading bit, which a fraction never needs here.
  const last = exponent === 0 ? 1074 : 1075 - exponent;
  return last - trailingZeros(high, low);
}

/** Trailing zeros of the significand, at most 52. */
function trailingZeros(high: number, low: number): number {
  if (low !== 0) return 31 - Math.clz32(low & -low);
  const top = high & 0xfffff;
  return top === 0 ? 52 : 63 - Math.clz32(top & -top);
}

/** x * 2^k, exactly, as an integer. `k` is at least {@link fractionBits} of x, which is finite. */
export function toInteger(x: number, k: number): bigint {
  if (k <= 900) {
    const scaled = x * 2 ** k;
    if (Number.isFinite(scaled)) return BigInt(scaled);
  }
  const own = fractionBits(x);
  const half = own >> 1;
  // Two steps: 2^1074 is no float, and neither is every x * 2^k.
  return BigInt(x * 2 ** half * 2 ** (own - half)) << BigInt(k - own);
}

/** The float nearest to n / d, ties to even; d > 0. Infinite when it is beyond all floats. */
export function nearestFloat(n: bigint, d: bigint): number {
  if (n < 0n) return -nearestFloat(-n, d);
  if (n <= safe && d <= safe) return Number(n) / Number(d);
  // A quotient of at least 66 bits, its last bit set when something is left, rounds as n / d does.
  const shift = 66 - (bitLength(n) - bitLength(d));
  const [dividend, divisor] = shift >= 0 ? [n << BigInt(shift), d] : [n, d << BigInt(-shift)];
  const quotient = dividend / divisor;
  const sticky = quotient * divisor === dividend ? 0n : 1n;
  return scaleByTwo(Number(quotient | sticky), -shift);
}

const safe = BigInt(Number.MAX_SAFE_INTEGER);

/** At least the number of binary digits of n > 0, at most three more. */
function bitLength(n: bigint): number {
  return 4 * n.toString(16).length;
}

/** x * 2^k without an intermediate overflow or underflow to zero. */
function scaleByTwo(x: number, k: number): number {
  const half = Math.trunc(k / 2);
  return x * 2 ** half * 2 ** (k - half);
}
