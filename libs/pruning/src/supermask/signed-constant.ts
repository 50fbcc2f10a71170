import { tensor, type Tensor } from '@tombola/engine';
import { prunableOf, type Network, type Parameters } from '@tombola/nn';

/**
 * Every prunable weight with the sign it has and the magnitude that is the standard deviation of its layer's initial
 * distribution, as its weights show it (Zhou et al. 2019, section 4.1; Ramanujan et al. 2020, section 3.3).
 *
 * @param initial parameters as they were drawn
 */
export function signedConstants(network: Network, initial: Parameters): Parameters {
  const constant = Object.fromEntries(prunableOf(network).map(({ name }) => [name, signedConstant(initial[name]!)]));
  return { ...initial, ...constant };
}

/** One tensor of weights as plus or minus their standard deviation; 0 counts as positive. */
export function signedConstant({ data, shape }: Tensor<'float32'>): Tensor<'float32'> {
  const deviation = populationDeviation(data);
  return tensor(
    data.map((weight) => (weight < 0 ? -deviation : deviation)),
    shape,
  );
}

function populationDeviation(values: Float32Array): number {
  let [sum, squares] = [0, 0];
  for (const value of values) sum += value;
  const mean = sum / values.length;
  for (const value of values) squares += (value - mean) ** 2;
  return Math.sqrt(squares / values.length);
}
