/** How many of `remaining` weights a rate removes, rounded to the nearest whole number, halves up. */
export function removals(rate: number, remaining: number): number {
  return Math.min(remaining, Math.floor(rate * remaining + 0.5));
}
