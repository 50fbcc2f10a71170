import { InputError, type Recipe } from '@tombola/shared';
import type { Layer, NetworkStructure } from './network';

/** What a network needs to know of its data. */
export interface DataShape {
  /** Channels, height, width. */
  readonly inputShape: readonly [number, number, number];
  readonly classes: number;
}

export interface MlpOptions extends DataShape {
  readonly name?: string;
  /** Units of the hidden layers, each followed by ReLU. */
  readonly hidden: readonly number[];
}

/** The structure of the network that a recipe names, for data of the given shape. Loads nothing that could run it. */
export function networkStructure(recipe: Recipe['network'], data: DataShape): NetworkStructure {
  return mlpStructure(mlpOptions(recipe, data));
}

/** The perceptron that a recipe names. */
export function mlpOptions(recipe: Recipe['network'], { inputShape, classes }: DataShape): MlpOptions {
  switch (recipe.name) {
    case 'lenet-300-100':
      return { name: 'lenet-300-100', hidden: [300, 100], inputShape, classes };
    case 'mlp':
      return { hidden: recipe.hidden, inputShape, classes };
    default:
      throw new InputError({ what: 'there is no such network', value: recipe, expected: 'lenet-300-100 or mlp' });
  }
}

/**
 * Dense layers `dense_1`, `dense_2`, ...; weights are [in, out].
 *
 * @throws {InputError} when a width is not a positive whole number.
 */
export function mlpStructure({ name, inputShape, hidden, classes }: MlpOptions): NetworkStructure {
  const widths = [inputShape[0] * inputShape[1] * inputShape[2], ...hidden, classes];
  for (const width of widths) {
    if (!Number.isInteger(width) || width < 1) {
      throw new InputError({
        what: 'a layer of an MLP has no such width',
        value: width,
        expected: 'a positive integer',
      });
    }
  }
  const layers = widths.slice(1).map((units, i) => dense(`dense_${i + 1}`, widths[i]!, units, i === hidden.length));
  return { name: name ?? `mlp-${hidden.join('-')}`, inputShape, classes, layers };
}

function dense(name: string, fanIn: number, fanOut: number, output: boolean): Layer {
  const fans = { fanIn, fanOut };
  return {
    name,
    kind: 'dense',
    output,
    macs: fanIn * fanOut,
    parameters: [
      { name: `${name}/weights`, shape: [fanIn, fanOut], role: 'weights', prunable: true, ...fans },
      { name: `${name}/bias`, shape: [fanOut], role: 'bias', prunable: false, ...fans },
    ],
  };
}
