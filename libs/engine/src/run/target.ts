import { PORTABLE, type Target } from '../graph/lower';
import { blockSize } from './block';
import type { RunOptions } from './options';
import { usable } from './usable';

/** What graphs are lowered for: without optimisation, or where another provider than `cpu` runs them, plain ONNX. */
export async function targetOf({ provider = 'cpu', optimise = true }: RunOptions): Promise<Target> {
  const runs = await usable(provider);
  return runs.provider === 'cpu' && optimise ? { block: await blockSize() } : PORTABLE;
}
