/** The API's bound for a list of seeds. */
const MOST = 1000;
/** The command line reads nine digits. */
const HIGHEST = 999_999_999;

/**
 * Seeds as they are typed, ranges included: `0-4`, `0,2,7`. Sorted, each once.
 *
 * @returns the seeds, or what is wrong with the text
 */
export function parseSeeds(text: string): readonly number[] | string {
  const seeds = new Set<number>();
  for (const part of text.split(/[\s,]+/).filter((each) => each !== '')) {
    const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (first === undefined) return `Expected whole numbers from 0, such as 0-4 or 0,2,7; ${part} is none.`;
    const [from, to] = [Number(first), Number(last ?? first)];
    if (to > HIGHEST || from > HIGHEST) return `Expected seeds of at most nine digits; ${part} has more.`;
    if (to < from) return `Expected the smaller end first: ${to}-${from}.`;
    if (to - from >= MOST || seeds.size + to - from + 1 > MOST) return `Expected at most ${MOST} seeds.`;
    for (let seed = from; seed <= to; seed++) seeds.add(seed);
  }
  return seeds.size === 0 ? 'Expected at least one seed, such as 0-4 or 0,2,7.' : [...seeds].sort((a, b) => a - b);
}

/** Seeds as short as they can be typed: `parseSeeds(printSeeds(seeds))` are the seeds, sorted, each once. */
export function printSeeds(given: readonly number[]): string {
  const seeds = [...new Set(given)].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const seed of seeds) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === seed - 1) last[1] = seed;
    else runs.push([seed, seed]);
  }
  return runs
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from},${to}` : `${from}-${to}`))
    .join(',');
}
