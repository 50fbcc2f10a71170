import { compile, type eager } from '@tombola/engine';
import { stateSignature, type Network, type Parameters } from '@tombola/nn';
import { flowShares } from '../synflow';

/** Every weight's share of R, and R as `sum` * 2^`exponent`. */
export async function flowOf(network: Network, parameters: Parameters, make: typeof compile | typeof eager = compile) {
  const program = await make(flowShares(network), { parameters: stateSignature(network) });
  const { shares, sum, exponent } = await program.run({ parameters });
  await program.dispose();
  return { shares: shares as Parameters, R: { sum: sum.data[0]!, exponent: exponent.data[0]! } };
}

export const total = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value, 0);
