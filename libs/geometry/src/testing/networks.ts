import fc from 'fast-check';
import type { TwoLayers } from '../network/two-layers';

/** max(x, 0). */
export const relu = (x: number) => Math.max(x, 0);

/** What a network with one hidden layer of ReLU, or leaky ReLU, gives in float64. */
export function outputsOf({ hidden, output, slope = 0, direct }: TwoLayers, x: readonly number[]): number[] {
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, each, i) => sum + each * b[i]!, 0);
  const units = hidden.weights.map((row, j) => {
    const z = dot(row, x) + (hidden.bias?.[j] ?? 0);
    return z > 0 ? z : slope * z;
  });
  return output.weights.map(
    (row, i) => dot(row, units) + (direct === undefined ? 0 : dot(direct[i]!, x)) + (output.bias?.[i] ?? 0),
  );
}

/** The network without its biases. */
export function withoutBiases({ hidden, output, slope }: TwoLayers): TwoLayers {
  return { hidden: { weights: hidden.weights }, output: { weights: output.weights }, slope: slope ?? 0 };
}

const coarse = fc.integer({ min: -2, max: 2 });
// Not fast-check's floats: their squares leave the range in which a test in float64 can tell what is right.
const fine = fc.integer({ min: -2000, max: 2000 }).map((x) => Math.fround(x / 999));

/** Networks with two inputs: half of them with weights -2 .. 2, so that dead, parallel and repeated units and ties are common; or all. */
export function networks({
  classes = 2,
  inputs = 2,
  maxUnits = 5,
  onlyIntegers = false,
}: { classes?: number; inputs?: number; maxUnits?: number; onlyIntegers?: boolean } = {}): fc.Arbitrary<TwoLayers> {
  const of = (value: fc.Arbitrary<number>) =>
    fc.integer({ min: 1, max: maxUnits }).chain((units) => {
      const vector = (n: number) => fc.array(value, { minLength: n, maxLength: n });
      const matrix = (m: number, n: number) => fc.array(vector(n), { minLength: m, maxLength: m });
      return fc.record({
        hidden: fc.record({ weights: matrix(units, inputs), bias: vector(units) }),
        output: fc.record({ weights: matrix(classes, units), bias: vector(classes) }),
      });
    });
  return onlyIntegers ? of(coarse) : fc.oneof(of(coarse), of(fine));
}
