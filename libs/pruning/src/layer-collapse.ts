import type { Masks } from './masks';

/**
 * The layers that keep nothing, by the names of their weights. Nothing passes them any more, so the network is broken unless
 * something leads past them: layer collapse (Tanaka et al., NeurIPS 2020, section 3).
 */
export function collapsedLayers(masks: Masks): string[] {
  return Object.keys(masks).filter((name) => !masks[name]!.data.includes(1));
}
