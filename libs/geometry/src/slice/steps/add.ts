import { anything, type Rows, type Step } from './rows';

/** The sum of several inputs. */
export function addStep(inputs: readonly Rows[], rows: Rows): Step {
  const to = rows.values;
  return {
    update() {
      rows.change = anything;
      to.fill(0);
      for (const { values: from } of inputs) {
        for (let i = 0; i < to.length; i++) to[i] = to[i]! + from[i]!;
      }
    },
  };
}
