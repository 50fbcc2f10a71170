import type { Numbers } from '../numbers/numbers';
import type { Vector } from '../numbers/vector';

/**
 * Solves a square system by elimination with the largest pivots.
 *
 * @param rows [..., right side]
 * @returns undefined for a singular matrix
 */
export function solve<T>(numbers: Numbers<T>, rows: readonly Vector<T>[]): T[] | undefined {
  const { compare, divide, multiply, negate, sign, subtract } = numbers;
  const size = (a: T) => (sign(a) < 0 ? negate(a) : a);
  const work = rows.map((row) => [...row]);
  const n = work.length;
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (compare(size(work[i]![k]!), size(work[best]![k]!)) > 0) best = i;
    [work[k], work[best]] = [work[best]!, work[k]!];
    const lead = work[k]!;
    if (sign(lead[k]!) === 0) return undefined;
    for (const row of work) {
      if (row === lead) continue;
      const factor = divide(row[k]!, lead[k]!);
      for (let j = k; j <= n; j++) row[j] = subtract(row[j]!, multiply(factor, lead[j]!));
    }
  }
  return work.map((row, k) => divide(row[n]!, row[k]!));
}
