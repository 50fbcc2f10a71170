import type { YAxis } from '@tombola/shared';
import type { SeedValue } from '../aggregate';
import { formatValue } from './format';
import type { Point } from './series';
import { tell, type Telling } from './telling';

/** What the mark of a mean tells. */
export function tellMean(interactive: boolean, text: string, { arm, level, density, summary }: Point): Telling {
  const { n, mean, min, max } = summary;
  return tell(interactive, text, { arm, level, density, n, mean, min, max });
}

/** What the mark of a seed tells, its trials too where they are known. */
export function tellSeed(
  interactive: boolean,
  text: string,
  { arm, level, density, trials }: Point,
  { seed, draws, value }: SeedValue,
): Telling {
  return tell(interactive, text, { arm, seed, level, density, draws, value, trials: trials.get(seed)?.join(' ') });
}

/** A seed's value in words. */
export function seedText({ seed, draws, value }: SeedValue, { unit }: Pick<YAxis, 'unit'>): string {
  const averaged = draws > 1 ? ` (mean of ${draws} draws)` : '';
  return `seed ${seed}: ${formatValue(value, unit)}${unit === 'percent' ? ' %' : ''}${averaged}`;
}

export function seedCount(n: number): string {
  return `${n} seed${n === 1 ? '' : 's'}`;
}
