import type { NetworkStructure } from '@tombola/nn';
import { InputError, type OptionsOf } from '@tombola/shared';
import { keptByShare } from '../structured/filter-norms';
import { densePairs } from '../tropical/dense-pairs';
import { classLayers, type ClassPruning } from './class-pruning';
import type { MethodCheck } from './method';
import type { Tuning } from './tuned';

/** Tropical pruning has generators where a dense layer reads another one's ReLU. */
export const checkTropical: MethodCheck<'tropical'> = (options, network) => {
  needPairs('tropical pruning', network);
  needBiases(options, network);
};

export function checkClassPruning(options: OptionsOf<ClassPruning>, network: NetworkStructure): void {
  needBiases(options, network);
  if (classLayers(network, options.layers).length > 0) return;
  throw new InputError({
    what: `${network.name} has no dense layer to prune`,
    value: options.layers,
    expected: 'all',
    mend: 'Prune all layers, or choose a network with dense ones.',
  });
}

export const checkPathKMeans: MethodCheck<'path-k-means'> = ({ layers }, network) => {
  const hidden = needPairs('neural-path K-means', network);
  const other = layers?.find((name) => !hidden.includes(name));
  if (other === undefined) return;
  throw new InputError({
    what: `${network.name} has no such hidden dense layer that a dense layer reads`,
    value: other,
    expected: hidden.join(', '),
  });
};

export const checkZonotopeKMeans: MethodCheck<'zonotope-k-means'> = ({ shares }, network) => {
  if (network.classes !== 2) {
    throw new InputError({
      what: 'zonotope K-means is of one output, the difference of two classes',
      value: `${network.classes} classes`,
      expected: '2',
      mend: 'Use path-k-means, or data of two classes.',
    });
  }
  const last = needPairs('zonotope K-means', network).at(-1)!;
  const few = shares.find((share) => keptByShare(network, { [last]: share })[last]! < 2);
  if (few === undefined) return;
  throw new InputError({
    what: `zonotope K-means leaves ${last} a unit for each class at least`,
    value: few,
    expected: 'a share that leaves 2 units or more',
  });
};

/** The hidden layers of pairs of dense layers. @throws {InputError} when there are none. */
function needPairs(what: string, network: NetworkStructure): string[] {
  const hidden = densePairs(network).map((pair) => pair.hidden.name);
  if (hidden.length > 0) return hidden;
  throw new InputError({
    what: `${what} needs a hidden dense layer, with a ReLU, that a dense layer reads; ${network.name} has none`,
    expected: 'two dense layers one after the other',
    mend: 'Choose a network with such a classifier, such as lenet-300-100, conv-2 or mlp.',
  });
}

function needBiases({ retrain }: Tuning, { name, layers }: NetworkStructure): void {
  if (retrain !== 'biases' || layers.some(({ parameters }) => parameters.some(({ role }) => role === 'bias'))) return;
  throw new InputError({
    what: `${name} has no biases to train`,
    value: retrain,
    expected: 'none or all',
  });
}
