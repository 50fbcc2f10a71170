import { anything, type Rows, type Step } from './rows';

/** Channels of several inputs, one after the other at every place; channels come last. `channels` is one count an input. */
export function concatStep(inputs: readonly Rows[], channels: readonly number[], rows: Rows): Step {
  const width = 3 * channels.reduce((sum, count) => sum + count, 0);
  return {
    update() {
      rows.change = anything;
      let offset = 0;
      for (const [k, { values: from }] of inputs.entries()) {
        const own = 3 * channels[k]!;
        for (let source = 0, to = offset; source < from.length; source += own, to += width) {
          for (let i = 0; i < own; i++) rows.values[to + i] = from[source + i]!;
        }
        offset += own;
      }
    },
  };
}
