import type { NetworkStructure } from '@tombola/nn';
import { InputError, type OptionsOf } from '@tombola/shared';
import { budgetOf } from '../budget';
import { checkChunks } from '../criteria/draw-batches';
import { prunableLayers, weightCount } from '../distributions/prunable-layer';
import type { AtInit } from './at-init';

/** Sparsities that the distribution or `minKeep` does not allow, and a distribution that decides nothing. */
export function checkAtInit(method: OptionsOf<AtInit>, network: NetworkStructure): void {
  const { scope, distribution, sparsities, minKeep } = method;
  if (scope === 'global' && distribution !== 'uniform') {
    throw new InputError({
      what: 'weights compete in the whole network, and no distribution says what a layer keeps',
      value: distribution,
      expected: 'scope "layer", or no distribution',
    });
  }
  const sizes = prunableLayers(network).map(weightCount);
  const least = sizes.reduce((sum, size) => sum + Math.min(size, minKeep), 0);
  for (const sparsity of sparsities) {
    const { keep, ...budget } = budgetOf(network, sparsity, method);
    if (budget.scope === 'layer' || typeof keep !== 'number' || keep >= least) continue;
    throw new InputError({
      what: `layers that keep at least ${minKeep} weights each keep more than this sparsity leaves`,
      value: sparsity,
      expected: `at least ${least} weights, of which it leaves ${keep}`,
      mend: 'Lower minKeep or the sparsity.',
    });
  }
}

/** And examples that cannot be cut into so many chunks. */
export function checkGrasp(method: OptionsOf<'grasp'>, network: NetworkStructure): void {
  checkAtInit(method, network);
  checkChunks(method.samplesPerClass, method.chunks);
}
