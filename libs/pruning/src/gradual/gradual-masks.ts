import type { NetworkStructure } from '@tombola/nn';
import type { Scores } from '../criteria/scores';
import { weightCount } from '../distributions/prunable-layer';
import { countMask, countMasks, type Masks } from '../masks';
import { pruneGlobally, pruneLayersTo } from '../prune';
import { finalRemovals, type LayerRemoval, type RemovalOptions } from './final-removals';

export interface GradualMasksOptions extends RemovalOptions {
  readonly scope: 'layer' | 'global';
  /** The least weights that any layer keeps where they compete globally. */
  readonly minKeep: number;
}

/**
 * Prunes masks as far as a gradual schedule has come.
 *
 * @param progress what is pruned by now over what is pruned in the end, 0 to 1
 * @returns each layer, or the network, has lost floor(progress x its last count + 1/2) weights, exactly, and none that the
 *   masks keep less of is given back
 */
export type GradualMasks = (masks: Masks, scores: Scores, progress: number) => Masks;

/** @throws {InputError} as `finalRemovals` does. */
export function gradualMasks(network: NetworkStructure, options: GradualMasksOptions): GradualMasks {
  const layers = finalRemovals(network, options);
  return options.scope === 'layer' ? withinLayers(layers) : together(layers, options);
}

const nearest = (x: number) => Math.floor(x + 0.5);

function withinLayers(layers: readonly LayerRemoval[]): GradualMasks {
  return (masks, scores, progress) => {
    const kept = layers.map(({ layer: { weights }, removed }) => {
      const { kept: now, total } = countMask(masks[weights]!);
      return [weights, Math.min(now, total - nearest(progress * removed))] as const;
    });
    return pruneLayersTo(masks, scores, Object.fromEntries(kept));
  };
}

/** In the whole network; what a layer must keep, its highest scores, does not compete. */
function together(layers: readonly LayerRemoval[], { minKeep }: GradualMasksOptions): GradualMasks {
  const last = layers.reduce((sum, { removed }) => sum + removed, 0);
  const spares = minKeep > 0 || layers.some(({ layer, most }) => most < weightCount(layer));
  return (masks, scores, progress) => {
    const { kept, total } = countMasks(masks);
    const count = Math.max(0, kept - (total - nearest(progress * last)));
    if (!spares) return pruneGlobally(masks, scores, count);
    const least = layers.map(({ layer: { weights }, most }) => {
      const layer = countMask(masks[weights]!);
      return [weights, Math.min(layer.kept, Math.max(layer.total - most, minKeep))] as const;
    });
    const safe = pruneLayersTo(masks, scores, Object.fromEntries(least));
    const competing = combine(masks, safe, (bit, spared) => bit - spared);
    const left = pruneGlobally(competing, scores, count);
    return combine(left, safe, (bit, spared) => bit + spared);
  };
}

function combine(a: Masks, b: Masks, bit: (a: number, b: number) => number): Masks {
  return Object.fromEntries(
    Object.entries(a).map(([name, mask]) => {
      const other = b[name]!.data;
      return [name, { ...mask, data: mask.data.map((value, i) => bit(value, other[i]!)) }];
    }),
  );
}
