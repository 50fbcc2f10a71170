import { randomStream } from '@tombola/shared';
import { keptByShare } from '../structured/filter-norms';
import { thinInTurn, type LayerChoice } from '../structured/in-turn';
import { layersWithNext, type NextLayer } from '../structured/next-layer';
import { weightRows, weightsOfRows } from '../structured/patches';
import { productsOf } from '../structured/semi-definite';
import { channelSamples, thinetChannels, thinetFactors } from '../structured/thinet';
import type { Parameters } from '@tombola/nn';
import type { Method } from './method';
import { thinLevel, thinned } from './thin-level';

/**
 * ThiNet (Luo, Wu and Lin, ThiNet: A Filter Level Pruning Method for Deep Neural Network Compression, ICCV 2017): level 0 is the
 * dense training; level n removes a share of the channels of each layer, greedily those whose absence changes the next layer's
 * output least, scales the weights on the others to make up for them, and trains what is left.
 *
 * The paper looks at 10 images of each class and trains an epoch or two after each layer; here images come in the training's
 * order whatever their classes, and layers are thinned one after the other without training between them.
 */
export const thinet: Method<'thinet'> = {
  plan: async (context) => {
    const { method, network, recipe, seed, level, before, pixels, run } = context;
    const layers = method.layers ?? layersWithNext(network);
    const share = method.shares[level - 1]!;
    const counts = keptByShare(network, Object.fromEntries(layers.map((name) => [name, share])));
    const { masks, state } = await thinInTurn({
      network,
      state: before!.trained,
      layers,
      pixels,
      images: method.images,
      batch: recipe.batch,
      places: () => method.places,
      open: () => context.batches(`thinet-${level}`),
      seed,
      run,
      signal: context.signal,
      layer: (name, next, now) => choiceOf(name, next, now, counts[name]!, seed),
    });
    return thinLevel(context, thinned(context, state, masks), method);
  },
};

function choiceOf(
  name: string,
  { node, owner }: NextLayer,
  state: Parameters,
  count: number,
  seed: number,
): LayerChoice {
  const weights = state[`${node.name}/weights`]!;
  const rows = weightRows(node, weights);
  const channels = owner.reduce((most, channel) => Math.max(most, channel + 1), 0);
  const products = { size: channels, data: new Float64Array(channels * channels) };
  return {
    look: ({ now }, batch) => {
      const samples = channelSamples(now, rows, owner, channels, randomStream(seed, 'filters', name, batch));
      productsOf(samples, channels, products);
    },
    choose: () => {
      const keep = thinetChannels(products, count);
      const factors = thinetFactors(products, keep);
      const scaled = rows.map((weight, i) => {
        const channel = owner[i % owner.length]!;
        return channel < 0 ? weight : weight * factors[channel]!;
      });
      return { keep, weights: weightsOfRows(node, scaled) };
    },
  };
}
