import { InputError } from '@tombola/shared';
import type { DenseLayers } from '../network/dense-layers';
import type { Layer } from '../network/two-layers';

/** A parameter as it is stored: row-major. */
export interface StoredArray {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

/**
 * The parameters of a perceptron by name, as trainings store them: `NODE/weights` [in, out] and, unless there are no biases,
 * `NODE/bias` [out]. In the network's order, which files need not have: a network of equal widths does not show it.
 */
export type WeightsRecord = Readonly<Record<string, StoredArray>>;

const weights = '/weights';

/**
 * The layers of a stored perceptron, in the order of their weights in the record; rows are output units.
 *
 * @throws {InputError} when a parameter is none of a dense layer, or layers do not follow each other.
 */
export function layersOfRecord(record: WeightsRecord): DenseLayers {
  const nodes = Object.keys(record)
    .filter((name) => name.endsWith(weights))
    .map((name) => name.slice(0, -weights.length));
  const known = new Set(nodes.flatMap((node) => [`${node}${weights}`, `${node}/bias`]));
  const strange = Object.keys(record).find((name) => !known.has(name));
  if (strange !== undefined || nodes.length === 0) {
    throw new InputError({
      what: 'these are not the parameters of dense layers',
      value: strange ?? Object.keys(record),
      expected: 'NODE/weights and NODE/bias',
    });
  }
  return { layers: nodes.map((node) => layerOf(node, record)) };
}

function layerOf(node: string, record: WeightsRecord): Layer {
  const { shape, data } = record[`${node}${weights}`]!;
  const [inputs, outputs] = shape;
  if (inputs === undefined || outputs === undefined || shape.length > 2 || data.length !== inputs * outputs) {
    throw new InputError({
      what: `${node}${weights} is not the weights of a dense layer`,
      value: `${data.length} numbers of the shape [${shape.join(', ')}]`,
      expected: 'the shape [in, out]',
    });
  }
  const rows = Array.from({ length: outputs }, (_, unit) =>
    Array.from({ length: inputs }, (__, input) => data[input * outputs + unit]!),
  );
  const bias = record[`${node}/bias`];
  return { weights: rows, ...(bias !== undefined && { bias: Array.from(bias.data) }) };
}
