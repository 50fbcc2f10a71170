import { anything, type Rows, type Step } from './rows';

/** Units in another order: unit i is unit `order[i]` of the input. */
export function gatherStep(order: Int32Array, { values: from }: Rows, rows: Rows): Step {
  const to = rows.values;
  return {
    update() {
      rows.change = anything;
      for (let unit = 0, i = 0; unit < order.length; unit++, i += 3) {
        const source = 3 * order[unit]!;
        to[i] = from[source]!;
        to[i + 1] = from[source + 1]!;
        to[i + 2] = from[source + 2]!;
      }
    },
  };
}
