import { InputError, isRecord } from '@tombola/shared';
import { checkDenseLayers, type DenseLayers } from '../network/dense-layers';
import { floats } from '../numbers/floats';
import type { NetworkNode, PiecewiseLinearNetwork } from './network';

/**
 * Dense layers with ReLU, or leaky ReLU, between them as a network that can be sliced.
 *
 * @throws {InputError} for no layers, rows of different lengths, a layer that does not fit the one before, or NaN or infinite numbers.
 */
export function denseNetwork(dense: DenseLayers): PiecewiseLinearNetwork {
  const { inputs, layers, slope } = checkDenseLayers(floats, dense);
  const nodes = layers.flatMap(({ weights, bias }, i): NetworkNode[] => {
    const node: NetworkNode = { op: 'dense', units: weights.length, weights: Float64Array.from(weights.flat()), bias };
    if (i === 0) return [node];
    return [slope === 0 ? { op: 'relu' } : { op: 'leaky-relu', slope }, node];
  });
  return { inputShape: [inputs], nodes };
}

/**
 * Reads `{ "layers": [{ "weights": [[...]], "bias": [...] }] }`, rows being output units; biases may be left out.
 *
 * @throws {InputError} for anything else.
 */
export function readDenseLayers(value: unknown): DenseLayers {
  const layers = isRecord(value) ? value['layers'] : undefined;
  const wrong = (what: string, given: unknown) =>
    new InputError({ what, value: given, expected: '{"layers": [{"weights": [[...]], "bias": [...]}]}' });
  if (!Array.isArray(layers)) throw wrong('there are no layers', value);
  return {
    layers: layers.map((layer: unknown, i) => {
      if (!isRecord(layer)) throw wrong(`layer ${i} is no object`, layer);
      const { weights, bias } = layer;
      if (!Array.isArray(weights) || !weights.every(Array.isArray)) {
        throw wrong(`layer ${i} has no rows of weights`, weights);
      }
      const rows = weights.map((row: unknown[], j) => numbersOf(row, `weights[${j}]`, i));
      if (bias === undefined) return { weights: rows };
      if (!Array.isArray(bias)) throw wrong(`the bias of layer ${i} is no list of numbers`, bias);
      return { weights: rows, bias: numbersOf(bias, 'bias', i) };
    }),
  };
}

function numbersOf(values: readonly unknown[], place: string, layer: number): number[] {
  return values.map((value, k) => {
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw new InputError({
      what: `${place}[${k}] of layer ${layer} is not a finite number`,
      value: typeof value === 'number' ? String(value) : value,
      expected: 'finite numbers',
      mend: 'JSON has no NaN and no infinity: what writes them makes null of them, as of a training that diverged.',
    });
  });
}
