import { hasBegun, type CurveLevel } from './curve-level';

const usual = ['validation.loss', 'validation.accuracy'];

/** The series to draw: those chosen, the usual ones when nothing is, and any when there are no usual ones. */
export function chosenSeries(chosen: readonly string[], available: readonly string[]): string[] {
  if (chosen.length > 0) return [...chosen];
  const there = usual.filter((name) => available.includes(name));
  return there.length > 0 ? there : available.slice(0, 1);
}

/**
 * The number of the level that is shown when none is chosen: the greatest that every arm has begun of those that have
 * it. Before that the greatest that any has begun, or the first.
 */
export function latestNumber(levels: readonly CurveLevel[]): number {
  const begun = new Set(levels.filter(hasBegun).map(({ level, armId }) => `${level} ${armId}`));
  const numbers = numbersOf(levels).reverse();
  const armsAt = (number: number) => new Set(levels.filter(({ level }) => level === number).map(({ armId }) => armId));
  const some = numbers.find((number) => [...armsAt(number)].some((arm) => begun.has(`${number} ${arm}`)));
  return numbers.find((number) => [...armsAt(number)].every((arm) => begun.has(`${number} ${arm}`))) ?? some ?? 0;
}

/** The numbers of levels, ascending. */
export const numbersOf = (levels: readonly CurveLevel[]): number[] =>
  [...new Set(levels.map(({ level }) => level))].sort((a, b) => a - b);
