import { tensor, type Tensor } from '@tombola/engine';
import type { BiasedUnit } from '@tombola/geometry';
import type { Parameters } from '@tombola/nn';
import type { DensePair } from './dense-pairs';

/** The hidden units of a pair of layers. Weights of dense layers are [in, out]. */
export function unitsOfPair({ hidden, output }: DensePair, state: Parameters): BiasedUnit[] {
  const [into, bias, out] = [`${hidden.name}/weights`, `${hidden.name}/bias`, `${output.name}/weights`];
  const inputs = state[into]!.data.length / hidden.units;
  return Array.from({ length: hidden.units }, (_, j) => ({
    row: Array.from({ length: inputs }, (_, i) => state[into]!.data[i * hidden.units + j]!),
    bias: state[bias]?.data[j] ?? 0,
    out: Array.from(state[out]!.data.subarray(j * output.units, (j + 1) * output.units)),
  }));
}

/** The state with these units as the first of the pair; those after them are 0, and so are the weights that read them. */
export function withUnits(
  { hidden, output }: DensePair,
  state: Parameters,
  units: readonly BiasedUnit[],
): Record<string, Tensor<'float32'>> {
  const fresh = (name: string, write: (data: Float32Array) => void) => {
    const { shape, data } = state[name]!;
    const values = new Float32Array(data.length);
    write(values);
    return { [name]: tensor(values, shape) };
  };
  const bias = `${hidden.name}/bias`;
  return {
    ...state,
    ...fresh(`${hidden.name}/weights`, (data) => {
      units.forEach(({ row }, j) => row.forEach((weight, i) => (data[i * hidden.units + j] = weight)));
    }),
    ...(state[bias] === undefined ? {} : fresh(bias, (data) => units.forEach((unit, j) => (data[j] = unit.bias)))),
    ...fresh(`${output.name}/weights`, (data) => units.forEach(({ out }, j) => data.set(out, j * output.units))),
  };
}
