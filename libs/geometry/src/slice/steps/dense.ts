import { Products, type Factor } from './products';
import { Reader } from './reader';
import { along, anything, mostDirections, unchanged, type Rows, type Step } from './rows';

/** Weights of a dense layer, in the orders in which they are read. */
interface Weights extends Factor {
  /** [outputs], zeros after the last one up to a multiple of 4. */
  readonly bias: Float64Array;
}

/**
 * rows = weights input + bias; weights [outputs, inputs], bias [outputs]. What changed is added; when all inputs changed along a few
 * directions, that is one column of products for each in place of three.
 */
export function denseStep(weights: Float64Array, bias: Float64Array, input: Rows, told: boolean, rows: Rows): Step {
  const all = arranged(weights, bias, input.length);
  const products = new Products(all);
  const own = Array.from({ length: mostDirections }, () => new Float64Array(bias.length));
  const reader = new Reader(input, told);
  return {
    update() {
      const isNew = reader.read();
      const { changed } = reader;
      rows.clear(anything);
      if (isNew) {
        startAnew(all, changed, rows);
        return;
      }
      rows.change = changed.change;
      if (changed.change === unchanged) return;
      const directions = changed.directionCount + changed.count;
      rows.change = directions <= mostDirections ? along : anything;
      for (let k = 0; k < changed.directionCount; k++) {
        const direction = changed.directions[k]!;
        const amounts = products.of(direction, own[k]!);
        addAlong(direction.by, amounts, rows);
        if (rows.change === along) rows.addDirection(direction.by, 0, amounts, 0, -1);
      }
      addListed(all, changed, rows);
    },
  };
}

/** Adds what the listed units make; each is a direction of its own. */
function addListed({ columns }: Weights, { units, differences, count }: Rows, rows: Rows): void {
  const { values, length } = rows;
  for (let k = 0; k < count; k++) {
    const a = differences[3 * k]!;
    const b = differences[3 * k + 1]!;
    const c = differences[3 * k + 2]!;
    const first = units[k]! * length;
    for (let i = 0, column = first; i < values.length; i += 3, column++) {
      const weight = columns[column]!;
      values[i] = values[i]! + weight * a;
      values[i + 1] = values[i + 1]! + weight * b;
      values[i + 2] = values[i + 2]! + weight * c;
    }
    if (rows.change === along) rows.addDirection(differences, 3 * k, columns, first, units[k]!);
  }
}

function addAlong(by: Float64Array, amounts: Float64Array, { values }: Rows): void {
  const a = by[0]!;
  const b = by[1]!;
  const c = by[2]!;
  for (let i = 0, output = 0; i < values.length; i += 3, output++) {
    const amount = amounts[output]!;
    values[i] = values[i]! + amount * a;
    values[i + 1] = values[i + 1]! + amount * b;
    values[i + 2] = values[i + 2]! + amount * c;
  }
}

/** Four outputs at a time share what is read of the input. */
function startAnew({ blocks, bias, inputs }: Weights, { units, differences, count }: Rows, { values }: Rows): void {
  for (let output = 0; 3 * output < values.length; output += 4) {
    let [a, b, c] = [0, 0, bias[output]!];
    let [d, e, f] = [0, 0, bias[output + 1]!];
    let [g, h, i] = [0, 0, bias[output + 2]!];
    let [l, m, n] = [0, 0, bias[output + 3]!];
    for (let k = 0, from = 0; k < count; k++, from += 3) {
      const at = output * inputs + 4 * units[k]!;
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
  return { blocks, columns, inputs, outputs, bias: padded };
}
