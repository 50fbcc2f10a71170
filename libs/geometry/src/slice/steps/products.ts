import type { Direction } from './rows';

/** Products that were updated so often are computed anew, so that rounding does not add up. */
const mostUpdates = 64;

/** How many numbers are remembered at most. */
const mostNumbers = 2 ** 22;

interface Remembered {
  readonly amounts: Float64Array;
  readonly products: Float64Array;
  updates: number;
}

/** A matrix that vectors are multiplied with. */
export interface Factor {
  /** [outputs / 4, inputs, 4], zeros after the last output. */
  readonly blocks: Float32Array | Float64Array;
  /** [inputs, outputs] */
  readonly columns: Float64Array;
  readonly inputs: number;
  readonly outputs: number;
}

/**
 * Products of a matrix with the amounts of directions. Those of one source differ only where units went on or off since they were met
 * last, which is mostly next door: the product is remembered, and the columns of these units are added.
 */
export class Products {
  private readonly bySource = new Map<number, Remembered>();
  private readonly active: Int32Array;
  private readonly values: Float64Array;

  constructor(private readonly factor: Factor) {
    this.active = new Int32Array(factor.inputs);
    this.values = new Float64Array(factor.inputs);
  }

  /** factor amounts; `own` is where it is put when it is not remembered. */
  of(direction: Direction, own: Float64Array): Float64Array {
    const { source } = direction;
    if (source < 0) return this.multiply(direction, own);
    const remembered = this.bySource.get(source);
    if (remembered === undefined) return this.remember(direction, own);
    if (++remembered.updates <= mostUpdates && this.bring(remembered, direction)) return remembered.products;
    this.renew(remembered, direction);
    return remembered.products;
  }

  private remember(direction: Direction, own: Float64Array): Float64Array {
    const { inputs, outputs } = this.factor;
    if ((this.bySource.size + 1) * (inputs + outputs) > mostNumbers) return this.multiply(direction, own);
    const remembered = { amounts: new Float64Array(inputs), products: new Float64Array(outputs), updates: 0 };
    this.renew(remembered, direction);
    this.bySource.set(direction.source, remembered);
    return remembered.products;
  }

  private renew(remembered: Remembered, direction: Direction): void {
    const { amounts, offset } = direction;
    remembered.updates = 0;
    remembered.amounts.set(amounts.subarray(offset, offset + this.factor.inputs));
    this.multiply(direction, remembered.products);
  }

  /** Adds what has changed since; false when that is much. */
  private bring({ amounts: before, products }: Remembered, { amounts, offset }: Direction): boolean {
    const { columns, inputs, outputs } = this.factor;
    const { active, values } = this;
    let count = 0;
    for (let unit = 0; unit < inputs; unit++) {
      const difference = amounts[offset + unit]! - before[unit]!;
      if (difference === 0) continue;
      active[count] = unit;
      values[count++] = difference;
    }
    if (4 * count > inputs) return false;
    for (let k = 0; k < count; k++) {
      const unit = active[k]!;
      const difference = values[k]!;
      before[unit] = amounts[offset + unit]!;
      for (let output = 0, column = unit * outputs; output < outputs; output++, column++) {
        products[output] = products[output]! + difference * columns[column]!;
      }
    }
    return true;
  }

  /** Half of the amounts are 0, those of units that are off. */
  private multiply({ amounts, offset }: Direction, products: Float64Array): Float64Array {
    const { blocks, inputs, outputs } = this.factor;
    const { active, values } = this;
    let count = 0;
    for (let unit = 0; unit < inputs; unit++) {
      const amount = amounts[offset + unit]!;
      if (amount === 0) continue;
      active[count] = unit;
      values[count++] = amount;
    }
    for (let output = 0; output < outputs; output += 4) {
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let k = 0; k < count; k++) {
        const at = output * inputs + 4 * active[k]!;
        const amount = values[k]!;
        a += blocks[at]! * amount;
        b += blocks[at + 1]! * amount;
        c += blocks[at + 2]! * amount;
        d += blocks[at + 3]! * amount;
      }
      // What is written after the last output is lost.
      products[output] = a;
      products[output + 1] = b;
      products[output + 2] = c;
      products[output + 3] = d;
    }
    return products;
  }
}
