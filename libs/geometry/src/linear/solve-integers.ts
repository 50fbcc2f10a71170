/**
 * Solves A x = b in fractions with one denominator, by elimination without fractions (Bareiss 1968).
 *
 * @param rows rows of A and b: [..., b], of integers
 * @returns numerators and the denominator, which is positive; undefined when there is no solution, or more than one
 */
export function solveIntegers(
  rows: readonly (readonly bigint[])[],
): { readonly x: readonly bigint[]; readonly denominator: bigint } | undefined {
  const work = rows.map((row) => [...row]);
  const n = work[0] === undefined ? 0 : work[0].length - 1;
  let previous = 1n;
  for (let column = 0; column < n; column++) {
    const found = work.findIndex((row, i) => i >= column && row[column] !== 0n);
    if (found < 0) return undefined;
    [work[column], work[found]] = [work[found]!, work[column]!];
    const lead = work[column]!;
    const pivot = lead[column]!;
    for (const row of work) {
      if (row === lead) continue;
      const factor = row[column]!;
      // The division leaves nothing: all entries are minors of A.
      for (let k = 0; k <= n; k++) row[k] = (pivot * row[k]! - factor * lead[k]!) / previous;
    }
    previous = pivot;
  }
  if (work.slice(n).some((row) => row[n] !== 0n)) return undefined;
  const sign = previous < 0n ? -1n : 1n;
  return { x: work.slice(0, n).map((row) => sign * row[n]!), denominator: sign * previous };
}
