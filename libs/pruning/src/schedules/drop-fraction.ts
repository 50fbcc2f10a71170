/** What share of the kept weights an update of the mask replaces, over time. */
export type DropSchedule =
  | { readonly name: 'cosine' | 'constant'; readonly fraction: number }
  | {
      readonly name: 'inverse-power';
      readonly fraction: number;
      /** 3 when left out; 1 falls in a straight line. */
      readonly power?: number;
    };

/** RigL's own: cosine from 0.3 (Evci et al. 2020, section 3). */
export const rigLDropSchedule: DropSchedule = { name: 'cosine', fraction: 0.3 };

/**
 * The share of a layer's kept weights that is dropped and grown again at step t: `cosine` is a/2 (1 + cos(pi t / T)) (Evci
 * et al., ICML 2020, section 3), `constant` a, `inverse-power` a (1 - t/T)^k (both appendix G).
 *
 * @param step t, from 0; the first update of the paper is at 0
 * @param end T, the step from which masks stay as they are; the share is 0 from there on, whatever the schedule
 * @returns from 0 to `fraction`
 */
export function dropFraction(schedule: DropSchedule, step: number, end: number): number {
  if (step >= end) return 0;
  const { fraction } = schedule;
  switch (schedule.name) {
    case 'cosine':
      return (fraction / 2) * (1 + Math.cos((Math.PI * step) / end));
    case 'constant':
      return fraction;
    case 'inverse-power':
      return fraction * (1 - step / end) ** (schedule.power ?? 3);
  }
}
