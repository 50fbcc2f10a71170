import type { Graph } from '../graph/graph';
import { lower, PORTABLE } from '../graph/lower';
import { blockSize } from './block';
import type { Provider, RunOptions } from './options';
import { refuseUnsupported } from './unsupported';
import { usable } from './usable';

/** A graph as a provider takes it. */
export interface Lowered {
  readonly graph: Graph;
  /** The provider that runs it. */
  readonly provider: Provider;
  /** Why another provider runs than the one asked for. */
  readonly fallback: string | undefined;
}

/**
 * Lowers a graph for the provider that will run it: without optimisation, or for another one than `cpu`, to plain ONNX.
 *
 * @throws {InputError} when that provider cannot run it.
 */
export async function lowerFor(
  graph: Graph,
  { provider: asked = 'cpu', optimise = true }: RunOptions,
): Promise<Lowered> {
  const { provider, fallback } = await usable(asked);
  const target = provider === 'cpu' && optimise ? { block: await blockSize() } : PORTABLE;
  const lowered = lower(graph, target);
  refuseUnsupported(lowered, provider);
  return { graph: lowered, provider, fallback };
}
