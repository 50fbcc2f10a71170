import type { CurveLevel } from './curve-level';
import type { Matcher } from './matching';

/** What is told apart by colours. */
export const colourings = ['arm', 'seed', 'level'] as const;
export type Colouring = (typeof colourings)[number];

export interface Look {
  readonly index: number;
  /** Where dashes tell something that the colour does not. */
  readonly dash?: number;
}

/** What a filter looks at. */
const nameOfLevel = ({ arm, armId, trial }: CurveLevel): string => `${arm} ${armId} ${trial}`;

/**
 * The levels to draw: of the numbers chosen, of names that fit, of the trials chosen. A level that trials share is drawn
 * once, for the trial that trained it where that one is among them.
 *
 * @param only ids of trials; null: all
 */
export function chooseLevels(
  levels: readonly CurveLevel[],
  numbers: readonly number[],
  { matches }: Matcher,
  only: ReadonlySet<string> | null,
): CurveLevel[] {
  const chosen = new Map<string, CurveLevel>();
  for (const level of levels) {
    if (!numbers.includes(level.level) || !matches(nameOfLevel(level))) continue;
    if (only !== null && !only.has(level.trial)) continue;
    const known = chosen.get(level.id);
    if (known === undefined || level.id.startsWith(`${level.trial}-l`)) chosen.set(level.id, level);
  }
  return [...chosen.values()];
}

/**
 * Colours and dashes of levels: the colour for what was asked, the dashes for the level, or for the arm where colours
 * are levels. Colours are counted over all levels, so that they stay when others are chosen.
 */
export function looksOf(
  all: readonly CurveLevel[],
  chosen: readonly CurveLevel[],
  by: Colouring,
): (level: CurveLevel) => Look {
  const colour = placesOf(all, by);
  const dash = placesOf(chosen, by === 'level' ? 'arm' : 'level');
  const told = new Set(chosen.map(dash)).size > 1;
  return (level) => ({ index: colour(level), ...(told && { dash: dash(level) }) });
}

function placesOf(levels: readonly CurveLevel[], by: Colouring): (level: CurveLevel) => number {
  const value = (level: CurveLevel) => (by === 'arm' ? level.armId : level[by]);
  const values = [...new Set(levels.map(value))];
  if (by !== 'arm') values.sort((a, b) => Number(a) - Number(b));
  const places = new Map(values.map((each, i) => [each, i]));
  return (level) => places.get(value(level)) ?? 0;
}

/** A level in a legend; only what differs among those that are drawn is said. */
export function labelsOf(chosen: readonly CurveLevel[]): (level: CurveLevel) => string {
  const several = (value: (level: CurveLevel) => unknown) => new Set(chosen.map(value)).size > 1;
  const arms = several(({ armId }) => armId);
  const seeds = several(({ seed }) => seed);
  const draws = several(({ draw }) => draw);
  const levels = several(({ level }) => level);
  return ({ arm, seed, draw, level }) => {
    const parts = [arms && arm, seeds && `seed ${seed}`, draws && `draw ${draw}`, levels && `level ${level}`];
    return parts.filter((part) => part !== false).join(', ') || `${arm}, seed ${seed}, level ${level}`;
  };
}

/** What colours tell when nothing is chosen: the arms where there are several, else the seeds, else the levels. */
export function usualColouring(levels: readonly CurveLevel[]): Colouring {
  const several = (value: (level: CurveLevel) => unknown) => new Set(levels.map(value)).size > 1;
  return several(({ armId }) => armId) ? 'arm' : several(({ seed }) => seed) ? 'seed' : 'level';
}
