import { PORTABLE, type Target } from '../graph/lower';
import { blockSize } from './block';
import type { RunOptions } from './options';

/** What graphs are lowered for: without optimisation, or on another provider than `cpu`, plain ONNX. */
export async function targetOf({ provider = 'cpu', optimise = true }: RunOptions): Promise<Target> {
  return provider === 'cpu' && optimise ? { block: await blockSize() } : PORTABLE;
}
