import { InputError } from '@tombola/shared';
import { sortedNodes, type Graph } from '../graph/graph';
import type { Provider } from './options';

/**
 * Refuses a graph that a provider loads but cannot run.
 *
 * @throws {InputError} for max pooling that tells where its maxima were, as gradients need it, on `webgpu`.
 */
export function refuseUnsupported(graph: Graph, provider: Provider): void {
  if (provider !== 'webgpu') return;
  const pools = sortedNodes(graph).filter(({ op, outputs }) => op === 'MaxPool' && outputs.length === 2);
  if (pools.length === 0) return;
  throw new InputError({
    what: 'webgpu cannot do this program',
    value: `${pools.length} max poolings with their places`,
    expected: 'none: it has no gradient of max pooling',
    mend: 'Run it on cpu, or take a network without max pooling.',
  });
}
