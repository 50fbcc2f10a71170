import { Reader } from './reader';
import { along, anything, few, unchanged, type Rows, type Step } from './rows';

/** Weights of a dense layer, in the orders in which they are read. */
interface Weights {
  /** [outputs / 4, inputs, 4], zeros after the last output. */
  readonly blocks: Float64Array;
  /** [inputs, outputs] */
  readonly columns: Float64Array;
  /** [outputs], zeros after the last one up to a multiple of 4. */
  readonly bias: Float64Array;
}

/**
 * rows = weights input + bias; weights [outputs, inputs], bias [outputs]. What changed is added; when all inputs changed along one
 * direction, that is one column of products in place of three.
 */
export function denseStep(weights: Float64Array, bias: Float64Array, input: Rows, told: boolean, rows: Rows): Step {
  const all = arranged(weights, bias, input.length);
  const reader = new Reader(input, told);
  const own = rows.amounts;
  const active = { units: new Int32Array(input.length), amounts: new Float64Array(input.length) };
  return {
    update() {
      const { found } = reader;
      if (reader.read()) {
        startAnew(all, found, rows);
        rows.change = anything;
        return;
      }
      rows.count = 0;
      rows.change = found.change;
      if (found.change === unchanged) return;
      if (found.change === few) {
        addFew(all, found, rows);
        if (found.count === 1) changedAlong(rows, found.differences, all.columns, found.units[0]! * rows.length);
        else rows.change = anything;
        return;
      }
      multiply(all, found, active, own);
      addAlong(found.direction, own, rows);
      addFew(all, found, rows);
      if (found.count === 0) changedAlong(rows, found.direction, own, 0);
      else rows.change = anything;
    },
  };
}

function changedAlong(rows: Rows, direction: ArrayLike<number>, amounts: Float64Array, offset: number): void {
  rows.change = along;
  rows.direction[0] = direction[0]!;
  rows.direction[1] = direction[1]!;
  rows.direction[2] = direction[2]!;
  rows.amounts = amounts;
  rows.offset = offset;
}

function addFew({ columns }: Weights, { units, differences, count }: Rows, { values, length }: Rows): void {
  for (let k = 0; k < count; k++) {
    const a = differences[3 * k]!;
    const b = differences[3 * k + 1]!;
    const c = differences[3 * k + 2]!;
    let column = units[k]! * length;
    for (let i = 0; i < values.length; i += 3) {
      const weight = columns[column++]!;
      values[i] = values[i]! + weight * a;
      values[i + 1] = values[i + 1]! + weight * b;
      values[i + 2] = values[i + 2]! + weight * c;
    }
  }
}

function addAlong([a, b, c]: readonly [number, number, number], amounts: Float64Array, { values }: Rows): void {
  for (let i = 0, output = 0; i < values.length; i += 3, output++) {
    const amount = amounts[output]!;
    values[i] = values[i]! + amount * a;
    values[i + 1] = values[i + 1]! + amount * b;
    values[i + 2] = values[i + 2]! + amount * c;
  }
}

/** products = weights amounts, which are mostly 0: half of the units are off. */
function multiply(
  { blocks }: Weights,
  { amounts, offset, length }: Rows,
  active: { readonly units: Int32Array; readonly amounts: Float64Array },
  products: Float64Array,
): void {
  let count = 0;
  for (let unit = 0; unit < length; unit++) {
    const amount = amounts[offset + unit]!;
    if (amount === 0) continue;
    active.units[count] = unit;
    active.amounts[count++] = amount;
  }
  for (let output = 0; output < products.length; output += 4) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let k = 0; k < count; k++) {
      const at = output * length + 4 * active.units[k]!;
      const amount = active.amounts[k]!;
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
}

/** Four outputs at a time share what is read of the input. */
function startAnew({ blocks, bias }: Weights, { units, differences, count, length }: Rows, { values }: Rows): void {
  for (let output = 0; 3 * output < values.length; output += 4) {
    let [a, b, c] = [0, 0, bias[output]!];
    let [d, e, f] = [0, 0, bias[output + 1]!];
    let [g, h, i] = [0, 0, bias[output + 2]!];
    let [l, m, n] = [0, 0, bias[output + 3]!];
    for (let k = 0, from = 0; k < count; k++, from += 3) {
      const at = output * length + 4 * units[k]!;
      const x = differences[from]!;
      const y = differences[from + 1]!;
      const z = differences[from + 2]!;
      const p = blocks[at]!;
      const q = blocks[at + 1]!;
      const r = blocks[at + 2]!;
      const s = blocks[at + 3]!;
      a += p * x;
      b += p * y;
      c += p * z;
      d += q * x;
      e += q * y;
      f += q * z;
      g += r * x;
      h += r * y;
      i += r * z;
      l += s * x;
      m += s * y;
      n += s * z;
    }
    const to = 3 * output;
    values[to] = a;
    values[to + 1] = b;
    values[to + 2] = c;
    values[to + 3] = d;
    values[to + 4] = e;
    values[to + 5] = f;
    values[to + 6] = g;
    values[to + 7] = h;
    values[to + 8] = i;
    values[to + 9] = l;
    values[to + 10] = m;
    values[to + 11] = n;
  }
}

function arranged(weights: Float64Array, bias: Float64Array, inputs: number): Weights {
  const outputs = bias.length;
  const padded = new Float64Array(4 * Math.ceil(outputs / 4));
  padded.set(bias);
  const blocks = new Float64Array(padded.length * inputs);
  const columns = new Float64Array(weights.length);
  for (let output = 0; output < outputs; output++) {
    for (let input = 0; input < inputs; input++) {
      const weight = weights[output * inputs + input]!;
      blocks[(output - (output % 4)) * inputs + 4 * input + (output % 4)] = weight;
      columns[input * outputs + output] = weight;
    }
  }
  return { blocks, columns, bias: padded };
}
