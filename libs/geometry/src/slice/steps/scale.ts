import { anything, type Rows, type Step } from './rows';

/** rows = factor input + shift, a number for every channel; channels come last. */
export function scaleStep(factor: Float64Array, shift: Float64Array, { values: from }: Rows, rows: Rows): Step {
  const to = rows.values;
  return {
    update() {
      rows.change = anything;
      for (let i = 0, channel = 0; i < to.length; i += 3) {
        const by = factor[channel]!;
        to[i] = by * from[i]!;
        to[i + 1] = by * from[i + 1]!;
        to[i + 2] = by * from[i + 2]! + shift[channel]!;
        channel = channel + 1 === factor.length ? 0 : channel + 1;
      }
    },
  };
}
