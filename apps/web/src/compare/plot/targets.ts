/** A point of a plot that can be pointed at. */
export interface Target {
  /** In pixels. */
  readonly x: number;
  readonly y: number;
  /** Points of a series follow one another with the left and right keys. */
  readonly series: string;
  /** What it says: a headline, then lines. */
  readonly title: string;
  readonly lines: readonly string[];
  readonly colour: string;
}

/** How far from a point the pointer may be, in pixels. */
const REACH = 28;

/** The place of the target that is nearest to the pointer; -1 when none is near. */
export function nearestTarget(targets: readonly Target[], x: number, y: number): number {
  let [best, least] = [-1, REACH ** 2];
  targets.forEach((target, i) => {
    const distance = (target.x - x) ** 2 + (target.y - y) ** 2;
    if (distance < least) [best, least] = [i, distance];
  });
  return best;
}

/** Where a key leads from a target: left and right along its series, up and down to the nearest point of the next. */
export function targetAfter(targets: readonly Target[], current: number, key: string): number {
  if (targets.length === 0) return -1;
  const from = targets[current];
  if (from === undefined || key === 'Home') return 0;
  if (key === 'End') return targets.length - 1;
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const own = placesOf(targets, from.series).sort((a, b) => targets[a]!.x - targets[b]!.x);
    const next = own.indexOf(current) + (key === 'ArrowRight' ? 1 : -1);
    return own[Math.min(own.length - 1, Math.max(0, next))]!;
  }
  const names = [...new Set(targets.map(({ series }) => series))];
  const next = names.indexOf(from.series) + (key === 'ArrowDown' ? 1 : -1);
  const series = names[(next + names.length) % names.length]!;
  const distance = (place: number) => Math.abs(targets[place]!.x - from.x);
  return placesOf(targets, series).sort((a, b) => distance(a) - distance(b))[0]!;
}

function placesOf(targets: readonly Target[], series: string): number[] {
  return targets.flatMap((target, i) => (target.series === series ? i : []));
}
