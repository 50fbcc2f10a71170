import type { Numbers } from '../numbers/numbers';
import type { Vector } from '../numbers/vector';

/** The determinant of a square matrix, by elimination with the largest pivots; 1 for no rows. */
export function determinant<T>(numbers: Numbers<T>, matrix: readonly Vector<T>[]): T {
  const { compare, divide, multiply, negate, sign, subtract, zero, one } = numbers;
  const size = (a: T) => (sign(a) < 0 ? negate(a) : a);
  const rows = matrix.map((row) => [...row]);
  let result = one;
  for (let k = 0; k < rows.length; k++) {
    let best = k;
    for (let i = k + 1; i < rows.length; i++) if (compare(size(rows[i]![k]!), size(rows[best]![k]!)) > 0) best = i;
    if (best !== k) {
      [rows[k], rows[best]] = [rows[best]!, rows[k]!];
      result = negate(result);
    }
    const lead = rows[k]!;
    if (sign(lead[k]!) === 0) return zero;
    result = multiply(result, lead[k]!);
    for (const row of rows.slice(k + 1)) {
      const factor = divide(row[k]!, lead[k]!);
      for (let j = k; j < row.length; j++) row[j] = subtract(row[j]!, multiply(factor, lead[j]!));
    }
  }
  return result;
}
