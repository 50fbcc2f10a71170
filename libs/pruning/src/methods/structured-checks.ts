import type { NetworkStructure } from '@tombola/nn';
import { InputError } from '@tombola/shared';
import { prunedNetwork } from '../structured/filter-pruning';
import { layersWithNext, nextLayer, samplesEach } from '../structured/next-layer';
import { slimmableNorms } from '../structured/slimming';
import { structureScales } from '../structured/structure-scales';
import { thinnableConvs } from '../structured/thinnable';
import type { MethodCheck } from './method';

const WITH_NORMS =
  'Choose a network with batch norm, such as vgg-16 or resnet-20, or a method that needs none (l1-filters).';

/** Network slimming ranks channels by scales of batch norm. */
export const checkSlimming: MethodCheck<'slimming'> = (_, network) => {
  needNorms('network slimming', network);
};

export const checkEarlyBird: MethodCheck<'early-bird'> = ({ precision }, network, recipe) => {
  const { optimizer } = recipe;
  needNorms('an Early-Bird ticket', network);
  if (precision === 'full' || optimizer.name === 'sgd') return;
  throw new InputError({
    what: 'low precision rounds the second moments of this optimizer to 0, and steps are divided by them',
    value: optimizer.name,
    expected: 'sgd',
    mend: 'Use sgd with momentum, or precision "full".',
  });
};

export const checkL1Filters: MethodCheck<'l1-filters'> = ({ shares, configuration, layers }, network) => {
  if ((shares === undefined) === (configuration === undefined)) {
    throw new InputError({
      what: 'l1-filters has to know how many filters go',
      value: shares === undefined ? 'neither' : 'both',
      expected: 'shares or a configuration, one of them',
    });
  }
  if (configuration === undefined) return needConvs(network, layers, thinnableConvs(network));
  const wanted = prunedNetwork(configuration);
  if (network.name !== wanted) {
    throw new InputError({ what: `${configuration} is of another network`, value: network.name, expected: wanted });
  }
};

/** ThiNet looks at the one layer that reads a channel. */
export const checkThinet: MethodCheck<'thinet'> = ({ layers }, network) => {
  needNext(network, layers);
};

/** So does regression, which fits that layer's weights anew and needs more samples than there are. */
export const checkRegression: MethodCheck<'regression'> = ({ layers, images, places }, network) => {
  for (const name of needNext(network, layers)) {
    const next = nextLayer(network, name);
    const samples = images * samplesEach(next, places);
    if (samples >= next.owner.length) continue;
    throw new InputError({
      what: `${next.node.name}, which reads ${name}, has more weights an output than there are samples to fit them to`,
      value: samples,
      expected: `at least ${next.owner.length}`,
      mend: `Look at more images, or leave ${name} out of layers.`,
    });
  }
};

/** The layers to thin, each with a next layer. */
function needNext(network: NetworkStructure, layers: readonly string[] | undefined): readonly string[] {
  const all = layersWithNext(network);
  layers?.forEach((name) => nextLayer(network, name));
  needConvs(network, layers, all);
  return layers ?? all;
}

export const checkSoftFilters: MethodCheck<'soft-filter-pruning'> = ({ layers }, network) => {
  needConvs(network, layers, thinnableConvs(network));
};

export const checkStructures: MethodCheck<'sparse-structure-selection'> = ({ structures }, network) => {
  if (structures === 'channels') return needNorms('a scale of each channel', network);
  if (structureScales(network, structures).length > 0) return;
  throw new InputError({
    what: 'there is no residual block to select',
    value: network.name,
    expected: 'a network with residual blocks, such as resnet-20',
    mend: 'Choose one, or structures "channels".',
  });
};

function needNorms(what: string, network: NetworkStructure): void {
  if (slimmableNorms(network).length > 0) return;
  throw new InputError({
    what: `${what} needs scales of batch norm, which ${network.name} does not have`,
    expected: 'a network with batch norm',
    mend: WITH_NORMS,
  });
}

/** The layers named are convolutions, and there are some. */
function needConvs(network: NetworkStructure, layers: readonly string[] | undefined, all: readonly string[]): void {
  const convs = network.layers.filter(({ kind, output }) => kind === 'conv' && !output).map(({ name }) => name);
  const other = layers?.find((name) => !convs.includes(name));
  if (other !== undefined) {
    throw new InputError({
      what: `${network.name} has no such convolution to thin`,
      value: other,
      expected: convs.join(', ') || 'a network with convolutions',
    });
  }
  if (layers !== undefined || all.length > 0) return;
  throw new InputError({
    what: `${network.name} has no convolution whose channels can go one by one`,
    expected: 'convolutions outside of residual streams',
    mend: 'Choose a network with such convolutions, or name layers.',
  });
}
