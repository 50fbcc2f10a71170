import type { Parameters } from '@tombola/nn';
import { keptByShare } from '../structured/filter-norms';
import { thinInTurn, type LayerChoice } from '../structured/in-turn';
import { layersWithNext, samplesEach, type NextLayer } from '../structured/next-layer';
import { weightRows, weightsOfRows } from '../structured/patches';
import { crossProducts, outputsOf, regressionChannels, regressionWeights } from '../structured/regression';
import { productsOf } from '../structured/semi-definite';
import type { Method } from './method';
import { thinLevel, thinned } from './thin-level';

/**
 * Regression-based channel selection (He, Zhang and Sun, Channel Pruning for Accelerating Very Deep Neural Networks, ICCV 2017):
 * level 0 is the dense training; level n removes a share of the channels of each layer, chosen by a LASSO that rebuilds the next
 * layer's outputs, refits the next layer's weights by least squares, and trains what is left. Outputs to rebuild are those of
 * the network before pruning, inputs those of the network thinned so far (section 3.2).
 *
 * The authors' code thins layers more gently the later they are, and alternates both steps on request; here every layer
 * loses the same share, in one round of both.
 */
export const regression: Method<'regression'> = {
  plan: async (context) => {
    const { method, network, recipe, seed, level, before, pixels, run } = context;
    const { trained } = before!;
    const layers = method.layers ?? layersWithNext(network);
    const share = method.shares[level - 1]!;
    const counts = keptByShare(network, Object.fromEntries(layers.map((name) => [name, share])));
    const { masks, state } = await thinInTurn({
      network,
      state: trained,
      layers,
      pixels,
      images: method.images,
      batch: recipe.batch,
      places: (next) => samplesEach(next, method.places),
      open: () => context.batches(`regression-${level}`),
      seed,
      run,
      signal: context.signal,
      layer: (name, next, now) => choiceOf(next, now, trained, counts[name]!),
    });
    return thinLevel(context, thinned(context, state, masks), method);
  },
};

function choiceOf({ node, owner }: NextLayer, now: Parameters, before: Parameters, count: number): LayerChoice {
  const inputs = owner.length;
  const weights = weightRows(node, now[`${node.name}/weights`]!);
  const old = weightRows(node, before[`${node.name}/weights`]!);
  const channels = owner.reduce((most, channel) => Math.max(most, channel + 1), 0);
  const products = { size: inputs, data: new Float64Array(inputs * inputs) };
  const rights = new Float64Array(weights.length);
  return {
    look: (patches) => {
      productsOf(patches.now, inputs, products);
      crossProducts(patches.now, inputs, outputsOf(patches.before, old, inputs), rights);
    },
    choose: () => {
      const samples = { products, rights, weights, owner, channels };
      const keep = regressionChannels(samples, count);
      return { keep, weights: weightsOfRows(node, regressionWeights(samples, keep)) };
    },
  };
}
