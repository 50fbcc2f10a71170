import type { Unit } from '@tombola/shared';
import type { Mark } from './figure-facts';

/** A mark with its place in the picture, in CSS pixels from its corner. */
export interface PlacedMark {
  readonly mark: Mark;
  readonly box: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
}

/** How far from a mark a pointer still means it. */
const REACH = 10;
/** What a seed is put back by: where both are near, the mean is meant, which names its seeds. */
const SEED_BEHIND = 3;

/** The mark that a pointer means: small marks need not be hit. */
export function nearestMark(marks: readonly PlacedMark[], x: number, y: number): PlacedMark | undefined {
  let best: PlacedMark | undefined;
  let least = Infinity;
  for (const each of marks) {
    const { left, top, right, bottom } = each.box;
    const distance = Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
    if (distance > REACH) continue;
    const fromMiddle = Math.hypot((left + right) / 2 - x, (top + bottom) / 2 - y);
    const score = distance + fromMiddle / 100 + (each.mark.seed === undefined ? 0 : SEED_BEHIND);
    if (score < least) [best, least] = [each, score];
  }
  return best;
}

/** The marks of a drawing that is on the page (`drawFigure`, interactive). */
export function placedMarks(picture: SVGSVGElement): PlacedMark[] {
  const scale = picture.clientWidth / picture.viewBox.baseVal.width;
  return [...picture.querySelectorAll<SVGGraphicsElement>('[data-arm]')].map((element) => {
    const { arm = '', level, seed } = element.dataset;
    const { metric = '', unit } = element.closest<SVGGElement>('[data-metric]')!.dataset;
    const { x, y, width, height } = element.getBBox();
    return {
      mark: {
        metric,
        unit: unit as Unit,
        arm,
        level: Number(level),
        ...(seed === undefined ? {} : { seed: Number(seed) }),
      },
      box: { left: x * scale, top: y * scale, right: (x + width) * scale, bottom: (y + height) * scale },
    };
  });
}
