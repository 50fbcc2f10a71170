import { InputError, isRecord } from '@tombola/shared';
import type { NetworkNode, PiecewiseLinearNetwork } from './network';

/** One dense layer: a row of weights and a bias for every output. */
export interface DenseLayer {
  /** [outputs, inputs] */
  readonly weights: readonly (readonly number[])[];
  /** [outputs]; zeros when left out. */
  readonly bias?: readonly number[];
}

/**
 * A network of dense layers with ReLU between them.
 *
 * @throws {InputError} for no layers, rows of different lengths, or a layer that does not fit the one before.
 */
export function denseNetwork(layers: readonly DenseLayer[]): PiecewiseLinearNetwork {
  if (layers.length === 0) throw new InputError({ what: 'a network has no layers', expected: 'one or more' });
  const nodes: NetworkNode[] = [];
  let inputs = layers[0]!.weights[0]?.length ?? 0;
  const inputShape = [inputs];
  for (const [i, { weights, bias }] of layers.entries()) {
    for (const [row, { length }] of weights.entries()) {
      if (length === inputs) continue;
      throw new InputError({
        what: `row ${row} of the weights of layer ${i} has a wrong length`,
        value: length,
        expected: i === 0 ? `${inputs}, as the first row` : `${inputs}, the outputs of layer ${i - 1}`,
      });
    }
    if (i > 0) nodes.push({ op: 'relu' });
    nodes.push({ op: 'dense', units: weights.length, weights: Float64Array.from(weights.flat()), bias });
    inputs = weights.length;
  }
  return { inputShape, nodes };
}

/**
 * Reads `{ "layers": [{ "weights": [[...]], "bias": [...] }] }`, rows being output units.
 *
 * @throws {InputError} for anything else.
 */
export function readDenseLayers(value: unknown): DenseLayer[] {
  const layers = isRecord(value) ? value['layers'] : undefined;
  const wrong = (what: string, given: unknown) =>
    new InputError({ what, value: given, expected: '{"layers": [{"weights": [[...]], "bias": [...]}]}' });
  if (!Array.isArray(layers)) throw wrong('there are no layers', value);
  return layers.map((layer: unknown, i) => {
    if (!isRecord(layer)) throw wrong(`layer ${i} is no object`, layer);
    const { weights, bias } = layer;
    if (!Array.isArray(weights) || !weights.every(isNumbers)) throw wrong(`layer ${i} has no rows of weights`, weights);
    if (bias !== undefined && !isNumbers(bias)) throw wrong(`the bias of layer ${i} is no list of numbers`, bias);
    return bias === undefined ? { weights } : { weights, bias };
  });
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'number');
}
